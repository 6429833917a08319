import { pauseTexts } from '../../../texts/admin/pause.ts'
import type { Area } from '../frame/page.ts'
import { pausePage, resumePage } from './pause.ts'

/** The pause of the whole installation. */
export const pause: Area = {
  name: 'pause',
  entry: {
    group: 'site',
    title: { en: pauseTexts.en.title, de: pauseTexts.de.title },
    href: '/admin/pause',
    needs: 'showPause'
  },
  pages: [pausePage, resumePage],
  said: { en: pauseTexts.en.said, de: pauseTexts.de.said }
}
