import { newId } from '#platform/identifier.ts'
import { AROUND, type Cast, DRAIN } from './cast.ts'
import type { LoopClient } from './client.ts'

interface Receipt {
  readonly number: string
  readonly version: number
}

let made = 0

/** Somewhere in the district, never twice the same. */
function somewhere(): { lon: number; lat: number } {
  made += 1
  const part = (step: number): number => ((made * step) % 1) - 0.5
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7
  return { lon: round(AROUND.lon + AROUND.spread * part(0.618034)), lat: round(AROUND.lat + AROUND.spread * part(0.414214)) }
}

/** One case from its report to its closing, each step by the post whose step it is, and as it goes a look at an inbox and a search. Returns its id. */
export async function runLifecycle(cast: Cast): Promise<string> {
  const id = newId()
  const report = { requestId: id, ...somewhere(), address: '官渡区春城路旁', description: '雨水箅子断裂，行人易踩空', channel: 'hotline' }
  let at = await cast.acceptor.call<Receipt>('report', 'POST', '/api/cases', report)
  const step = async (who: LoopClient, action: string, input: object = {}): Promise<void> => {
    at = await who.call<Receipt>(action, 'POST', `/api/cases/${id}/${action}`, { requestId: newId(), version: at.version, ...input })
  }
  await step(cast.acceptor, 'accept', DRAIN)
  await step(cast.chief, 'file')
  await cast.dispatcher.call('inbox', 'GET', '/api/cases?box=inbox&sort=urgent&limit=50')
  await step(cast.dispatcher, 'dispatch', { unitId: cast.unitId })
  await step(cast.unit, 'receive')
  await step(cast.unit, 'report-back', { result: '已更换箅子，安装牢固', photos: [cast.unitPhoto] })
  await step(cast.acceptor, 'send-check', { inspectorId: cast.inspectorId })
  await step(cast.inspector, 'check', { passed: true, finding: '箅子完好稳固', photos: [cast.inspectorPhoto] })
  await step(cast.chief, 'close')
  await cast.acceptor.call('search', 'GET', `/api/cases?text=${encodeURIComponent(at.number)}&limit=20`)
  return id
}
