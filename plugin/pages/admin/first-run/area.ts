import { firstRunTexts } from '../../../texts/admin/first-run.ts'
import type { Area } from '../frame/page.ts'
import { followPage } from './follow.ts'
import { firstRunPage } from './guide.ts'
import { testDeletionPage } from './trial-deletion.ts'

/** The way from nothing to a first deletion. */
export const firstRun: Area = {
  name: 'first-run',
  entry: {
    group: 'site',
    title: { en: firstRunTexts.en.title, de: firstRunTexts.de.title },
    href: '/admin/first-run',
    needs: 'addPlatform'
  },
  pages: [firstRunPage, testDeletionPage, followPage],
  said: { en: firstRunTexts.en.said, de: firstRunTexts.de.said }
}
