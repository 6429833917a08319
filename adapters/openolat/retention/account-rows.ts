import { grounds, open, type RowText, scopes } from './row.ts'

const { person, personAndObject, all } = scopes

/** Rows 1 to 19 of the manual's table: the account, its rights, and what hangs on the person alone. */
export const accountRows: readonly RowText[] = [
  {
    number: 1,
    id: 'profile',
    category: 'User management > Profile',
    scopes: person,
    outcome: 'delete',
    because: 'Name, e-mail, contact data and everything else in the profile are emptied.',
    sources: {
      manual: 'names of persons with administrative permissions stay',
      newerManual: 'names stay for a fixed list of roles, for owners and for external correctors',
      code: 'empties every property but the names of those roles'
    }
  },
  {
    number: 2,
    id: 'business-card',
    category: 'User management > Business card',
    scopes: person,
    outcome: 'delete',
    because: 'The card shows only what the profile holds, and is no longer shown.'
  },
  {
    number: 3,
    id: 'system-settings',
    category: 'User management > System settings',
    scopes: person,
    outcome: 'delete',
    because: 'Language, start page and personal tools are deleted.',
    sources: { code: 'the language belongs to the user row, which was not seen emptied' }
  },
  {
    number: 4,
    id: 'account',
    category: 'User management > Account',
    scopes: person,
    outcome: 'delete',
    because: 'The account can never be used again; its status says "deleted".',
    sources: { code: 'creation date stays; who deleted it, when, and the former roles are written' }
  },
  {
    number: 5,
    id: 'roles',
    category: 'Roles',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'Roles and permissions end.'
  },
  {
    number: 6,
    id: 'password',
    category: 'User management > Password',
    scopes: person,
    outcome: 'delete',
    because: 'The password and those before it are deleted.'
  },
  {
    number: 7,
    id: 'authentications',
    category: 'User management > Authentications',
    scopes: person,
    outcome: 'delete',
    because: 'Every way to sign in is deleted.'
  },
  {
    number: 8,
    id: 'properties',
    category: 'User management > Properties',
    scopes: person,
    outcome: 'delete',
    because: 'Properties are deleted.'
  },
  {
    number: 9,
    id: 'gui-settings',
    category: 'User management > GUI settings',
    scopes: person,
    outcome: 'delete',
    because: 'Settings of the pages are deleted.'
  },
  {
    number: 10,
    id: 'booking-orders',
    category: 'Booking orders',
    scopes: all,
    outcome: 'retain',
    because: 'Orders and invoices are business records; the name in them came from the profile and goes.',
    ground: grounds.obligation,
    sensitive: 'billing',
    sources: {
      manual: 'names are removed from orders; invoices stay without a name',
      newerManual: 'all orders stay; the name comes from the profile',
      code: 'no step of the deletion'
    }
  },
  {
    number: 11,
    id: 'billing-addresses',
    category: 'Billing address',
    scopes: all,
    outcome: 'retain',
    because: 'Billing addresses are kept so that payments can be traced.',
    ground: grounds.obligation,
    sensitive: 'billing'
  },
  {
    number: 12,
    id: 'reasonable-adjustments',
    category: 'Reasonable adjustments',
    scopes: person,
    outcome: 'retain',
    because: 'Decisions on adjustments stay with the bare account number.',
    ground: grounds.claims,
    sensitive: 'health',
    sources: { manual: open, newerManual: 'kept, linked to the bare account', code: 'no step of the deletion' }
  },
  {
    number: 13,
    id: 'subscriptions',
    category: 'Subscriptions',
    scopes: person,
    outcome: 'delete',
    because: 'Subscriptions are deleted.'
  },
  {
    number: 14,
    id: 'relations',
    category: 'Relationships',
    scopes: person,
    outcome: 'retain',
    because: 'Relations to other people stay and point to the bare account number.',
    sources: { manual: open, newerManual: 'not dissolved', code: 'no step of the deletion' }
  },
  {
    number: 15,
    id: 'organisation-membership',
    category: 'Organisational membership',
    scopes: person,
    outcome: 'delete',
    because: 'Memberships in organisations end.',
    sources: { manual: open, newerManual: 'deleted', code: 'goes with all memberships' }
  },
  {
    number: 16,
    id: 'quota',
    category: 'Quota',
    scopes: person,
    outcome: 'delete',
    because: 'The personal storage space and its settings are deleted.',
    sources: { manual: open, newerManual: 'deleted with its settings', code: 'the step was not found' }
  },
  {
    number: 17,
    id: 'lectures',
    category: 'Lectures',
    scopes: person,
    outcome: 'delete',
    because: 'Attendance and absences are deleted.',
    sources: {
      manual: 'participation and absences are deleted',
      newerManual: 'called events and absences; the rate per course goes too',
      code: 'summaries, roll calls and reminders are deleted'
    }
  },
  {
    number: 18,
    id: 'competences',
    category: 'Competences',
    scopes: person,
    outcome: 'delete',
    because: 'Competences are deleted.'
  },
  {
    number: 19,
    id: 'course-planner-roles',
    category: 'User management > Course Planner roles',
    scopes: person,
    outcome: 'delete',
    because: 'Roles in the course planner end.',
    sources: { manual: open, newerManual: 'deleted, as they are memberships', code: 'goes with all memberships' }
  }
]
