import { ORGANISATION_STATES } from '#organisation/audit-states.ts'
import { checkCoverage } from '#organisation/check-coverage.ts'
import {
  CodeParams,
  CoverageAnswer,
  CoverageQueryShape,
  DivisionPage,
  DivisionQuery,
  DivisionView,
  GridCollection,
  GridQuery,
  OnQuery,
  PlaceAnswer,
  PlaceQuery,
  ZoneList,
} from '#organisation/contract.ts'
import {
  GridStaffView,
  IdParams,
  StaffKindList,
  UnitPage,
  UnitQuery,
  UnitView,
  VacancyAnswer,
  VacancyQueryShape,
} from '#organisation/contract-people.ts'
import { listStaffKinds } from '#organisation/queries-staff.ts'
import { accountRoutes } from '#organisation/routes-accounts.ts'
import { auditRoutes } from '#organisation/routes-audit.ts'
import { changeRoutes } from '#organisation/routes-changes.ts'
import { outlineRoutes } from '#organisation/routes-outlines.ts'
import { peopleChangeRoutes } from '#organisation/routes-people.ts'
import { peopleFileRoutes } from '#organisation/routes-people-files.ts'
import { roleRoutes } from '#organisation/routes-roles.ts'
import { securityRoutes } from '#organisation/routes-security.ts'
import { listUnitPage, pageVacancies, viewGridStaff, viewUnit } from '#organisation/view-people.ts'
import { listDivisionPage, locatePoint, viewDivision, viewGrids, viewZones } from '#organisation/view-places.ts'
import { withAuditStates } from '#platform/audit-states.ts'
import { type AnyRoute, route } from '#platform/route.ts'

const tag = 'organisation'
const get = { method: 'GET', tag } as const

const placeRoutes: readonly AnyRoute[] = [
  route({
    ...get,
    path: '/api/divisions',
    permission: 'signed-in',
    summary: { zh: '区划列表：按上级、层级、名称', en: 'Divisions by parent, level or name' },
    query: DivisionQuery,
    answer: DivisionPage,
    handle: ({ tx, actor, query }) => listDivisionPage(tx, actor, query),
  }),
  route({
    ...get,
    path: '/api/divisions/:code',
    permission: 'signed-in',
    summary: { zh: '一个区划：边界、历次版本与沿革', en: 'One division: outline, versions, what became of it' },
    params: CodeParams,
    query: OnQuery,
    answer: DivisionView,
    handle: ({ tx, actor, params, query }) => viewDivision(tx, actor, params.code, query.on),
  }),
  route({
    ...get,
    path: '/api/divisions/:code/grids',
    permission: 'signed-in',
    summary: { zh: '社区内的网格（GeoJSON）', en: 'The grids of a community (GeoJSON)' },
    params: CodeParams,
    query: GridQuery,
    answer: GridCollection,
    handle: ({ tx, actor, params, query }) => viewGrids(tx, actor, params.code, query),
  }),
  route({
    ...get,
    path: '/api/places/at',
    permission: 'signed-in',
    summary: { zh: '坐标落在哪个网格', en: 'Which grid a point lies in' },
    query: PlaceQuery,
    answer: PlaceAnswer,
    handle: ({ tx, actor, query }) => locatePoint(tx, actor, query),
  }),
  route({
    ...get,
    path: '/api/zones',
    permission: 'signed-in',
    summary: { zh: '功能区及其所辖区划', en: 'Functional zones and the divisions they govern' },
    query: OnQuery,
    answer: ZoneList,
    handle: ({ tx, actor, query }) => viewZones(tx, actor, query.on),
  }),
  route({
    ...get,
    path: '/api/coverage',
    permission: 'organisation.read',
    summary: { zh: '盲区与重叠检查', en: 'Check for gaps and overlaps' },
    query: CoverageQueryShape,
    answer: CoverageAnswer,
    handle: ({ tx, actor, query }) => checkCoverage(tx, actor, query),
  }),
]

const peopleRoutes: readonly AnyRoute[] = [
  route({
    ...get,
    path: '/api/units',
    permission: 'signed-in',
    summary: { zh: '单位列表', en: 'Units' },
    query: UnitQuery,
    answer: UnitPage,
    handle: ({ tx, actor, query }) => listUnitPage(tx, actor, query),
  }),
  route({
    ...get,
    path: '/api/units/:id',
    permission: 'organisation.read',
    summary: { zh: '一个单位：岗位与任职', en: 'One unit with its posts and who is in them' },
    params: IdParams,
    query: OnQuery,
    answer: UnitView,
    handle: ({ tx, actor, params, query }) => viewUnit(tx, actor, params.id, query.on),
  }),
  route({
    ...get,
    path: '/api/staff-kinds',
    permission: 'signed-in',
    summary: { zh: '网格人员类别（1+5+X）', en: 'Kinds of grid staff (1+5+X)' },
    answer: StaffKindList,
    handle: async ({ tx, actor }) => ({ items: await listStaffKinds(tx, actor.cityId) }),
  }),
  route({
    ...get,
    path: '/api/grids/:code/staff',
    permission: 'organisation.read',
    summary: { zh: '网格人员与空缺', en: 'The staff of a grid and what it lacks' },
    params: CodeParams,
    query: OnQuery,
    answer: GridStaffView,
    handle: ({ tx, actor, params, query }) => viewGridStaff(tx, actor, params.code, query.on),
  }),
  route({
    ...get,
    path: '/api/vacancies',
    permission: 'organisation.read',
    summary: { zh: '网格人员空缺报告', en: 'Report of vacancies in the grids' },
    query: VacancyQueryShape,
    answer: VacancyAnswer,
    handle: ({ tx, actor, query }) => pageVacancies(tx, actor, query),
  }),
]

/** Every route of the organisation. */
export const organisationRoutes: readonly AnyRoute[] = withAuditStates(
  [
    ...placeRoutes,
    ...peopleRoutes,
    ...changeRoutes,
    ...outlineRoutes,
    ...peopleChangeRoutes,
    ...peopleFileRoutes,
    ...accountRoutes,
    ...roleRoutes,
    ...securityRoutes,
    ...auditRoutes,
  ],
  ORGANISATION_STATES,
)
