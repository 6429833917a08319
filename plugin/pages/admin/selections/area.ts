import { selectionTexts } from '../../../texts/admin/selections.ts'
import type { Area } from '../frame/page.ts'
import { confirmPage } from './confirm.ts'
import { listPage } from './list.ts'
import { lookUpPage } from './look-up.ts'
import { makePage } from './make.ts'
import { outcomePage } from './outcome.ts'
import { releasePage } from './release.ts'
import { searchPage } from './search.ts'
import { showPage } from './show.ts'

/** Many people at once: searched, listed, confirmed, followed. */
export const selections: Area = {
  name: 'selections',
  entry: {
    group: 'work',
    title: { en: selectionTexts.en.title, de: selectionTexts.de.title },
    href: '/admin/selections',
    needs: 'listSelections'
  },
  pages: [listPage, searchPage, lookUpPage, makePage, showPage, confirmPage, outcomePage, releasePage],
  said: { en: selectionTexts.en.said, de: selectionTexts.de.said }
}
