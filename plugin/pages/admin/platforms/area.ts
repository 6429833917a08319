import { platformTexts } from '../../../texts/admin/platforms.ts'
import type { Area } from '../frame/page.ts'
import { checkPage, pausePage, removePage, resumePage } from './act.ts'
import { addPlatformPage, chooseKindPage } from './add.ts'
import { declarationsPage, declarePage } from './declarations.ts'
import { gatewayPage, removeGatewayPage } from './gateway.ts'
import { hintsPage, removeHintsPage } from './hints.ts'
import { platformsPage } from './list.ts'
import { optionsPage } from './options.ts'
import { platformPage } from './platform.ts'
import { editPolicyPage } from './policy/edit.ts'
import { policyPage } from './policy/show.ts'
import { recipientsPage, removeRecipientPage } from './recipients.ts'

/** Each LMS that Lethe works with. */
export const platforms: Area = {
  name: 'platforms',
  entry: {
    group: 'site',
    title: { en: platformTexts.en.title, de: platformTexts.de.title },
    href: '/admin/platforms',
    needs: 'listPlatforms'
  },
  pages: [
    platformsPage,
    chooseKindPage,
    addPlatformPage,
    platformPage,
    checkPage,
    optionsPage,
    pausePage,
    resumePage,
    removePage,
    gatewayPage,
    removeGatewayPage,
    hintsPage,
    removeHintsPage,
    declarationsPage,
    declarePage,
    recipientsPage,
    policyPage,
    editPolicyPage,
    removeRecipientPage
  ],
  said: { en: platformTexts.en.said, de: platformTexts.de.said }
}
