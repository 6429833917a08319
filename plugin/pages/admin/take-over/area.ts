import { takeOverTexts } from '../../../texts/admin/take-over.ts'
import type { Area } from '../frame/page.ts'
import { adoptPage, backlogPage } from './backlog.ts'
import { configurationPage } from './configuration.ts'
import { listPage } from './list.ts'
import { closePage, reportPage } from './report.ts'

/** What a platform began without us, and what organisations beside it must delete too. */
export const takeOver: Area = {
  name: 'take-over',
  entry: {
    group: 'site',
    title: { en: takeOverTexts.en.title, de: takeOverTexts.de.title },
    href: '/admin/take-over',
    needs: 'lookAtBacklog'
  },
  pages: [listPage, backlogPage, adoptPage, configurationPage, reportPage, closePage],
  said: { en: takeOverTexts.en.said, de: takeOverTexts.de.said }
}
