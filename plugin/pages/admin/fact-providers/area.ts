import { factProviderTexts } from '../../../texts/admin/fact-providers.ts'
import type { Area } from '../frame/page.ts'
import { addFactProviderPage } from './add.ts'
import { removeFactProviderPage, rotateFactProviderPage } from './change.ts'
import { factProvidersPage } from './list.ts'

/** Which systems are asked for facts. It is reached from who is told. */
export const factProviders: Area = {
  name: 'fact-providers',
  entry: null,
  pages: [factProvidersPage, addFactProviderPage, rotateFactProviderPage, removeFactProviderPage],
  said: { en: factProviderTexts.en.said, de: factProviderTexts.de.said }
}
