import { peopleTexts } from '../../../texts/admin/people.ts'
import type { Area } from '../frame/page.ts'
import { addPersonPage } from './add.ts'
import { accountsPage, rolesPage } from './change.ts'
import { disablePage, vouchPage } from './confirm.ts'
import { peoplePage } from './list.ts'
import { personPage } from './person.ts'

/** Who works with Lethe. */
export const people: Area = {
  name: 'people',
  entry: {
    group: 'access',
    title: { en: peopleTexts.en.title, de: peopleTexts.de.title },
    href: '/admin/people',
    needs: 'listPersons'
  },
  pages: [peoplePage, addPersonPage, personPage, accountsPage, rolesPage, vouchPage, disablePage],
  said: { en: peopleTexts.en.said, de: peopleTexts.de.said }
}
