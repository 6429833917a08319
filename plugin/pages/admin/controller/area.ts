import { controllerTexts } from '../../../texts/admin/controller.ts'
import type { Area } from '../frame/page.ts'
import { agreementPage } from './agreement.ts'
import { organisationPage } from './organisation.ts'
import { controllerPage } from './show.ts'

/** Who answers for the processing, and how many must agree. */
export const controller: Area = {
  name: 'controller',
  entry: {
    group: 'access',
    title: { en: controllerTexts.en.title, de: controllerTexts.de.title },
    href: '/admin/controller',
    needs: 'showController'
  },
  pages: [controllerPage, organisationPage, agreementPage],
  said: { en: controllerTexts.en.said, de: controllerTexts.de.said }
}
