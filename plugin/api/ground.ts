import type { Ground } from '../erasure/demand/demand.ts'
import { Problem } from '../errors.ts'

/** A ground as it was sent. */
export interface GivenGround {
  readonly article: string
  readonly letter?: string | null
}

/** Articles that list several grounds, of which one must be meant. */
const needsLetter: readonly string[] = ['12(5)', '17(3)']

/** The ground of a refusal or exception. Throws `ground-without-letter`. */
export const readGround = ({ article, letter = null }: GivenGround): Ground => {
  if (letter === null && needsLetter.includes(article)) throw new Problem('ground-without-letter')
  return { article, letter }
}
