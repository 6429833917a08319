import { restoreTexts } from '../../../texts/admin/restores.ts'
import type { Area } from '../frame/page.ts'
import { announcePage } from './announce.ts'
import { listPage } from './list.ts'
import { dropPage, lookPage, releasePage } from './moves.ts'
import { replayPage } from './replay.ts'
import { acknowledgePage, storePage } from './store.ts'

/** What came back from a backup: a platform, or our own data. */
export const restores: Area = {
  name: 'restores',
  entry: {
    group: 'site',
    title: { en: restoreTexts.en.title, de: restoreTexts.de.title },
    href: '/admin/restores',
    needs: 'listReplays'
  },
  pages: [listPage, announcePage, storePage, acknowledgePage, replayPage, releasePage, dropPage, lookPage],
  said: { en: restoreTexts.en.said, de: restoreTexts.de.said }
}
