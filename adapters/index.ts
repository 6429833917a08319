import { openedx } from './openedx/index.ts'
import { openolat } from './openolat/index.ts'

/** Every adapter there is, by the kind of platform. */
export const adapters = { openedx, openolat }
