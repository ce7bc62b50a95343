import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'

/** A request as it goes over the wire; `path` is raw. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body?: Buffer
}

export interface WireAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  readonly ms: number
}

/** Longer than this is a hang, ms: a workbook may be read for twenty seconds. */
export const DEADLINE = 30_000
export const makeAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 8 })

/** A stream of events never ends: its first bytes are answer enough. */
const isEndless = (answer: IncomingMessage): boolean => (answer.headers['content-type'] ?? '').startsWith('text/event-stream')

/** Sends and reads the whole answer. Rejects when the connection breaks or the deadline passes. */
export function send(agent: Agent, port: number, { method, path, headers, body }: WireRequest): Promise<WireAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WireAnswer>()
  const from = performance.now()
  const request = httpRequest({
    agent,
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...headers, ...(body && { 'content-length': String(body.length) }) },
  })
  const timer = setTimeout(() => request.destroy(new Error(`no answer within ${DEADLINE} ms`)), DEADLINE)
  request.on('error', (error) => {
    clearTimeout(timer)
    reject(error)
  })
  request.on('response', (answer) => {
    const chunks: Buffer[] = []
    const done = (): void => {
      clearTimeout(timer)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks), ms: performance.now() - from })
    }
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    answer.on('end', done)
    if (isEndless(answer)) {
      done()
      answer.destroy()
    }
  })
  request.end(body)
  return promise
}
