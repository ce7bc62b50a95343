import { describe, expect, test } from 'vitest'
import { walkCase } from '../console/arrange.ts'
import { seriousFaults } from '../console/axe.ts'
import { startConsole } from '../console/console.ts'
import { PHONE } from '../phone.ts'
import { onScreen } from './on-screen.ts'
import { reportAsResident } from './resident.ts'

const console = startConsole()

describe('a look-up', () => {
  test('with a wrong code says so without telling whether the number exists; with the right one it tells in plain words', async () => {
    const { number, code } = await reportAsResident(console)
    const { page } = await console.open(null, `/portal/cases/${number}`, PHONE)
    await page.getByRole('button', { name: '查看' }).tap()
    await page.getByText('请填写查询码。').waitFor()
    expect(await page.getByLabel('编号').inputValue()).toBe(number)
    await page.getByLabel('查询码').fill('2222-2222')
    await page.getByRole('button', { name: '查看' }).tap()
    await page.getByRole('alert').getByText('编号与查询码不符').waitFor()
    await page.getByLabel('查询码').fill(code.toLowerCase().replace('-', ' '))
    await page.getByRole('button', { name: '查看' }).tap()
    await onScreen(page, '已收到，等待受理')
    await page.getByText(/经过共 1 条记录，逐条核对过/).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: '收到上报' }).count()).toBe(1)
    expect(await seriousFaults(page)).toEqual([])
  })

  test('of a closed report shows the photos and takes "solved" and a rating once', async () => {
    const { id, number, code } = await reportAsResident(console)
    await walkCase(console, id, 'closed')
    const { page, errors } = await console.open(null, `/portal/cases/${number}`, PHONE)
    await page.getByLabel('查询码').fill(code)
    await page.getByRole('button', { name: '查看' }).tap()
    await onScreen(page, '已结案')
    await page.getByRole('img', { name: '处理后' }).first().waitFor()
    const photo = page.getByRole('link', { name: '放大：处理后' }).first()
    expect((await page.request.get(new URL((await photo.getAttribute('href')) ?? '', page.url()).href)).headers()['content-type']).toBe(
      'image/jpeg',
    )
    expect(await page.locator('main').innerText()).not.toMatch(/处置员|值班长|雨水箅子断了/)
    await page.getByLabel('解决了', { exact: true }).check()
    await page.getByRole('button', { name: '发送评价' }).tap()
    await page.getByText('请选一项。').waitFor()
    await page.getByLabel('满意', { exact: true }).check()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '发送评价' }).tap()
    await page.getByRole('listitem').filter({ hasText: '评价：已解决' }).waitFor()
    expect(await page.getByText('问题解决了吗？').count()).toBe(0)
    expect(errors).toEqual([])
  })

  test('"not solved" says that it is taken up again', async () => {
    const { id, number, code } = await reportAsResident(console)
    await walkCase(console, id, 'closed')
    const { page } = await console.open(null, `/portal/cases/${number}`, PHONE)
    await page.getByLabel('查询码').fill(code)
    await page.getByRole('button', { name: '查看' }).tap()
    await page.getByLabel('没有解决').check()
    await page.getByLabel('很不满意').check()
    await page.getByRole('button', { name: '发送评价' }).tap()
    await onScreen(page, '已立案，正在安排单位')
  })
})

describe('links in messages', () => {
  test('lead to pages that ask for one press and say when a link is no good', async () => {
    const { page } = await console.open(null, '/portal/confirm?token=made-up', PHONE)
    await page.getByRole('button', { name: '确认订阅' }).tap()
    await page.getByRole('alert').waitFor()
    await page.goto(`${console.site().url}/portal/unsubscribe?token=made-up`)
    await page.getByRole('button', { name: '退订' }).tap()
    await onScreen(page, '已退订')
    await page.goto(`${console.site().url}/portal/confirm`)
    await page.getByText('链接不完整。').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })
})
