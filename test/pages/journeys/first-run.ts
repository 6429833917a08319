import type { Page } from 'playwright-core'
import { keyboard } from '../hands.ts'
import type { Journey, Walk } from '../journey.ts'
import { goRound } from '../keys.ts'
import { findViolations, overflowOf } from '../look.ts'
import { type Manner, walkFirstRun } from '../scenes/first-run.ts'
import { findEnglish } from '../wording.ts'

const pathOf = (page: Page): string => new URL(page.url()).pathname

const isStaff = (page: Page): boolean => /^\/admin/.test(pathOf(page)) && !pathOf(page).endsWith('/certificate')

const firstRun = (id: string, folder: string, manner: (walk: Walk) => Manner): Journey => ({
  id,
  walk: walk => walkFirstRun(walk, folder, manner(walk))
})

const onPhone = (width: number): Journey =>
  firstRun(`first run to first erased account on a phone of ${width} px`, `first-run-${width}`, ({ checks }) => ({
    looks: { width },
    async look(page) {
      checks.equal(`${pathOf(page)} scrolls sideways by`, await overflowOf(page), 0)
      // Targets of less than 24 px are among the rules of WCAG 2.2.
      checks.equal(`violations on ${pathOf(page)}`, await findViolations(page), [])
    }
  }))

/** The same way in every manner in which somebody may have to go it. */
export const firstRuns: readonly Journey[] = [
  firstRun('first run to first erased account by pages alone', 'first-run', () => ({})),
  firstRun('first run to first erased account in German', 'first-run-de', ({ checks }) => ({
    looks: { language: 'de' },
    async look(page) {
      checks.equal(`language of ${pathOf(page)}`, await page.getAttribute('html', 'lang'), 'de')
      checks.equal(`English on ${pathOf(page)}`, await findEnglish(page), [])
    }
  })),
  onPhone(320),
  onPhone(390),
  firstRun('first run to first erased account by the keyboard alone', 'first-run-keys', ({ checks }) => ({
    hands: page => keyboard(page, checks),
    async look(page) {
      const [first = ''] = await goRound(page, checks)
      checks.ok(
        `${pathOf(page)} does not begin with the way to its content`,
        !isStaff(page) || first.includes('To the content')
      )
    }
  })),
  firstRun('first run to first erased account without script', 'first-run-plain', () => ({
    looks: { withScript: false }
  }))
]
