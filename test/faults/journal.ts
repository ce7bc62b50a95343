import { setTimeout as sleep } from 'node:timers/promises'

/** One submission as a careful client keeps it: what was sent under which id, and the answer once there was one. */
export interface Entry {
  readonly kind: 'photo' | 'action'
  readonly requestId: string
  readonly who: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly file?: Buffer
  /** The first answer with a status of success. */
  answer?: Readonly<Record<string, unknown>>
}

/** No answer, or one that says "not now": the client keeps the submission and sends it again under the same id. */
export class NotAnswered extends Error {}

export type Tokens = ReadonlyMap<string, { readonly authorization: string }>

const WAIT = 60_000

function requestOf({ body, file, requestId }: Entry): { headers: Record<string, string>; body: string | FormData } {
  if (file === undefined) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ requestId, ...body }) }
  const form = new FormData()
  form.set('requestId', requestId)
  form.set('file', new Blob([new Uint8Array(file)], { type: 'image/jpeg' }), 'photo.jpg')
  return { headers: {}, body: form }
}

/** Everything that was submitted to one server, over all its lives. */
export class Journal {
  readonly entries: Entry[] = []
  /** Answers of 503 and 507, by code. */
  readonly refusals = new Map<string, number>()
  readonly #url: string
  readonly #tokens: Tokens

  constructor(url: string, tokens: Tokens) {
    this.#url = url
    this.#tokens = tokens
  }

  get acknowledged(): Entry[] {
    return this.entries.filter(({ answer }) => answer !== undefined)
  }

  /** Sends a submission for the first time. Throws NotAnswered; any refusal other than "not now" is a fault of the test or the server. */
  async submit(entry: Entry): Promise<Readonly<Record<string, unknown>>> {
    this.entries.push(entry)
    entry.answer = await this.send(entry)
    return entry.answer
  }

  async send(entry: Entry): Promise<Readonly<Record<string, unknown>>> {
    const { headers, body } = requestOf(entry)
    const answer = await fetch(this.#url + entry.path, {
      method: 'POST',
      headers: { ...headers, ...this.#tokens.get(entry.who) },
      body,
      signal: AbortSignal.timeout(WAIT),
    }).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'TimeoutError') throw new Error(`${entry.path} was not answered within ${WAIT} ms`)
      throw new NotAnswered(String(error))
    })
    const json = (await answer.json().catch((error: unknown) => {
      throw new NotAnswered(String(error))
    })) as Record<string, unknown>
    if (answer.ok) return json
    if (answer.status !== 503 && answer.status !== 507) throw new Error(`${entry.path}: ${answer.status} ${JSON.stringify(json)}`)
    if (answer.headers.get('retry-after') === null) throw new Error(`${entry.path}: ${json.code} does not say when to try again`)
    const code = String(json.code)
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
    throw new NotAnswered(code)
  }

  /** Sends what has no answer yet again until it has one. */
  async settle(patience = 120_000): Promise<number> {
    const open = this.entries.filter(({ answer }) => answer === undefined)
    for (const entry of open) entry.answer = await this.#untilAnswered(entry, patience)
    return open.length
  }

  async #untilAnswered(entry: Entry, patience: number): Promise<Readonly<Record<string, unknown>>> {
    for (const since = performance.now(); ; await sleep(100)) {
      try {
        return await this.send(entry)
      } catch (error) {
        if (!(error instanceof NotAnswered) || performance.now() - since > patience) throw error
      }
    }
  }

  /** The submissions whose answer differs when they are sent again: none, if all is well. */
  async replay(entries: readonly Entry[], clients = 4): Promise<Entry[]> {
    const changed: Entry[] = []
    const left = entries.values()
    const work = async (): Promise<void> => {
      for (const entry of left) if (JSON.stringify(await this.send(entry)) !== JSON.stringify(entry.answer)) changed.push(entry)
    }
    await Promise.all(Array.from({ length: clients }, work))
    return changed
  }
}
