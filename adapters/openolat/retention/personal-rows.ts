import { open, type RowText, scopes } from './row.ts'

const { person, object, personAndObject } = scopes

/** Rows 20 to 30 of the manual's table: what somebody wrote and kept, and what they take part in. */
export const personalRows: readonly RowText[] = [
  {
    number: 20,
    id: 'personal-calendar',
    category: 'Personal calendar',
    scopes: person,
    outcome: 'delete',
    because: 'The personal calendar is deleted.'
  },
  {
    number: 21,
    id: 'chat-history',
    category: 'Chat history',
    scopes: person,
    outcome: 'delete',
    because: 'Your messages and chat settings are deleted; what others wrote stays.',
    sources: {
      manual: 'messages and settings are anonymised',
      newerManual: 'own messages, entry in contact lists and settings are deleted',
      code: 'own messages, roster and settings are deleted'
    }
  },
  {
    number: 22,
    id: 'personal-folder',
    category: 'Personal folder',
    scopes: person,
    outcome: 'delete',
    because: 'The private and the public folder are deleted.'
  },
  {
    number: 23,
    id: 'portfolio',
    category: 'Portfolio',
    scopes: person,
    outcome: 'delete',
    because: 'Binders that only you own go, also for those with whom they were shared.',
    sources: { code: 'only binders with one owner, no templates; an error in one of them is not told' }
  },
  {
    number: 24,
    id: 'personal-to-dos',
    category: 'Personal to-dos',
    scopes: person,
    outcome: 'retain',
    because: 'Entries stay; nobody is assigned to them any more.',
    sources: { manual: open, newerManual: 'the entry stays, the assignment goes', code: 'goes with all memberships' }
  },
  {
    number: 25,
    id: 'mailbox',
    category: 'Mailbox',
    scopes: person,
    outcome: 'delete',
    because: 'Mail in the internal mailbox is deleted.'
  },
  {
    number: 26,
    id: 'reminder-recipient',
    category: 'Recipient of a reminder email',
    scopes: object,
    outcome: 'delete',
    because: 'Reminders find their recipients when they are sent, and find you no more.'
  },
  {
    number: 27,
    id: 'group-membership',
    category: 'Group membership',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'Memberships in groups end; the groups stay, with a coach that the site has named.',
    sources: {
      manual: 'an administrator becomes coach where nobody else is',
      code: 'an administrator who was found at start-up; nobody if that account was renamed'
    }
  },
  {
    number: 28,
    id: 'project-membership',
    category: 'Project membership',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'Memberships in projects end; to-dos that you made there stay.'
  },
  {
    number: 29,
    id: 'project-to-dos',
    category: 'To-dos in projects',
    scopes: person,
    outcome: 'retain',
    because: 'To-dos in projects stay, also those that were done, and name nobody.'
  },
  {
    number: 30,
    id: 'course-membership',
    category: 'Course membership',
    scopes: person,
    outcome: 'delete',
    because: 'Memberships in courses end, also as owner or coach.',
    sources: {
      manual: 'an administrator becomes owner where nobody else is',
      code: 'so it does for owners; nobody takes the place of a coach'
    }
  }
]
