import { orphanTexts } from '../../../texts/admin/orphans.ts'
import type { Area } from '../frame/page.ts'
import { listPage } from './list.ts'
import { readPage } from './read.ts'
import { showPage } from './show.ts'

/** What nobody living looks after. */
export const orphans: Area = {
  name: 'orphans',
  entry: {
    group: 'site',
    title: { en: orphanTexts.en.title, de: orphanTexts.de.title },
    href: '/admin/orphans',
    needs: 'listOrphans'
  },
  pages: [listPage, showPage, readPage],
  said: { en: orphanTexts.en.said, de: orphanTexts.de.said }
}
