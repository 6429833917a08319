import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { type Looks, makeClient, openWindow, type Window } from './browser.ts'
import { findEnglish } from './wording.ts'

/** What is wrong with a page, and what it weighs. */
export interface Seen {
  readonly status: number
  readonly faults: readonly string[]
  /** Of everything that was transferred to show it to somebody who was never there before. */
  readonly bytes: number
  readonly shifts: number
  readonly violations: number
}

/** Everything of the two levels that the law asks for, up to WCAG 2.2, and axe's own good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What depends on colours: everything else is looked at in light ones. */
const ofTheme = ['color-contrast', 'link-in-text-block']

/** What depends on the width of the window: everything else is looked at in a wide one. */
const ofWidth = ['target-size', 'scrollable-region-focusable', 'meta-viewport']

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Kept by the page itself, before anything of it runs: shifts of its layout, whoever caused them, and what moved. */
const observe = `
  globalThis.__shifts = []
  const nameOf = node => node?.nodeType === 1 ? node.tagName.toLowerCase() + (node.className ? '.' + node.className : '') : node?.nodeName ?? 'gone'
  const say = ({ node, previousRect: was, currentRect: is }) => nameOf(node) + ' in ' + nameOf(node?.parentNode) +
    ' from ' + [was.x, was.y, was.width, was.height] + ' to ' + [is.x, is.y, is.width, is.height]
  new PerformanceObserver(list => globalThis.__shifts.push(...list.getEntries().map(({ sources }) => sources.map(say).join('; '))))
    .observe({ type: 'layout-shift', buffered: true })`

/** Slow enough that a page arrives in pieces, as over a bad connection: bytes a second and milliseconds. */
const slowLine = { offline: false, latency: 10, downloadThroughput: 40_000, uploadThroughput: 1_000_000 }

/** A window in which pages are looked at one after the other, each as if nothing had been there before. */
export interface Looking {
  /** Opens an address and looks at it in each of these themes. */
  look(address: string, themes: readonly ('light' | 'dark')[]): Promise<Seen>
  readonly window: Window
  close(): Promise<void>
}

/** Opens such a window. */
export async function openLooking(browser: Browser, looks: Looks): Promise<Looking> {
  const window = await openWindow(browser, looks)
  const isPhone = (looks.width ?? 1280) < 500
  const { page, context, complaints } = window
  await page.addInitScript(observe)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (looks.line === 'slow') await devtools.send('Network.emulateNetworkConditions', slowLine)
  let bytes = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  return {
    window,
    async look(address, themes) {
      bytes = 0
      const before = complaints.length
      await page.emulateMedia({ colorScheme: themes[0] ?? 'light' })
      await context.setExtraHTTPHeaders(makeClient())
      const answer = await page.goto(address, { waitUntil: 'load' })
      await settle(page)
      const shifts = (await page.evaluate('globalThis.__shifts')) as readonly string[]
      const weight = bytes
      const violations: string[] = []
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme })
        for (const violation of await findViolations(page, isPhone ? ofWidth : theme === 'dark' ? ofTheme : []))
          violations.push(`${theme}: ${violation}`)
      }
      const sideways = await overflowOf(page)
      const { language = 'en' } = looks
      const spoken = await page.getAttribute('html', 'lang')
      const english = language === 'de' ? await findEnglish(page) : []
      return {
        status: answer?.status() ?? 0,
        bytes: weight,
        shifts: shifts.length,
        violations: violations.length,
        faults: [
          ...violations,
          ...complaints.slice(before),
          ...(spoken === language ? [] : [`the language is said to be ${spoken}`]),
          ...english.map(sentence => `in English: ${sentence}`),
          ...shifts.map(moved => `its layout shifted: ${moved}`),
          ...(sideways > 0 ? [`the page scrolls sideways by ${sideways} px`] : [])
        ]
      }
    },
    close: window.close
  }
}

/** Until nothing is painted any more that was not there at first. */
const settle = (page: Page) =>
  page.evaluate(
    'new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))))'
  )

/** By how many pixels a page is wider than its window. */
export const overflowOf = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth'))

interface AxeViolation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
}

/** What axe finds on the page as it stands, one sentence for each rule and place; `rules`: only by these. */
export async function findViolations(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axeSource)
  const runOnly = rules.length === 0 ? { type: 'tag', values: tags } : { type: 'rule', values: rules }
  const options = { runOnly, resultTypes: ['violations'], preload: false, iframes: false, elementRef: false }
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as {
    violations: readonly AxeViolation[]
  }
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n')[1]?.trim() ?? ''
      return `${id} (${help}) at ${target.join(' ')}: ${why.slice(0, 200)}`
    })
  )
}
