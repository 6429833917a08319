import { requestTexts } from '../../../texts/admin/requests.ts'
import type { Area } from '../frame/page.ts'
import { bulkConfirmPage } from './bulk/confirm.ts'
import { bulkResultPage } from './bulk/result.ts'
import { certificateFilePage, certificatePage } from './certificate.ts'
import { createPage } from './create.ts'
import { historyPage } from './history.ts'
import { moves } from './moves/index.ts'
import { createMovePage } from './moves/move-page.ts'
import { planPage } from './plan/page.ts'
import { queueCsvPage, queuePage } from './queue.ts'
import { searchPage } from './search.ts'
import { requestPage } from './show/page.ts'
import { subjectPage } from './subject.ts'

/** The queue, one request, and everything that people say to it. */
export const requests: Area = {
  name: 'requests',
  entry: {
    group: 'work',
    title: { en: requestTexts.en.title, de: requestTexts.de.title },
    href: '/admin/requests',
    needs: 'listRequests'
  },
  pages: [
    queuePage,
    queueCsvPage,
    searchPage,
    createPage,
    bulkConfirmPage,
    bulkResultPage,
    requestPage,
    planPage,
    historyPage,
    subjectPage,
    certificatePage,
    certificateFilePage,
    ...moves.map(createMovePage)
  ],
  said: { en: requestTexts.en.said, de: requestTexts.de.said }
}
