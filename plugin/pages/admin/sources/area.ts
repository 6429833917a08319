import { sourceTexts } from '../../../texts/admin/sources.ts'
import type { Area } from '../frame/page.ts'
import { goLivePage, removeSourcePage, rotatePage } from './act.ts'
import { addSourcePage } from './add.ts'
import { keptPage, releasePage } from './kept.ts'
import { sourcesPage } from './list.ts'
import { sourcePage } from './source.ts'

/** Who may send demands. */
export const sources: Area = {
  name: 'sources',
  entry: {
    group: 'site',
    title: { en: sourceTexts.en.title, de: sourceTexts.de.title },
    href: '/admin/sources',
    needs: 'listSources'
  },
  pages: [sourcesPage, addSourcePage, sourcePage, rotatePage, removeSourcePage, goLivePage, keptPage, releasePage],
  said: { en: sourceTexts.en.said, de: sourceTexts.de.said }
}
