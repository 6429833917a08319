import type { Area } from './frame/page.ts'
import { overview } from './overview/area.ts'
import { people } from './people/area.ts'

/** Every part of the pages for those who work with Lethe, in the order of the menu. */
export const areas: readonly Area[] = [overview, people]
