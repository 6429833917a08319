import type { Locator, Page } from 'playwright-core'
import type { Checks } from '../gateway/cases.ts'

const mostStops = 250

/** Somebody who has a keyboard and nothing else. */
export interface Keys {
  /** Goes on with Tab until this is reached. @throws Error when it cannot be reached */
  to(target: Locator): Promise<void>
  /** Goes there and presses Enter. */
  press(target: Locator): Promise<void>
  /** Goes there and presses the space bar. */
  tick(target: Locator): Promise<void>
  /** Goes there and types. */
  type(target: Locator, text: string): Promise<void>
  /** Goes there and chooses an entry of a list by the letters it begins with. */
  choose(target: Locator, text: string): Promise<void>
}

const isFocused = (target: Locator): Promise<boolean> => target.evaluate(element => element === document.activeElement)

/** What has the focus, in words, and whether it can be seen that it has it. */
const stop = (page: Page): Promise<{ name: string; isVisible: boolean; isBody: boolean; hasMoved: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement
    const place = globalThis as { lastStop?: Element | null }
    const hasMoved = place.lastStop !== element
    place.lastStop = element
    if (!(element instanceof HTMLElement) || element === document.body)
      return { name: 'the page', isVisible: true, isBody: true, hasMoved }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    const hasMark = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)
    const name = `${element.localName} ${element.id || element.getAttribute('name') || ''} “${text}”`
    return { name, isVisible: hasMark && width > 0 && height > 0, isBody: false, hasMoved }
  })

/** Works a page by keys alone; a stop at which nothing shows where one is, is a fault. */
export function createKeys(page: Page, checks: Checks): Keys {
  const to = async (target: Locator) => {
    await target.waitFor()
    for (let stops = 0; stops < mostStops; stops += 1) {
      if (await isFocused(target)) return
      await page.keyboard.press('Tab')
      const { name, isVisible } = await stop(page)
      checks.ok(`${new URL(page.url()).pathname}: nothing shows that ${name} has the focus`, isVisible)
    }
    throw new Error(`cannot be reached by keys: ${target}`)
  }
  return {
    to,
    async press(target) {
      await to(target)
      await page.keyboard.press('Enter')
    },
    async tick(target) {
      await to(target)
      await page.keyboard.press('Space')
    },
    async type(target, text) {
      await to(target)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    async choose(target, text) {
      await to(target)
      await page.keyboard.type(text)
    }
  }
}

/** Goes round a whole page with Tab: answers every stop, and finds where one cannot get on. */
export async function goRound(page: Page, checks: Checks): Promise<readonly string[]> {
  const seen: string[] = []
  for (let stops = 0; stops < mostStops; stops += 1) {
    await page.keyboard.press('Tab')
    const { name, isVisible, isBody, hasMoved } = await stop(page)
    if (isBody) return seen
    checks.ok(`${new URL(page.url()).pathname}: nothing shows that ${name} has the focus`, isVisible)
    checks.ok(`${new URL(page.url()).pathname}: Tab does not get on from ${name}`, hasMoved)
    seen.push(name)
  }
  checks.ok(`${new URL(page.url()).pathname}: Tab does not come to an end`, false)
  return seen
}
