import { checkIn } from '#field/check-in.ts'
import {
  CheckInAnswer, CheckInInput, OwnCoverageAnswer, OwnCoverageQuery, OwnPatrolAnswer, PatrolAnswer, PatrolParams, PatrolStart, PatrolStop,
  TeamCoverageAnswer, TeamCoverageQuery, VisitsAnswer, VisitsInput,
} from '#field/contract-patrol.ts' // biome-ignore format: one import
import { markVisits } from '#field/mark-visits.ts'
import { startPatrol, stopPatrol, viewOwnPatrol } from '#field/start-patrol.ts'
import { viewOwnCoverage, viewTeamCoverage } from '#field/view-coverage.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const walk = { permission: 'case.inspect', tag: 'field' } as const

/** Duty on the street. */
export const patrolRoutes: readonly AnyRoute[] = [
  route({
    ...walk, method: 'POST', path: '/api/field/patrols', status: 201, alsoAnswers: [409],
    summary: { zh: '开始巡查（可事后补报）', en: 'Go on duty; may be told late' }, body: PatrolStart, answer: PatrolAnswer,
    handle: ({ tx, actor, body }) => startPatrol(tx, actor, body),
  }),
  route({
    ...walk, method: 'GET', path: '/api/field/patrols/running',
    summary: { zh: '本人正在进行的巡查', en: 'The patrol I am on now' }, answer: OwnPatrolAnswer,
    handle: ({ tx, actor }) => viewOwnPatrol(tx, actor),
  }),
  route({
    ...walk, method: 'POST', path: '/api/field/patrols/:id/stop',
    summary: { zh: '结束巡查', en: 'Go off duty' }, params: PatrolParams, body: PatrolStop, answer: PatrolAnswer,
    handle: ({ tx, actor, params, body }) => stopPatrol(tx, actor, params.id, body),
  }),
  route({
    ...walk, method: 'POST', path: '/api/field/patrols/:id/visits',
    summary: { zh: '报送走过的方格（约 50 米，不含轨迹）', en: 'Tell which cells of about 50 m were visited; no track' }, params: PatrolParams, body: VisitsInput, answer: VisitsAnswer,
    handle: ({ tx, actor, params, body }) => markVisits(tx, actor, params.id, body),
  }),
  route({
    ...walk, method: 'POST', path: '/api/field/check-ins',
    summary: { zh: '网格签到（二维码或位置，位置不保存）', en: 'Check in to a grid by its code or by a position, which is not kept' }, body: CheckInInput, answer: CheckInAnswer,
    handle: ({ tx, actor, body }) => checkIn(tx, actor, body),
  }),
  route({
    ...walk, method: 'GET', path: '/api/field/coverage',
    summary: { zh: '本人各网格的巡查覆盖率', en: 'How much of each grid I covered' }, query: OwnCoverageQuery, answer: OwnCoverageAnswer,
    handle: ({ tx, actor, query }) => viewOwnCoverage(tx, actor, query),
  }),
  route({
    method: 'GET', path: '/api/field/coverage/team', permission: 'case.supervise', tag: 'field', shows: { action: 'patrol.view-coverage', to: 'case.supervise' },
    summary: { zh: '辖区内人员当日各网格的覆盖率（留有查看记录）', en: 'How much of each grid people covered on a day; every look is recorded' }, query: TeamCoverageQuery, answer: TeamCoverageAnswer,
    handle: ({ tx, actor, query }) => viewTeamCoverage(tx, actor, query),
  }),
] // biome-ignore format: one row a line
