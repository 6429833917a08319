import { counts } from './counts.ts'
import { documents } from './documents.ts'
import { formats } from './formats.ts'
import { lines } from './lines.ts'
import { terms } from './terms.ts'

/** What makes the tables, a step of history each, in order; a step never changes once it was released. */
export const steps: readonly string[] = [documents, formats, counts, lines, terms]
