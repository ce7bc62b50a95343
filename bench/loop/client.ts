import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'

/** What the calls of a measurement took, ms, by the name of the call. */
export type Times = Map<string, number[]>

/** One account over connections that stay open; each call is timed under a name. A refused request throws with the answer's text. */
export interface LoopClient {
  call<Answer>(name: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>
}

const KIND = 'application/json'

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string | number>
  readonly body?: string | Buffer
}

function send(agent: Agent, url: URL, { method, path, headers, body }: Sent): Promise<{ status: number; kind: string; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: url.hostname, port: url.port, method, path, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, kind: answer.headers['content-type'] ?? '', text: Buffer.concat(parts).toString() }),
      )
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** Signs in; the signing in itself is not timed. */
export async function loopClient(address: string, login: string, password: string, times: () => Times): Promise<LoopClient> {
  const url = new URL(address)
  let token = ''
  const call = async <Answer>(name: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(text !== undefined && { 'content-type': KIND, 'content-length': Buffer.byteLength(text) }),
    }
    const from = performance.now()
    const answer = await send(agent, url, { method, path, headers, ...(text !== undefined && { body: text }) })
    const took = performance.now() - from
    if (answer.status >= 400) throw new Error(`${answer.status} ${method} ${path}: ${answer.text}`)
    const list = times().get(name)
    if (list) list.push(took)
    else times().set(name, [took])
    return (answer.kind.startsWith(KIND) ? JSON.parse(answer.text) : undefined) as Answer
  }
  token = (await call<{ token: string }>('sign in', 'POST', '/api/sessions', { login, password })).token
  times().delete('sign in')
  return { call }
}
