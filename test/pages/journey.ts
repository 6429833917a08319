import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { Checks } from '../gateway/cases.ts'
import { type Looks, openWindow, type Window } from './browser.ts'
import type { Ground } from './ground.ts'

/** What somebody who walks has at hand. */
export interface Walk extends Ground {
  readonly checks: Checks
  /** Opens a window of its own; what the browser complains about in it is a fault. */
  open(looks?: Looks): Promise<Window>
}

/** What a platform's stand-in holds of the person at the end, and in which state Lethe's request is. */
export interface Ending {
  readonly sandbox: Readonly<Record<string, unknown>>
  readonly state: string | null
}

/** One way that somebody goes through the pages, up to the end that the platform is asked about. */
export interface Journey {
  readonly id: string
  walk(walk: Walk): Promise<Ending>
}

/** One line of the cases file. */
export interface JourneyRow extends Ending {
  readonly id: string
  /** What was not as it must be; null: nothing. */
  readonly fault: string | null
  readonly seconds: number
}

/** Walks a journey in windows of its own. Leaves a picture of every window of a journey that failed. */
export async function playJourney(journey: Journey, ground: Ground, pictures: string): Promise<JourneyRow> {
  const checks = new Checks()
  const windows: Window[] = []
  const beganAt = Date.now()
  const open = async (looks: Looks = {}) => {
    const window = await openWindow(ground.browser, looks)
    windows.push(window)
    return window
  }
  const ending = await journey.walk({ ...ground, checks, open }).catch((error: Error): Ending => {
    checks.ok(`broke off: ${error.message.slice(0, 900)}\n${placeOf(error)}`, false)
    return { sandbox: {}, state: null }
  })
  for (const { complaints } of windows) checks.equal('complaints of the browser', complaints, [])
  if (checks.faults.length > 0)
    for (const [at, { page }] of windows.entries()) await takePicture(page, join(pictures, `${journey.id}-${at}.png`))
  for (const window of windows) await window.close()
  const fault = checks.faults.length === 0 ? null : checks.faults.join('\n')
  return { id: journey.id, fault, ...ending, seconds: Math.round((Date.now() - beganAt) / 100) / 10 }
}

const takePicture = (page: Page, path: string) =>
  page.screenshot({ path, fullPage: true }).then(
    () => {},
    () => {}
  )

const placeOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter(line => line.includes('/test/pages/'))
    .slice(0, 3)
    .join('\n')
