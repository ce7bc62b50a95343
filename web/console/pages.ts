import type { ComponentType } from 'react'
import { type Bilingual, defineWords } from '#web/shared/language/language.ts'

/** One page of the console. Whoever holds any of `permissions` finds it in the navigation; anybody else is told why not. */
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
  page('/map', '地图', 'Map', { permissions: ['case.read'], group: 'work', load: () => import('./cases/map/map-page.tsx') }),
  page('/cases/:id', '案卷', 'Case', { permissions: ['case.read-own'], load: () => import('./cases/case/case-page.tsx') }),
] // biome-ignore format: one row a page
