import type { Page } from 'playwright-core'

/** Large type is remembered on the device, as the button does it. */
export const rememberLargeType = (page: Page): Promise<unknown> => page.evaluate(`localStorage.setItem('wangge.portal.large', 'true')`)

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
export const onScreen = (page: Page, name: string): Promise<void> => heading(page, name).waitFor()

/** The name of what has the focus, as a screen reader says it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const at = document.activeElement
    const label = at.labels?.[0]?.textContent
    return (at.getAttribute('aria-label') ?? label ?? at.textContent ?? '').trim()
  })()`)

/** Goes on with the Tab key alone until what begins with a name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)).startsWith(name)) return
  }
  throw new Error(`the Tab key does not lead to "${name}"; it is at "${await focused(page)}"`)
}

export const pressOn = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** Number and code as the last screen shows them. */
export async function receiptOn(page: Page): Promise<{ readonly number: string; readonly code: string }> {
  await onScreen(page, '已收到，谢谢您')
  const [number = '', code = ''] = await page.locator('dd').allInnerTexts()
  return { number, code }
}
