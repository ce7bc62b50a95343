import { readFileSync } from 'node:fs'
import { newId } from '#platform/identifier.ts'

interface Receipt {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly stage: string
}

/** One signed-in account, over HTTP. A refused request throws with the problem's text. */
export interface Client {
  get<Answer>(path: string): Promise<Answer>
  post<Answer>(path: string, body: unknown): Promise<Answer>
  put<Answer>(path: string, body: unknown): Promise<Answer>
  /** Does an action on a case as it stands now. */
  act(caseId: string, action: string, input?: Record<string, unknown>): Promise<Receipt>
  uploadPhoto(): Promise<string>
}

const PHOTO = new URL('../../../docs/examples/photo-after.jpg', import.meta.url)

async function read<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`)
  return (await response.json()) as Answer
}

export async function signedIn(url: string, login: string, password: string): Promise<Client> {
  const send = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
    read(
      await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? null : JSON.stringify(body),
      }),
    )
  let token = ''
  token = (await send<{ token: string }>('POST', '/api/sessions', { login, password })).token
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    act: async (caseId, action, input = {}) => {
      const { version } = await send<{ version: number }>('GET', `/api/cases/${caseId}`)
      return send('POST', `/api/cases/${caseId}/${action}`, { requestId: newId(), version, ...input })
    },
    uploadPhoto: async () => {
      const form = new FormData()
      form.set('file', new Blob([readFileSync(PHOTO)], { type: 'image/jpeg' }), 'photo.jpg')
      const response = await fetch(`${url}/api/photos`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })
      return (await read<{ id: string }>(response)).id
    },
  }
}
