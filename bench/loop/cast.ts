import { readFileSync } from 'node:fs'
import { DEMO_PASSWORD } from '#demo/demo-accounts.ts'
import { newId } from '#platform/identifier.ts'
import { type LoopClient, loopClient, type Times } from './client.ts'

/** A broken drain grate, which the water bureau of the district owns, where 官渡 district is densest. */
export const DRAIN = { typeCode: 'C0104', conditionNumber: 1 } as const
export const AROUND = { lon: 102.7435, lat: 25.0167, spread: 0.02 } as const
const PHOTO = new URL('../../docs/examples/photo-after.jpg', import.meta.url)

/** Who does the steps of a case, signed in, and what these name: the unit, the inspector, a photo of each who must add one. */
export interface Cast {
  readonly acceptor: LoopClient
  readonly chief: LoopClient
  readonly dispatcher: LoopClient
  readonly unit: LoopClient
  readonly inspector: LoopClient
  readonly unitId: string
  readonly inspectorId: string
  readonly unitPhoto: string
  readonly inspectorPhoto: string
}

async function uploadPhoto(url: string, login: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const session = await fetch(`${url}/api/sessions`, { method: 'POST', headers, body: JSON.stringify({ login, password: DEMO_PASSWORD }) })
  const { token } = (await session.json()) as { token: string }
  const form = new FormData()
  form.set('file', new Blob([readFileSync(PHOTO)], { type: 'image/jpeg' }), 'photo.jpg')
  const answer = await fetch(`${url}/api/photos`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Signs everybody in and asks, on a case of its own, whom the steps must name. */
export async function makeCast(url: string, times: () => Times): Promise<Cast> {
  const as = (login: string): Promise<LoopClient> => loopClient(url, login, DEMO_PASSWORD, times)
  const [acceptor, chief, dispatcher] = [await as('guandu-acceptor'), await as('guandu-duty-chief'), await as('guandu-dispatcher')]
  const [unit, inspector] = [await as('guandu-water'), await as('guandu-inspector')]
  const requestId = newId()
  const report = { requestId, lon: AROUND.lon, lat: AROUND.lat, address: '官渡区春城路旁', description: '量测准备', channel: 'hotline' }
  const made = await acceptor.call<{ version: number }>('', 'POST', '/api/cases', report)
  const step = { requestId: newId(), version: made.version, ...DRAIN }
  await acceptor.call('', 'POST', `/api/cases/${requestId}/accept`, step)
  const { unitId } = await dispatcher.call<{ unitId: string }>('', 'GET', `/api/cases/${requestId}/proposal`)
  const path = `/api/cases/${requestId}/inspectors?login=guandu-inspector`
  const { inspectors } = await acceptor.call<{ inspectors: { id: string }[] }>('', 'GET', path)
  times().delete('')
  return {
    acceptor, chief, dispatcher, unit, inspector, unitId,
    inspectorId: inspectors[0]?.id ?? '',
    unitPhoto: await uploadPhoto(url, 'guandu-water'),
    inspectorPhoto: await uploadPhoto(url, 'guandu-inspector'),
  } // biome-ignore format: who, then what
}
