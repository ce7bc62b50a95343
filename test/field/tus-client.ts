import { createHash } from 'node:crypto'

/** How many bytes a small phone would send at once. */
export type Headers = Readonly<Record<string, string>>
const TUS = { 'tus-resumable': '1.0.0' }

export const metadata = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
export const checksum = (bytes: Buffer, algorithm = 'sha256'): string =>
  `${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}`

export interface UploadedPhoto {
  readonly id: string
  readonly sha256: string
}

/** A phone that sends a photo in parts and asks, whenever it does not know, how far the server is; it never gives up by itself. */
export async function uploadOver(
  url: () => string,
  headers: Headers,
  bytes: Buffer,
  requestId: string,
  { chunk = 20_000, onBreak = async () => {} }: { chunk?: number; onBreak?: () => Promise<void> } = {},
): Promise<UploadedPhoto> {
  const common = { ...headers, ...TUS }
  const stubbornly = async (send: () => Promise<Response>): Promise<Response> => {
    for (let round = 0; round < 200; round++)
      try {
        const answer = await send()
        if (answer.status < 500) return answer
        await answer.body?.cancel()
      } catch {
        await onBreak()
      }
    throw new Error('the line never came back')
  }
  const create = { 'upload-length': String(bytes.length), 'upload-metadata': metadata({ requestId }) }
  const created = await stubbornly(() => fetch(`${url()}/api/uploads`, { method: 'POST', headers: { ...common, ...create } }))
  if (created.status !== 201) throw new Error(`${created.status} ${await created.text()}`)
  await created.body?.cancel()
  const path = `/api/uploads/${requestId}`
  for (let round = 0; round < 1000; round++) {
    const head = await stubbornly(() => fetch(url() + path, { method: 'HEAD', headers: common }))
    if (head.status !== 200) throw new Error(`HEAD ${head.status}`)
    const offset = Number(head.headers.get('upload-offset'))
    if (offset === bytes.length) break
    const part = bytes.subarray(offset, offset + chunk)
    const patch = { ...common, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }
    try {
      const answer = await fetch(url() + path, { method: 'PATCH', headers: patch, body: new Uint8Array(part) })
      await answer.body?.cancel()
    } catch {
      await onBreak()
    }
  }
  const answer = await stubbornly(() => fetch(url() + path, { headers: common }))
  const { photo } = (await answer.json()) as { photo: UploadedPhoto | null }
  if (!photo) throw new Error('no photo')
  return photo
}
