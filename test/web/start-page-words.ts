import { expect, test } from 'vitest'
import { TRIAL_NOTICE } from '#platform/about-routes.ts'
import { type Visit, visibleText } from './browser.ts'
import { settled, type Visitor } from './visitor.ts'

/** What the page says to everybody, and what it keeps out. */
export function testStartPage(visitor: Visitor): void {
  const open = async (): Promise<Visit> => {
    const opened = await visitor.open('/')
    await settled(opened.page)
    return opened
  }

  test('speaks Chinese first, and English after it', async () => {
    const { page } = await open()
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
    const text = await visibleText(page, 'body')
    const [chinese, english] = ['城市网格化治理', 'Grid governance'].map((words) => text.indexOf(words))
    expect(chinese).toBeGreaterThanOrEqual(0)
    expect(english).toBeGreaterThan(chinese ?? 0)
    expect(await visibleText(page, '#about')).toContain('小城市 Small City')
  })
  test('warns of the trial database where it is one, and only there', async () => {
    const { page } = await open()
    const expected = visitor.site().engine === 'embedded' ? `${TRIAL_NOTICE.zh} ${TRIAL_NOTICE.en}` : null
    expect((await page.isVisible('#notice')) ? await visibleText(page, '#notice') : null).toBe(expected)
  })
  test('runs its own script and no other, and asks nobody else', async () => {
    const { page, errors, foreign } = await open()
    expect([errors, foreign]).toEqual([[], []])
    await page.evaluate("document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.smuggled = true' }))")
    const reached = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused')")
    expect([await page.evaluate('window.smuggled'), await reached]).toEqual([undefined, 'refused'])
    expect(errors.join('\n')).toMatch(/script-src[\s\S]*connect-src/)
  })
}
