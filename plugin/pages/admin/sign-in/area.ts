import { signInPageTexts } from '../../../texts/admin/sign-in.ts'
import type { Area } from '../frame/page.ts'
import { givePasswordPage, identityPage, ownPasswordPage } from './passwords.ts'
import { setProviderPage } from './set.ts'
import { signInPage } from './show.ts'
import { removeProviderPage, testProviderPage } from './try-and-off.ts'

/** How people sign in. */
export const signIn: Area = {
  name: 'sign-in',
  entry: {
    group: 'access',
    title: { en: signInPageTexts.en.title, de: signInPageTexts.de.title },
    href: '/admin/sign-in',
    needs: 'showSignIn'
  },
  pages: [
    signInPage,
    setProviderPage,
    testProviderPage,
    removeProviderPage,
    ownPasswordPage,
    givePasswordPage,
    identityPage
  ],
  said: { en: signInPageTexts.en.said, de: signInPageTexts.de.said }
}
