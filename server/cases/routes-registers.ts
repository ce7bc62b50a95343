import { REGISTER_STATES } from '#cases/audit-states.ts'
import { CasePage } from '#cases/contract.ts'
import { CaseListAnswer } from '#cases/contract-answers.ts'
import { RegisterListAnswer, RegisterListQuery } from '#cases/contract-register-list.ts'
import {
  ComponentAnswer, ComponentInput, ComponentsAnswer, NearComponentsQuery, NearShopfrontsQuery, RegisterParams,
  ShopfrontAnswer, ShopfrontInput, ShopfrontsAnswer,
} from '#cases/contract-registers.ts' // biome-ignore format: one import
import { exportComponents, exportShopfronts } from '#cases/export-register.ts'
import { importComponents, importShopfronts } from '#cases/import-register.ts'
import { listPage } from '#cases/list-page.ts'
import { listRegister } from '#cases/list-register.ts'
import { findComponentsNear, findShopfrontsNear, setComponent, setShopfront, viewComponent, viewShopfront } from '#cases/set-register.ts'
import type { Actor } from '#platform/actor.ts'
import { withAuditStates } from '#platform/audit-states.ts'
import { FileImportAnswer, FileImportForm, type FileImportReport } from '#platform/contract-file-import.ts'
import { CSV_TYPE, csvHeaders } from '#platform/csv-text.ts'
import type { Db } from '#platform/db.ts'
import { type AnyRoute, rawRoute, route, uploadRoute } from '#platform/route.ts'
import { type FileRequest, takeFile } from '#platform/take-file.ts'

const tag = 'registers'
const read = { permission: 'register.read', tag } as const
const edit = { permission: 'register.edit', tag } as const
const MOST_BYTES = 10_000_000

type Import = (tx: Db, actor: Actor, input: { bytes: Buffer; dryRun: boolean }) => Promise<FileImportReport>

const takeCsv = async (db: Db, actor: Actor, request: FileRequest, work: Import): Promise<FileImportReport> =>
  FileImportAnswer.parse(await takeFile(db, actor, request, work))

const components: readonly AnyRoute[] = [
  route({
    ...read, method: 'GET', path: '/api/components', summary: { zh: '附近的部件', en: 'Components near a point' }, query: NearComponentsQuery, answer: ComponentsAnswer,
    handle: ({ tx, actor, query }) => findComponentsNear(tx, actor, query),
  }),
  rawRoute({
    ...read, method: 'GET', path: '/api/components/export', limit: 'export', summary: { zh: '辖区内部件导出为 CSV，可再导入', en: "The components of one's area as CSV, to be imported again" },
    answerType: CSV_TYPE, handle: async ({ tx, actor }) => ({ body: await exportComponents(tx, actor), headers: csvHeaders('components.csv') }),
  }),
  route({
    ...read, method: 'GET', path: '/api/components/:code', summary: { zh: '部件详情', en: 'One component' }, params: RegisterParams, answer: ComponentAnswer,
    handle: ({ tx, actor, params }) => viewComponent(tx, actor, params.code),
  }),
  route({
    method: 'GET', path: '/api/components/:code/cases', permission: 'case.read-own', tag,
    summary: { zh: '部件关联的案卷', en: 'Cases linked to a component' }, params: RegisterParams, query: CasePage, answer: CaseListAnswer,
    handle: ({ tx, actor, params, query }) => listPage(tx, actor, { ...query, componentCode: params.code }),
  }),
  route({
    ...edit, method: 'PUT', path: '/api/components/:code', audit: 'component.set', summary: { zh: '登记或修改部件', en: 'Add or change a component' },
    params: RegisterParams, body: ComponentInput, answer: ComponentAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...fields } }) => setComponent(tx, actor, params.code, fields),
  }),
  uploadRoute({
    ...edit, method: 'POST', path: '/api/components/import', transaction: 'own', uploadLimit: MOST_BYTES,
    summary: { zh: '从 CSV 导入部件；默认只检查', en: 'Import components from CSV; only checks unless told otherwise' }, body: FileImportForm, answer: FileImportAnswer,
    handle: ({ tx, actor, body, upload }) => takeCsv(tx, actor, { action: 'component.import', body, bytes: upload.bytes }, importComponents),
  }),
] // biome-ignore format: one row a line

const shopfronts: readonly AnyRoute[] = [
  route({
    ...read, method: 'GET', path: '/api/shopfronts', summary: { zh: '附近的门店', en: 'Shopfronts near a point' }, query: NearShopfrontsQuery, answer: ShopfrontsAnswer,
    handle: ({ tx, actor, query }) => findShopfrontsNear(tx, actor, query),
  }),
  rawRoute({
    ...read, method: 'GET', path: '/api/shopfronts/export', limit: 'export', summary: { zh: '辖区内门店导出为 CSV，可再导入', en: "The shopfronts of one's area as CSV, to be imported again" },
    answerType: CSV_TYPE, handle: async ({ tx, actor }) => ({ body: await exportShopfronts(tx, actor), headers: csvHeaders('shopfronts.csv') }),
  }),
  route({
    ...read, method: 'GET', path: '/api/shopfronts/:code', summary: { zh: '门店与门前三包', en: 'One shopfront and its duties' }, params: RegisterParams, answer: ShopfrontAnswer,
    handle: ({ tx, actor, params }) => viewShopfront(tx, actor, params.code),
  }),
  route({
    method: 'GET', path: '/api/shopfronts/:code/cases', permission: 'case.read-own', tag,
    summary: { zh: '门店关联的案卷', en: 'Cases linked to a shopfront' }, params: RegisterParams, query: CasePage, answer: CaseListAnswer,
    handle: ({ tx, actor, params, query }) => listPage(tx, actor, { ...query, shopfrontCode: params.code }),
  }),
  route({
    ...edit, method: 'PUT', path: '/api/shopfronts/:code', audit: 'shopfront.set', summary: { zh: '登记或修改门店', en: 'Add or change a shopfront' },
    params: RegisterParams, body: ShopfrontInput, answer: ShopfrontAnswer,
    handle: ({ tx, actor, params, body: { requestId: _, ...fields } }) => setShopfront(tx, actor, params.code, fields),
  }),
  uploadRoute({
    ...edit, method: 'POST', path: '/api/shopfronts/import', transaction: 'own', uploadLimit: MOST_BYTES,
    summary: { zh: '从 CSV 导入门店；默认只检查', en: 'Import shopfronts from CSV; only checks unless told otherwise' }, body: FileImportForm, answer: FileImportAnswer,
    handle: ({ tx, actor, body, upload }) => takeCsv(tx, actor, { action: 'shopfront.import', body, bytes: upload.bytes }, importShopfronts),
  }),
] // biome-ignore format: one row a line

const lists: readonly AnyRoute[] = [
  route({
    ...read,
    method: 'GET',
    path: '/api/registers/entries',
    summary: { zh: '登记册名单：按编码、名称、地址和状态查找', en: 'A register as a list, by code, name, address and state' },
    query: RegisterListQuery,
    answer: RegisterListAnswer,
    handle: ({ tx, actor, query }) => listRegister(tx, actor, query),
  }),
]

/** The registers of components (部件) and shopfronts (门前三包). */
export const registerRoutes: readonly AnyRoute[] = withAuditStates([...components, ...shopfronts, ...lists], REGISTER_STATES)
