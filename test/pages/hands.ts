import type { Locator, Page } from 'playwright-core'
import type { Checks } from '../gateway/cases.ts'
import { createKeys } from './keys.ts'

/** What somebody works a page with. */
export interface Hands {
  press(target: Locator): Promise<void>
  tick(target: Locator): Promise<void>
  type(target: Locator, text: string): Promise<void>
  choose(target: Locator, text: string): Promise<void>
}

/** A mouse or a finger, and a keyboard for what is typed. */
export const mouse: Hands = {
  press: target => target.click(),
  tick: target => target.check(),
  type: (target, text) => target.fill(text),
  choose: async (target, label) => void (await target.selectOption({ label }))
}

/** The keyboard alone. */
export const keyboard = (page: Page, checks: Checks): Hands => createKeys(page, checks)

const quote = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A field by its label, whatever is said in brackets behind it. */
export const field = (page: Page, label: string): Locator =>
  page.getByLabel(new RegExp(`^\\s*${quote(label)}\\s*(\\(.*\\))?\\s*$`, 's'))

/** What leads on, by its name: Pico draws links as buttons where they are what comes next. */
export const way = (page: Page, name: string): Locator =>
  page
    .getByRole('main')
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('main').getByRole('button', { name, exact: true }))
    .first()
