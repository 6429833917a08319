import { referenceTexts } from '../../../texts/admin/reference.ts'
import type { Area } from '../frame/page.ts'
import { referencePage } from './list.ts'
import { operationPage } from './operation.ts'

/** What our API takes and answers, for whoever writes against it. */
export const reference: Area = {
  name: 'reference',
  entry: {
    group: 'access',
    title: { en: referenceTexts.en.title, de: referenceTexts.de.title },
    href: '/admin/reference',
    needs: 'signed-in'
  },
  pages: [referencePage, operationPage],
  said: { en: {}, de: {} }
}
