import { governanceTexts } from '../../../texts/admin/governance.ts'
import type { Area } from '../frame/page.ts'
import { governancePage } from './log.ts'

/** What was decided about who may do what. */
export const governance: Area = {
  name: 'governance',
  entry: {
    group: 'proof',
    title: { en: governanceTexts.en.title, de: governanceTexts.de.title },
    href: '/admin/governance',
    needs: 'listGovernanceActs'
  },
  pages: [governancePage],
  said: { en: {}, de: {} }
}
