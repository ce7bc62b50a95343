import type { Bilingual } from '#web/shared/language/language.ts'

/** An error answer of the server (RFC 9457): its text is already in the reader's language. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly field: string | null
  /** Everything else the answer carries, such as both versions of a conflict. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(body: Readonly<Record<string, unknown>>, status: number) {
    super(String(body.detail ?? body.title ?? status))
    this.name = 'ApiProblem'
    this.code = String(body.code ?? 'server.error')
    this.status = status
    this.title = String(body.title ?? status)
    this.field = typeof body.field === 'string' ? body.field : null
    this.details = body
  }
}

const UNREACHABLE: Bilingual = {
  zh: '连不上服务器。请检查网络，稍后会自动重试。',
  en: 'The server cannot be reached. Check the network; it is tried again by itself.',
}

/** Nothing answered: the network or the server is away. */
export class Unreachable extends Error {
  readonly text = UNREACHABLE
}
