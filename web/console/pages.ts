import type { ComponentType } from 'react'
import { type Bilingual, defineWords } from '#web/shared/language/language.ts'

/** One page of the console. Whoever holds any of `permissions` (everybody, where there are none) finds it in the navigation; anybody else is told why not. */
export interface ConsolePage {
  readonly path: string
  readonly name: Bilingual
  readonly permissions: readonly string[]
  /** Of a centre's posts only (受理, 派遣 and 督导 are a centre's work). */
  readonly ofCentre?: boolean
  /** In the navigation; a page without stands behind a link elsewhere. */
  readonly group?: 'work' | 'administration'
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

const page = (path: string, zh: string, en: string, rest: Omit<ConsolePage, 'path' | 'name'>): ConsolePage => ({
  path,
  name: defineWords(zh, en),
  ...rest,
})

/** Every page of the console, the one list: navigation, router and permissions come from it. */
export const PAGES: readonly ConsolePage[] = [
  page('/workbench', '工作台', 'Workbench', {
    permissions: ['case.read-own'], group: 'work', load: () => import('./cases/workbench/workbench-page.tsx'),
  }),
  page('/intake', '受理', 'Intake', {
    permissions: ['case.report'], ofCentre: true, group: 'work', load: () => import('./cases/intake/intake-page.tsx'),
  }),
  page('/dispatch', '派遣', 'Dispatch', {
    permissions: ['case.dispatch'], ofCentre: true, group: 'work', load: () => import('./cases/dispatch/dispatch-page.tsx'),
  }),
  page('/supervision', '督导', 'Supervision', {
    permissions: ['case.rule', 'case.supervise', 'case.list'], ofCentre: true, group: 'work', load: () => import('./cases/supervision/supervision-page.tsx'),
  }),
  page('/map', '地图', 'Map', { permissions: ['case.read'], group: 'work', load: () => import('./cases/map/map-page.tsx') }),
  page('/cases/:id', '案卷', 'Case', { permissions: ['case.read-own'], load: () => import('./cases/case/case-page.tsx') }),
  page('/account', '登录与安全', 'Sign-in and security', { permissions: [], load: () => import('./identity/account/account-page.tsx') }),
  page('/administration/organisation', '组织', 'Organisation', {
    permissions: ['organisation.read'], group: 'administration', load: () => import('./organisation/tree/organisation-page.tsx'),
  }),
  page('/administration/grids', '网格', 'Grids', {
    permissions: ['organisation.read'], group: 'administration', load: () => import('./organisation/grids/grids-page.tsx'),
  }),
  page('/administration/people', '人员与岗位', 'People and posts', {
    permissions: ['organisation.read'], group: 'administration', load: () => import('./organisation/people/people-page.tsx'),
  }),
  page('/administration/roles', '角色与权限', 'Roles and permissions', {
    permissions: ['organisation.read'], group: 'administration', load: () => import('./organisation/roles/roles-page.tsx'),
  }),
  page('/administration/staffing', '网格员与空缺', 'Staffing and vacancies', {
    permissions: ['organisation.read'], group: 'administration', load: () => import('./organisation/staffing/staffing-page.tsx'),
  }),
  page('/administration/catalogue', '标准目录', 'Catalogue', {
    permissions: ['catalogue.read'], group: 'administration', load: () => import('./catalogue/versions/versions-page.tsx'),
  }),
  page('/administration/catalogue/compare', '比较两版目录', 'Compare versions', {
    permissions: ['catalogue.read'], load: () => import('./catalogue/compare/compare-page.tsx'),
  }),
  page('/administration/catalogue/:versionId', '目录版本', 'Catalogue version', {
    permissions: ['catalogue.read'], load: () => import('./catalogue/version/version-page.tsx'),
  }),
  page('/administration/calendar', '工作日历', 'Working calendar', {
    permissions: ['catalogue.read'], group: 'administration', load: () => import('./catalogue/calendar/calendar-page.tsx'),
  }),
  page('/administration/registers', '登记册', 'Registers', {
    permissions: ['register.read'], group: 'administration', load: () => import('./cases/registers/registers-page.tsx'),
  }),
  page('/administration/messages', '消息', 'Messages', {
    permissions: ['message.read'], group: 'administration', load: () => import('./messages/messages-page.tsx'),
  }),
  page('/administration/keys', '接口密钥', 'API keys', {
    permissions: ['key.own', 'security.read'], group: 'administration', load: () => import('./identity/keys/keys-page.tsx'),
  }),
  page('/administration/audit', '审计日志', 'Audit log', {
    permissions: ['audit.read'], group: 'administration', load: () => import('./platform/audit/audit-page.tsx'),
  }),
] // biome-ignore format: one row a page
