import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A letter as the mail server took it. */
export interface TakenMail {
  readonly to: readonly string[]
  readonly raw: string
}

/** How the mail server behaves: what it answers to a recipient and to the end of a message, or that it says nothing more. */
export interface MailManners {
  recipient?: { readonly code: number; readonly text: string }
  message?: { readonly code: number; readonly text: string }
  silent?: boolean
  /** Called with each message before it is answered; what it returns is waited for. */
  onTaken?: (mail: TakenMail) => Promise<void> | void
}

class Refusal extends Error {
  readonly responseCode: number
  constructor({ code, text: words }: { code: number; text: string }) {
    super(words)
    this.responseCode = code
  }
}

export interface MailServer {
  readonly url: string
  readonly taken: TakenMail[]
  readonly manners: MailManners
  close(): Promise<void>
}

/** A real SMTP server on this machine, for tests alone. */
export async function startMailServer(): Promise<MailServer> {
  const taken: TakenMail[] = []
  const manners: MailManners = {}
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => (manners.recipient ? done(new Refusal(manners.recipient)) : done()),
    onData: async (stream, session, done) => {
      const mail = { to: session.envelope.rcptTo.map(({ address }) => address), raw: await text(stream) }
      taken.push(mail)
      await manners.onTaken?.(mail)
      if (manners.silent) return
      if (manners.message) done(new Refusal(manners.message))
      else done(null, `queued as ${taken.length}`)
    },
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, taken, manners, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

export interface TakenCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly host: string
  readonly taken: TakenCall[]
  /** Of each path: a status, or 0 for no answer at all. */
  readonly answers: Map<string, { readonly status: number; readonly body?: string; readonly location?: string }>
  close(): Promise<void>
}

/** An HTTP server on this machine that takes webhooks and text messages, for tests alone. */
export async function startReceiver(): Promise<Receiver> {
  const taken: TakenCall[] = []
  const answers: Receiver['answers'] = new Map()
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    taken.push({ path, headers: request.headers, body: await text(request) })
    const { status, body = '{}', location } = answers.get(path) ?? { status: 200 }
    if (status === 0) return
    response.writeHead(status, { 'content-type': 'application/json', ...(location !== undefined && { location }) }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    taken,
    answers,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A header of a letter, unfolded; undefined when there is none. */
export function headerOf({ raw }: TakenMail, name: string): string | undefined {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim()
}

/** The text of a letter, decoded. */
export function textOfMail(mail: TakenMail): string {
  const body = mail.raw.slice(mail.raw.indexOf('\r\n\r\n') + 4)
  const encoding = headerOf(mail, 'content-transfer-encoding')
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n')
  if (encoding !== 'quoted-printable') return body.replaceAll('\r\n', '\n')
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

/** A subject as people read it (RFC 2047). */
export const subjectOf = (mail: TakenMail): string =>
  (headerOf(mail, 'subject') ?? '')
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, part: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(part, 'base64').toString('utf8')
        : Buffer.from(
            part.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8'),
    )
