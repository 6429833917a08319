import { adapter as openedx } from './openedx/index.ts'
import { adapter as openolat } from './openolat/index.ts'

/** Every adapter there is, by the kind of platform. */
export const adapters = { openedx, openolat }
