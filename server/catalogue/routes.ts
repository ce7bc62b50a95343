import { CATALOGUE_STATES } from '#catalogue/audit-states.ts'
import { withAuditStates } from '#platform/audit-states.ts'
import { tagMatches } from '#platform/entity-tag.ts'
import { type AnyRoute, type RouteCall, rawRoute, route, uploadRoute } from '#platform/route.ts'
import { approveVersion } from './approve-version.ts'
import { todayOf } from './city-day.ts'
import {
  ApprovalInput,
  CompareAnswer,
  CompareQuery,
  Done,
  DraftInput,
  DutiesAnswer,
  FindingsAnswer,
  ImportAnswer,
  ImportForm,
  RemovalInput,
  RulesAnswer,
  TypeAnswer,
  TypeParams,
  TypeQuery,
  TypesAnswer,
  TypesQuery,
  Version,
  VersionList,
  VersionParams,
} from './contract.ts'
import { discardDraft } from './discard-draft.ts'
import { draftVersion } from './draft-version.ts'
import { exportWorkbook, WORKBOOK_TYPE } from './export-workbook.ts'
import { importWorkbook } from './import-workbook.ts'
import { listDuties } from './known-duties.ts'
import { listVersions } from './queries.ts'
import { listRules, listTypes, showVersion, versionFor, viewType } from './read-catalogue.ts'
import { calendarRoutes } from './routes-calendar.ts'
import { draftRoutes } from './routes-draft.ts'
import type { CatalogueVersion } from './tables.ts'
import { takeWorkbook } from './take-workbook.ts'
import { viewDifference, viewFindings, viewVersions } from './view-versions.ts'
import { MOST_BYTES } from './workbook-package.ts'

const tag = 'catalogue'

const readingRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/catalogue/types',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '问题类型及其立案、结案条件', en: 'Problem types with their filing and closing conditions' },
    query: TypesQuery,
    answer: TypesAnswer,
    handle: ({ tx, actor, query }) => listTypes(tx, actor, query),
  }),
  rawRoute({
    method: 'GET',
    path: '/api/catalogue/in-force',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '现行目录（附版本标签，未变则答 304）', en: 'The catalogue in force, tagged by its version: 304 while it is the same' },
    answerType: 'application/json; charset=utf-8',
    handle: async ({ tx, actor, exchange }) => {
      const { id } = await versionFor(tx, actor, undefined)
      const headers = { etag: `"${id}"`, 'cache-control': 'private, no-cache' }
      if (tagMatches(exchange.header('if-none-match'), headers.etag)) return { status: 304, body: '', headers }
      return { body: JSON.stringify(TypesAnswer.parse(await listTypes(tx, actor, { versionId: id }))), headers }
    },
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/types/:code',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '一个问题类型：条件、时限、责任规则', en: 'One problem type: conditions, limits, who is responsible' },
    params: TypeParams,
    query: TypeQuery,
    answer: TypeAnswer,
    handle: ({ tx, actor, params, query }) => viewType(tx, actor, { ...params, ...query }),
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/rules',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '责任规则，按先后', en: 'Responsibility rules in the order they are tried' },
    query: TypeQuery,
    answer: RulesAnswer,
    handle: ({ tx, actor, query }) => listRules(tx, actor, query.versionId),
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/duties',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '责任规则可写的职责', en: 'The duties a responsibility rule may name' },
    answer: DutiesAnswer,
    handle: ({ tx, actor }) => listDuties(tx, actor),
  }),
]

const versionRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/catalogue/versions',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '目录的各版本：状态、起草与批准人、改动数', en: 'The versions of the catalogue: state, who and when, how much changed' },
    answer: VersionList,
    handle: ({ tx, actor }) => viewVersions(tx, actor),
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/versions',
    permission: 'catalogue.edit',
    tag,
    status: 201,
    audit: 'catalogue.draft',
    summary: { zh: '以现行或指定版本为底稿新建草案', en: 'Draft a version from the one in force or another' },
    body: DraftInput,
    answer: Version,
    handle: async (call) => shown(call, await draftVersion(call.tx, call.actor, call.body)),
  }),
  route({
    method: 'POST',
    path: '/api/catalogue/versions/:versionId/approval',
    permission: 'catalogue.approve',
    tag,
    audit: 'catalogue.approve',
    summary: { zh: '批准草案（须非起草人），自某日起生效', en: 'Approve a draft made by someone else, in force from a day' },
    params: VersionParams,
    body: ApprovalInput,
    answer: Version,
    handle: async (call) => {
      const { effectiveFrom } = call.body
      return shown(call, await approveVersion(call.tx, call.actor, { ...call.params, effectiveFrom }))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/catalogue/versions/:versionId',
    permission: 'catalogue.edit',
    tag,
    audit: 'catalogue.discard',
    summary: { zh: '作废草案', en: 'Discard a draft' },
    params: VersionParams,
    body: RemovalInput,
    answer: Done,
    handle: async ({ tx, actor, params }) => {
      await discardDraft(tx, actor, params)
      return { done: true as const }
    },
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/versions/:versionId/findings',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '批准前的检查：哪些问题阻止批准', en: 'What stands in the way of approving a version' },
    params: VersionParams,
    answer: FindingsAnswer,
    handle: ({ tx, actor, params }) => viewFindings(tx, actor, params.versionId),
  }),
  route({
    method: 'GET',
    path: '/api/catalogue/difference',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '两个版本逐项比较', en: 'What was added, removed and changed between two versions, field by field' },
    query: CompareQuery,
    answer: CompareAnswer,
    handle: ({ tx, actor, query }) => viewDifference(tx, actor, query),
  }),
]

const workbookRoutes: readonly AnyRoute[] = [
  rawRoute({
    method: 'GET',
    limit: 'export',
    path: '/api/catalogue/versions/:versionId/workbook',
    permission: 'catalogue.read',
    tag,
    summary: { zh: '导出为 Excel', en: 'A version as an Excel workbook' },
    params: VersionParams,
    answerType: WORKBOOK_TYPE,
    handle: async ({ tx, actor, params }) => {
      const { fileName, bytes } = await exportWorkbook(tx, actor, params)
      return { body: bytes, headers: { 'content-disposition': `attachment; filename="${fileName}"` } }
    },
  }),
  uploadRoute({
    method: 'POST',
    path: '/api/catalogue/versions/:versionId/workbook',
    permission: 'catalogue.edit',
    tag,
    transaction: 'own',
    uploadLimit: MOST_BYTES,
    summary: { zh: '从 Excel 导入草案；默认只检查', en: 'Import a draft from Excel; only checks unless told otherwise' },
    params: VersionParams,
    body: ImportForm,
    answer: ImportAnswer,
    handle: async ({ tx, actor, params, body, upload }) => {
      const request = { action: 'catalogue.import', params, body, bytes: upload.bytes }
      const answer = await takeWorkbook(tx, actor, request, (inner, sheets, dryRun) =>
        importWorkbook(inner, actor, { ...params, sheets, dryRun }),
      )
      return ImportAnswer.parse(answer)
    },
  }),
]

/** Everything the catalogue and the working calendar answer over HTTP. */
export const catalogueRoutes: readonly AnyRoute[] = withAuditStates(
  [...readingRoutes, ...versionRoutes, ...draftRoutes, ...workbookRoutes, ...calendarRoutes],
  CATALOGUE_STATES,
)

async function shown({ tx, actor }: Pick<RouteCall<unknown, unknown, unknown>, 'tx' | 'actor'>, version: CatalogueVersion) {
  return showVersion(version, await listVersions(tx, actor.cityId), await todayOf(tx, actor))
}
