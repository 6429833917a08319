import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import type { Area } from '../frame/page.ts'
import { addEndpointPage } from './add.ts'
import { deadLettersPage, dropLetterPage } from './dead-letters.ts'
import { endpointsPage } from './list.ts'
import { rotateEndpointPage } from './rotate.ts'
import { endpointPage } from './show.ts'
import { switchPages } from './switch.ts'
import { testEndpointPage, testMailPage } from './try.ts'

/** Who is told of what happens, and what was not taken. */
export const endpoints: Area = {
  name: 'endpoints',
  entry: {
    group: 'site',
    title: { en: endpointTexts.en.title, de: endpointTexts.de.title },
    href: '/admin/endpoints',
    needs: 'listEndpoints'
  },
  pages: [
    endpointsPage,
    addEndpointPage,
    testMailPage,
    endpointPage,
    testEndpointPage,
    rotateEndpointPage,
    ...switchPages,
    deadLettersPage,
    dropLetterPage
  ],
  said: { en: endpointTexts.en.said, de: endpointTexts.de.said }
}
