import { createHash } from 'node:crypto'
import type { Link, LinkAnswer, LinkRequest } from '#web/field/store/link.ts'

/** A line that decides what happens to each request: it arrives, its answer is lost, or it is lost itself. */
export type Weather = (request: LinkRequest) => 'fine' | 'answer-lost' | 'lost'

interface Upload {
  readonly length: number
  bytes: Buffer
}

/**
 * What the server promises about uploads and submissions, small enough to be read: an id stands for one thing, sent again it answers the same.
 * It notes what it took, in order; a step on a case counts its versions. The real server is driven by the browser tests.
 */
export class ModelServer {
  readonly taken: { readonly requestId: string; readonly path: string; readonly body: Record<string, unknown> }[] = []
  readonly uploads = new Map<string, Upload>()
  readonly versions = new Map<string, number>()
  /** Sum of requests that reached it. */
  requests = 0
  refuse: (path: string, body: Record<string, unknown>) => { status: number; body: Record<string, unknown> } | null = () => null

  link(weather: Weather = () => 'fine'): Link {
    return async (request) => {
      const luck = weather(request)
      if (luck === 'lost') return answer(0, null)
      const heard = await this.#answer(request)
      return luck === 'answer-lost' ? answer(0, null) : heard
    }
  }

  photo(id: string): string {
    const { bytes, length } = this.uploads.get(id) ?? { bytes: Buffer.alloc(0), length: -1 }
    return bytes.length === length ? createHash('sha256').update(bytes).digest('hex') : 'not whole'
  }

  async #answer({ method, path, headers = {}, body }: LinkRequest): Promise<LinkAnswer> {
    this.requests++
    if (path.startsWith('/api/uploads')) return this.#upload(method, path, headers, body)
    return this.#submission(path, JSON.parse(String(body)) as Record<string, unknown>)
  }

  async #upload(method: string, path: string, headers: Readonly<Record<string, string>>, body: LinkRequest['body']): Promise<LinkAnswer> {
    if (method === 'POST') {
      const id = metadataOf(headers['upload-metadata'] ?? '').requestId ?? ''
      if (!this.uploads.has(id)) this.uploads.set(id, { length: Number(headers['upload-length']), bytes: Buffer.alloc(0) })
      return this.#stand(201, id)
    }
    const id = path.split('/').at(-1) ?? ''
    const upload = this.uploads.get(id)
    if (!upload) return answer(404, { code: 'upload.not_found' })
    if (method === 'GET') return this.#stand(200, id)
    const offset = Number(headers['upload-offset'])
    if (offset !== upload.bytes.length) return answer(409, { code: 'upload.wrong_offset', offset: upload.bytes.length })
    const part = Buffer.from(await (body as Blob).arrayBuffer())
    if (headers['upload-checksum'] !== `sha256 ${createHash('sha256').update(part).digest('base64')}`)
      return answer(460, { code: 'upload.checksum' })
    upload.bytes = Buffer.concat([upload.bytes, part])
    return this.#stand(204, id)
  }

  #stand(status: number, id: string): LinkAnswer {
    const { bytes, length } = this.uploads.get(id) ?? { bytes: Buffer.alloc(0), length: 0 }
    const photo = bytes.length === length ? { id } : null
    return answer(status, status === 204 ? null : { id, photo }, { 'upload-offset': String(bytes.length) })
  }

  #submission(path: string, body: Record<string, unknown>): LinkAnswer {
    const requestId = String(body.requestId)
    const first = this.taken.find((each) => each.requestId === requestId)
    const caseId = path === '/api/cases' ? requestId : (path.split('/').at(-2) ?? '')
    const version = this.versions.get(caseId) ?? 0
    if (first) return answer(200, { id: caseId, number: `N${requestId}`, version: first.body.gave })
    const refusal = this.refuse(path, body)
    if (refusal) return answer(refusal.status, refusal.body)
    const missing = [body.photos ?? []].flat().find((id) => this.photo(String(id)) === 'not whole')
    if (missing !== undefined) return answer(422, { code: 'case.unknown_photo' })
    if (typeof body.version === 'number' && body.version !== version)
      return answer(409, { code: 'case.stale', detail: 'moved', yours: { version: body.version }, theirs: { version } })
    this.versions.set(caseId, version + 1)
    this.taken.push({ requestId, path, body: { ...body, gave: version + 1 } })
    return answer(path === '/api/cases' ? 201 : 200, { id: caseId, number: `N${requestId}`, version: version + 1 })
  }
}

const answer = (status: number, body: Record<string, unknown> | null, headers: Record<string, string> = {}): LinkAnswer => ({
  status,
  body,
  header: (name) => headers[name] ?? null,
})

const metadataOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const [key = '', value = ''] = pair.split(' ')
      return [key, Buffer.from(value, 'base64').toString('utf8')]
    }),
  )
