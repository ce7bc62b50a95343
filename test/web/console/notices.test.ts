import { expect, test } from 'vitest'
import { listOverflowing } from '../browser.ts'
import { arrangeCase } from './arrange.ts'
import { seriousFaults } from './axe.ts'
import { startConsole } from './console.ts'

const console = startConsole()

test('a notice arrives by itself, is read where the bell is, leads to its case and is then read', async () => {
  const { id, number } = await arrangeCase(console, 'handling')
  const { page, errors } = await console.open('guandu-water', '/workbench?box=all')
  await page.getByRole('button', { name: '通知', exact: true }).click()
  await page.getByText('没有通知').waitFor()
  await page.keyboard.press('Escape')
  await (await console.as('city-supervisor')).act(id, 'urge', { text: '请今日办结' })
  const bell = page.getByRole('button', { name: /^通知，1 条未读/ })
  await bell.click()
  const panel = page.getByRole('tooltip').filter({ hasText: number })
  await panel.waitFor()
  expect([await seriousFaults(page), await listOverflowing(page)]).toEqual([[], []])
  await panel.getByRole('link', { name: new RegExp(number) }).click()
  await page.waitForURL(new RegExp(`/cases/${id}`))
  await page.getByRole('button', { name: '通知', exact: true }).waitFor()
  expect(errors).toEqual([])
}, 120_000)

test('all are read at once, also with as little motion as can be', async () => {
  const { id, number } = await arrangeCase(console, 'handling')
  await (await console.as('city-supervisor')).act(id, 'urge', { text: '请今日办结' })
  const { page } = await console.open('guandu-water', '/workbench', { reducedMotion: 'reduce', locale: 'en-GB' })
  // A slow machine: whatever is placed before it stands still shows.
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.getByRole('button', { name: /^Notices, \d+ unread/ }).click()
  await page.getByRole('link', { name: new RegExp(number) }).waitFor()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('button', { name: 'Notices', exact: true }).waitFor()
}, 120_000)
