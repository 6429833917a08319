import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import type { Area } from '../frame/page.ts'
import { inactivePage } from './inactive.ts'
import { platformsPage } from './list.ts'
import { planPage } from './plan.ts'
import { releasePage, runPage, runsPage } from './runs.ts'
import { setPage } from './set.ts'
import { showPage } from './show.ts'
import { tabPages } from './tabs.ts'

/** Accounts that nobody needs any more. */
export const lifecycle: Area = {
  name: 'lifecycle',
  entry: {
    group: 'work',
    title: { en: lifecycleTexts.en.title, de: lifecycleTexts.de.title },
    href: '/admin/lifecycle',
    needs: 'showLifecycle'
  },
  pages: [platformsPage, showPage, ...tabPages, setPage, inactivePage, planPage, runsPage, runPage, releasePage],
  said: { en: lifecycleTexts.en.said, de: lifecycleTexts.de.said }
}
