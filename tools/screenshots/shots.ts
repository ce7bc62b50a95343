import type { Page } from 'playwright-core'
import { newId } from '#platform/identifier.ts'
import type { Client } from '#test/web/console/client.ts'
import { comparisonPath, draftPath } from './catalogue-draft.ts'
import { PHONE_SHOTS } from './shots-phone.ts'

/** One picture: whose page, where, and what is done on it first. */
export interface Shot {
  readonly name: string
  readonly login: string | null
  /** An address, or how to find it with the account's own eyes. */
  readonly path: string | ((client: Client) => Promise<string>)
  /** Appears when the page is ready to be looked at. */
  readonly ready: string
  readonly prepare?: (page: Page, as: (login: string) => Promise<Client>) => Promise<unknown>
  /** The wall has one size and one theme. */
  readonly wall?: boolean
  /** Made for a thumb: at the widths of phones. */
  readonly phone?: boolean
  /** The phone does not tell where it is. */
  readonly nowhere?: boolean
  /** Stands in the README. */
  readonly readme?: boolean
}

interface Listed {
  readonly cases: readonly { readonly id: string }[]
}

const firstCase =
  (query: string) =>
  async (client: Client): Promise<string> => {
    const { cases } = await client.get<Listed>(`/api/cases?limit=1&${query}`)
    if (!cases[0]) throw new Error(`no case for ${query}`)
    return `/cases/${cases[0].id}`
  }

/** A map drawn by the processor, as large as a wall, takes its time. */
const drawn = (page: Page): Promise<void> => page.waitForTimeout(5000)

/** Chooses the first of what a field of the intake desk finds. */
async function choose(page: Page, field: string, text: string): Promise<void> {
  await page.fill(`#intake-${field}`, text)
  await page.waitForSelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active')
  await page.waitForTimeout(800)
  await page.keyboard.press('Enter')
}

/** The version of the catalogue in force, at a spot of it. */
const catalogueInForce =
  (spot: string) =>
  async (client: Client): Promise<string> => {
    const { versionId } = await client.get<{ versionId: string }>('/api/catalogue/in-force')
    return `/administration/catalogue/${versionId}${spot}`
  }

/** The page of messages with something in it: a test for a webhook that no network leads to. */
async function messagesPath(client: Client): Promise<string> {
  const { webhooks } = await client.get<{ webhooks: readonly { readonly id: string }[] }>('/api/webhooks')
  const fields = { name: '共享平台', url: 'https://hub.invalid/events', topics: ['case.close'] }
  const { id } = webhooks[0] ?? (await client.post<{ id: string }>('/api/webhooks', { requestId: newId(), ...fields }))
  await client.post(`/api/webhooks/${id}/test`, { requestId: newId() })
  return '/administration/messages'
}

/** The recipients of messages: two offices with their mailboxes beside the webhook. */
async function recipientsPath(client: Client): Promise<string> {
  await messagesPath(client)
  const { items } = await client.get<{ items: readonly { readonly id: string }[] }>('/api/units?within=530111&level=district&limit=2')
  for (const { id } of items)
    await client.put(`/api/message-contacts/unit/${id}/email`, { requestId: newId(), address: 'office@example.org', locale: 'zh' })
  return '/administration/messages?view=recipients'
}

/** Opens the search over everything and types into it. */
async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.fill('[role="combobox"]', text)
  await page.waitForSelector('[role="option"]')
}

const press =
  (selector: string) =>
  (page: Page): Promise<void> =>
    page.locator(selector).first().click()

/** What one command takes pictures of, in the order people meet it. */
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', login: null, path: '/', ready: 'button[value]' },
  { name: 'workbench', login: 'guandu-duty-chief', path: '/workbench?box=all', ready: '[role="row"]', readme: true },
  { name: 'case-closed', login: 'guandu-duty-chief', path: firstCase('stage=closed'), ready: 'h1' },
  { name: 'case-handling', login: 'guandu-duty-chief', path: firstCase('stage=handling&sort=urgent'), ready: 'h1', readme: true },
  {
    name: 'intake',
    login: 'guandu-acceptor',
    path: '/intake',
    ready: '#intake-description',
    prepare: async (page) => {
      await page.fill('#intake-description', '雨水箅子断裂，行人易踩空')
      await choose(page, 'place', '102.7435, 25.0167')
      await choose(page, 'type', 'ysbz')
      await page.waitForTimeout(3000)
    },
    readme: true,
  },
  { name: 'dispatch', login: 'guandu-dispatcher', path: '/dispatch', ready: '[role="row"]', prepare: drawn },
  { name: 'supervision', login: 'guandu-duty-chief', path: '/supervision', ready: '[role="row"]', prepare: drawn },
  { name: 'supervision-overdue', login: 'city-supervisor', path: '/supervision?box=overdue', ready: '[role="row"]', prepare: drawn },
  { name: 'map', login: 'city-duty-chief', path: '/map', ready: '.maplibregl-canvas', prepare: drawn },
  { name: 'account', login: 'guandu-duty-chief', path: '/account', ready: 'li' },
  {
    name: 'second-factor-enrolment',
    login: 'guandu-street-team',
    path: '/account',
    ready: 'li',
    prepare: async (page) => {
      await page.getByRole('button', { name: /绑定验证器|Set up an authenticator/ }).click()
      await page.waitForSelector('[role="dialog"] svg[role="img"]')
    },
  },
  { name: 'administration-keys', login: 'guandu-duty-chief', path: '/administration/keys', ready: 'h2' },
  { name: 'no-permission', login: 'guandu-water', path: '/administration/people', ready: '[role="alert"]' },
  { name: 'not-found', login: 'guandu-water', path: '/nothing-here', ready: '[role="status"]' },
  { name: 'wall', login: 'city-supervisor', path: '/screen', ready: 'canvas', prepare: drawn, wall: true, readme: true },
  { name: 'wall-district', login: 'city-supervisor', path: '/screen?placeCode=530111', ready: 'canvas', prepare: drawn, wall: true },
  {
    name: 'administration-organisation',
    login: 'administrator',
    path: '/administration/organisation?place=division:530111001',
    ready: 'details',
  },
  {
    name: 'administration-grids',
    login: 'administrator',
    path: '/administration/grids?place=530111001012',
    ready: '.maplibregl-canvas',
    prepare: (page) => page.locator('aside ul button').first().click(),
  },
  { name: 'administration-people', login: 'administrator', path: '/administration/people', ready: '.ant-table-row' },
  { name: 'administration-roles', login: 'security-administrator', path: '/administration/roles', ready: 'thead' },
  { name: 'administration-staffing', login: 'guandu-duty-chief', path: '/administration/staffing', ready: '.ant-table-row' },
  { name: 'administration-catalogue', login: 'administrator', path: '/administration/catalogue', ready: 'table' },
  { name: 'administration-catalogue-type', login: 'guandu-duty-chief', path: catalogueInForce('?type=C0104'), ready: 'article table' },
  { name: 'administration-catalogue-draft', login: 'administrator', path: draftPath('?type=C0104'), ready: 'article table' },
  { name: 'administration-catalogue-compare', login: 'administrator', path: comparisonPath, ready: '.ant-table-row' },
  {
    name: 'administration-catalogue-approve',
    login: 'catalogue-approver',
    path: draftPath('?tab=findings'),
    ready: '[role="tab"]',
    prepare: press('.ant-btn-primary'),
  },
  { name: 'administration-calendar', login: 'administrator', path: '/administration/calendar', ready: '[data-day]' },
  { name: 'administration-registers', login: 'administrator', path: '/administration/registers', ready: '[role="tab"]' },
  { name: 'administration-messages', login: 'administrator', path: messagesPath, ready: 'li button' },
  {
    name: 'administration-messages-texts',
    login: 'administrator',
    path: '/administration/messages?view=templates&template=closed/reporter/email',
    ready: 'figure p:nth-of-type(2)',
  },
  {
    name: 'administration-messages-recipients',
    login: 'administrator',
    path: recipientsPath,
    ready: '[aria-labelledby="message-webhooks"] li button',
  },
  { name: 'administration-audit', login: 'auditor', path: '/administration/audit', ready: 'h1' },
  {
    name: 'search',
    login: 'guandu-duty-chief',
    path: '/workbench',
    ready: '[role="row"]',
    prepare: (page) => searchFor(page, 'ysbz'),
  },
  { name: 'notices', login: 'guandu-water', path: '/workbench', ready: '.ant-badge-count', prepare: press('.anticon-bell') },
  { name: 'help', login: 'guandu-acceptor', path: '/workbench', ready: '[role="row"]', prepare: press('header .anticon-question-circle') },
  ...PHONE_SHOTS,
]
