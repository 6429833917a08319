import type { Area } from '../frame/page.ts'
import { overviewPage } from './overview.ts'

/** The first page after signing in. */
export const overview: Area = { name: 'overview', entry: null, pages: [overviewPage], said: { en: {}, de: {} } }
