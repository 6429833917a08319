import type { Shown } from './context.ts'
import { plain } from './output.ts'

/** What comes next, below what is shown to people; JSON says nothing of it. */
export const withNext = (shown: Shown, next: string | null): Shown =>
  next === null ? shown : { value: shown.value, draw: () => `${shown.draw()}\nNext: ${plain(next)}\n` }
