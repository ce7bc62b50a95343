import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/identifier.ts'
import { arrangeCase, PLACE } from './arrange.ts'
import { layoutShift } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()
const ON = '2026-11-20'
const STREET = '530111004'
const COMMUNITY = `${STREET}012`
/** Nowhere a place to break: no space, no stop. */
const zh = (length: number): string => '某某地名'.repeat(length).slice(0, length)
const en = (length: number): string => 'Llanfairpwllgwyngyll'.repeat(length).slice(0, length)
/** More than a page may hold of its own: longer lists are drawn as far as they are seen, or page by page. */
const MOST_ELEMENTS = 6000
const found: Record<string, string> = {}

/** Names as long as the contracts allow, stored as anybody's are. */
async function storeLongNames(): Promise<void> {
  const administrator = await console.as('administrator')
  for (const code of [STREET, COMMUNITY])
    await administrator.post(`/api/divisions/${code}/rename`, { requestId: newId(), name: zh(100), nameEn: en(100), on: ON })
  const unit = { requestId: newId(), code: 'long-unit', name: zh(100), nameEn: en(100), kind: 'office', level: 'street', areaCode: STREET, validFrom: ON }
  await administrator.post('/api/units', unit)
  await administrator.post('/api/people', { requestId: newId(), name: zh(100), login: `a${en(58).toLowerCase()}` })
  const draft = await administrator.post<{ id: string }>('/api/catalogue/versions', { requestId: newId(), note: zh(200) })
  const type = { domain: 'urban', kind: 'event', classCode: '01', className: zh(100), classNameEn: en(200), itemCode: '98', name: zh(100), nameEn: en(200) }
  const types = `/api/catalogue/versions/${draft.id}/types`
  await administrator.put(`${types}/E0198`, { requestId: newId(), ...type, provenance: zh(100) })
  const condition = { filing: zh(400), closing: zh(400), limitValue: 3, limitUnit: 'work_day', urgency: 'normal' }
  await administrator.put(`${types}/E0198/conditions/1`, { requestId: newId(), ...condition })
  await administrator.put('/api/components/LONG-1', { requestId: newId(), typeCode: 'C0104', name: zh(100), ...PLACE })
  await administrator.put('/api/shopfronts/LONG-1', { requestId: newId(), name: zh(100), address: zh(300), duties: [zh(50), zh(50)], ...PLACE })
  found.draft = draft.id
} // biome-ignore format: what is stored

beforeAll(async () => {
  await storeLongNames()
  const words = { description: zh(1900), address: zh(300) }
  found.filed = (await arrangeCase(console, 'filed', words)).id
  found.handling = (await arrangeCase(console, 'handling', words)).id
}, 120_000)

/** A wide table scrolls in its own frame; the page itself never does. */
const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
const elements = (page: Page): Promise<number> => page.evaluate(`document.querySelectorAll('#page *').length`)

const PAGES: readonly (readonly [login: string, path: () => string])[] = [
  ['guandu-duty-chief', () => `/workbench?box=all&case=${found.handling}`],
  ['guandu-duty-chief', () => `/cases/${found.handling}`],
  ['guandu-duty-chief', () => '/supervision'],
  ['guandu-dispatcher', () => `/dispatch?case=${found.filed}`],
  ['guandu-acceptor', () => '/intake'],
  ['guandu-duty-chief', () => `/map?case=${found.handling}`],
  ['administrator', () => `/administration/organisation?place=division:${STREET}`],
  ['administrator', () => `/administration/grids?place=${COMMUNITY}`],
  ['administrator', () => '/administration/people'],
  ['administrator', () => '/administration/roles'],
  ['guandu-duty-chief', () => '/administration/staffing'],
  ['administrator', () => '/administration/catalogue'],
  ['administrator', () => `/administration/catalogue/${found.draft}?type=E0198`],
  ['administrator', () => `/administration/catalogue/${found.draft}?tab=rules`],
  ['administrator', () => `/administration/catalogue/compare?to=${found.draft}`],
  ['administrator', () => '/administration/calendar'],
  ['administrator', () => '/administration/registers'],
  ['administrator', () => '/administration/registers?register=shopfront'],
  ['auditor', () => '/administration/audit'],
]

describe('names without end and lists without end', () => {
  test.each([
    ['zh-CN', 1440],
    ['en-GB', 1024],
  ] as const)(
    'leave every page its shape: %s, %i px',
    async (locale, width) => {
      const wrong: unknown[] = []
      for (const [login, path] of PAGES) {
        const { page, errors, close } = await console.open(login, path(), { locale, viewport: { width, height: 800 } })
        await page.locator('#page').waitFor()
        await page.waitForTimeout(1500)
        const [sideways, shift, drawn] = [await scrollsSideways(page), await layoutShift(page), await elements(page)]
        if (sideways || shift >= 0.1 || drawn > MOST_ELEMENTS || errors.length > 0) wrong.push([path(), { sideways, shift, drawn, errors }])
        await close()
      }
      expect(wrong).toEqual([])
    },
    300_000,
  )
})
