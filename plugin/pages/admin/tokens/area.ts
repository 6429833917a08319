import { tokenTexts } from '../../../texts/admin/tokens.ts'
import type { Area } from '../frame/page.ts'
import { accountPage } from './account.ts'
import { addTokenPage } from './add.ts'
import { endSessionPage, revokePage } from './end.ts'
import { tokensPage } from './list.ts'

/** By what people and systems act. */
export const tokens: Area = {
  name: 'tokens',
  entry: {
    group: 'access',
    title: { en: tokenTexts.en.account, de: tokenTexts.de.account },
    href: '/admin/account',
    needs: 'showMe'
  },
  pages: [accountPage, tokensPage, addTokenPage, revokePage, endSessionPage],
  said: { en: tokenTexts.en.said, de: tokenTexts.de.said }
}
