import { newId } from '#platform/identifier.ts'
import type { ConsoleTest } from './console.ts'

type Arranging = Pick<ConsoleTest, 'as'>

/** In front of the market hall of 官渡 district's old town, WGS-84. */
export const PLACE = { lon: 102.7435, lat: 25.0167 } as const
/** A broken drain grate (雨水箅子), which the water bureau of the district owns. */
export const DRAIN = { typeCode: 'C0104', conditionNumber: 1 } as const

export interface Arranged {
  readonly id: string
  readonly number: string
}

export interface ReportOptions {
  readonly description?: string
  readonly lon?: number
  readonly lat?: number
  readonly address?: string
}

/** A hotline call about a broken drain grate in 官渡, reported by its acceptor. */
export async function reported(test: Arranging, options: ReportOptions = {}): Promise<Arranged> {
  const acceptor = await test.as('guandu-acceptor')
  return acceptor.post('/api/cases', {
    requestId: newId(),
    ...PLACE,
    address: '官渡区春城路旁',
    description: '雨水箅子断裂，行人易踩空',
    channel: 'hotline',
    contact: { name: '来电人', contact: '0871-00000000' },
    ...options,
  })
}

const STEPS = ['accepted', 'filed', 'dispatched', 'handling', 'handled', 'checking', 'checked', 'closed'] as const
export type Reached = 'reported' | (typeof STEPS)[number]

const DO: Readonly<Record<(typeof STEPS)[number], (test: Arranging, id: string) => Promise<unknown>>> = {
  accepted: async (test, id) => (await test.as('guandu-acceptor')).act(id, 'accept', DRAIN),
  filed: async (test, id) => (await test.as('guandu-duty-chief')).act(id, 'file'),
  dispatched: async (test, id) => {
    const dispatcher = await test.as('guandu-dispatcher')
    const { unitId } = await dispatcher.get<{ unitId: string }>(`/api/cases/${id}/proposal`)
    return dispatcher.act(id, 'dispatch', { unitId })
  },
  handling: async (test, id) => (await test.as('guandu-water')).act(id, 'receive'),
  handled: async (test, id) => {
    const unit = await test.as('guandu-water')
    return unit.act(id, 'report-back', { result: '已更换箅子，安装牢固', photos: [await unit.uploadPhoto()] })
  },
  checking: async (test, id) => {
    const acceptor = await test.as('guandu-acceptor')
    const { inspectors } = await acceptor.get<{ inspectors: { id: string }[] }>(`/api/cases/${id}/inspectors?login=guandu-inspector`)
    return acceptor.act(id, 'send-check', { inspectorId: inspectors[0]?.id })
  },
  checked: async (test, id) => {
    const inspector = await test.as('guandu-inspector')
    return inspector.act(id, 'check', { passed: true, finding: '箅子完好稳固', photos: [await inspector.uploadPhoto()] })
  },
  closed: async (test, id) => (await test.as('guandu-duty-chief')).act(id, 'close'),
}

/** Takes a case that was just reported in 官渡 as far along as `stage`, each step by the post whose step it is. */
export async function walkCase(test: Arranging, id: string, stage: Reached): Promise<void> {
  for (const step of STEPS.slice(0, STEPS.indexOf(stage as never) + 1)) await DO[step](test, id)
}

/** The same case as far along as `stage`. */
export async function arrangeCase(test: Arranging, stage: Reached, options: ReportOptions = {}): Promise<Arranged> {
  const made = await reported(test, options)
  await walkCase(test, made.id, stage)
  return made
}
