import type { z } from 'zod'
import { actOnCase } from '#cases/actions.ts'
import { type InputOf, type PersonAction, ReportInput } from '#cases/contract.ts'
import { reportCase } from '#cases/report-case.ts'
import type { TimeLimit } from '#catalogue/time-limit.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/db.ts'
import { derivedId } from '#platform/identifier.ts'
import type { Cast } from '#replay/load-cast.ts'
import type { Mapping } from '#replay/mapping.ts'
import type { Placement } from '#replay/place-request.ts'
import type { ServiceRequest } from '#replay/service-request.ts'

/** A request with everything decided about it beforehand. */
export interface PlannedRequest {
  readonly request: ServiceRequest
  readonly placement: Placement
  readonly typeCode: string
}

export interface Stage {
  readonly cityId: string
  readonly mapping: Mapping
  readonly cast: Cast
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** The longest limit the contract of dispatch takes in one unit. */
const MOST_MINUTES = 1_000_000
/** Steps of a request that was closed; one that is still open ends with `receive`, the fifth. */
export const STEPS_TO_CLOSE = 9
export const STEPS_TO_HANDLING = 5

/** The id of the case of a request: that of its report. */
export const caseIdOf = (cityId: string, { id, openedAt }: Pick<ServiceRequest, 'id' | 'openedAt'>): string =>
  derivedId(openedAt, cityId, 'request', id, 'report')

/**
 * The limit a request was recorded with, to the millisecond; undefined when it has no target and the type's own limit holds. A target at or before
 * the opening becomes the shortest limit there is (1 ms), so that whatever was closed later than it came is late.
 */
export function recordedLimit({ openedAt, targetAt }: Pick<ServiceRequest, 'openedAt' | 'targetAt'>): TimeLimit | undefined {
  if (targetAt === null) return undefined
  const ms = Math.max(1, targetAt.getTime() - openedAt.getTime())
  return ms / MINUTE <= MOST_MINUTES ? { value: ms / MINUTE, unit: 'minute' } : { value: ms / DAY, unit: 'urgent_day' }
}

/**
 * Drives one request through the loop at its own recorded times, each step by the person whose step it is, through the same use cases a person's
 * request takes. Repeating it answers from the history and adds nothing. Returns the number of steps. Call it inside one transaction.
 */
export async function driveRequest(tx: Db, stage: Stage, plan: PlannedRequest): Promise<number> {
  const { request, typeCode } = plan
  const { centre, handlers } = stage.cast
  const handler = handlers.get(request.department)
  if (handler === undefined || handler.unitId === null) throw new Error(`no unit for department ${request.department}`)
  const act = await report(tx, stage, plan)
  const opened = request.openedAt
  await act('accept', centre.acceptor, opened, { typeCode, conditionNumber: 1, note: '' })
  await act('file', centre['duty-chief'], opened, { note: '' })
  const limit = recordedLimit(request)
  await act('dispatch', centre.dispatcher, opened, { unitId: handler.unitId, ...(limit && { limit }), reason: limit ? RECORDED : '' })
  await act('receive', handler, opened, { note: '' })
  if (request.closedAt === null) return STEPS_TO_HANDLING
  const [closed, checker] = [request.closedAt, centre['checking-inspector']]
  await act('report-back', handler, closed, { result: request.result ?? NO_RESULT, photos: [] })
  await act('send-check', centre.acceptor, closed, { inspectorId: checker.personId ?? '', note: '' })
  await act('check', checker, closed, { passed: true, finding: CLOSED_IN_RECORD, photos: [] })
  await act('close', centre['duty-chief'], closed, { note: '' })
  return STEPS_TO_CLOSE
}

const RECORDED = '登记的期限 / recorded target'
const NO_RESULT = '登记中没有办理说明 / no closing remark recorded'
const CLOSED_IN_RECORD = '登记系统中已办结 / closed in the system of record'

type Act = <A extends PersonAction>(action: A, actor: Actor, at: Date, input: InputOf<A>) => Promise<void>

/** Reports the request and returns how to act on its case from then on. */
async function report(tx: Db, { cityId, mapping, cast }: Stage, { request, placement, typeCode }: PlannedRequest): Promise<Act> {
  const { origin, channel } = mapping.sources[request.source] ?? mapping.otherSource
  const reporter = cast.centre[origin === 'inspector' ? 'reporting-inspector' : 'acceptor']
  const [lon, lat] = placement.at
  const caseId = caseIdOf(cityId, request)
  const fields: z.input<typeof ReportInput> = {
    requestId: caseId,
    lon,
    lat,
    datum: 'wgs84',
    origin,
    channel,
    typeCode,
    conditionNumber: 1,
    ...texts(request, placement),
  }
  const first = await reportCase(tx, { ...reporter, at: request.openedAt }, ReportInput.parse(fields))
  let { version } = first
  return async (action, actor, at, input) => {
    const requestId = derivedId(at, cityId, 'request', request.id, action)
    const receipt = await actOnCase(tx, { ...actor, at }, action, { ...input, caseId, requestId, version })
    version = receipt.version
  }
}

/** What the case says of itself: the recorded title and number, and how it got its place when not by its own point. */
function texts({ id, title, address, point, recordedGrid }: ServiceRequest, { by }: Placement) {
  const recorded = point === null ? '-' : `${point.lon}, ${point.lat}`
  const notes = {
    point: '',
    'recorded-grid': `\n按登记的网格 ${recordedGrid} 定位，登记坐标（${recorded}）不在任何网格内 / placed by the recorded grid ${recordedGrid}: the recorded point (${recorded}) lies in no grid`,
    outside: `\n定位在市级，登记坐标（${recorded}）不在任何网格内，也没有可用的网格 / placed at city level: the recorded point (${recorded}) lies in no grid and no known grid is recorded`,
  }
  return { description: `${title}（${id}）${notes[by]}`, address: address ?? '未登记地址 / no address recorded' }
}
