import { grounds, type RowText, scopes } from './row.ts'

const { person, personAndObject, system } = scopes

/** What the manual's table does not list: rows of the newer manual, and what the code does or leaves. */
export const furtherRows: readonly RowText[] = [
  {
    number: null,
    id: 'name',
    category: 'First and last name',
    scopes: person,
    outcome: 'retain',
    because: 'Authors, owners, managers and administrators stay named as the origin of what they made.',
    sources: {
      newerManual: 'stays for a fixed list of roles, for owners and for external correctors',
      code: 'stays if the list of roles, read when the deletion begins, holds one of them'
    }
  },
  {
    number: null,
    id: 'identity',
    category: 'Account row',
    scopes: person,
    outcome: 'retain',
    because: 'The bare account number stays, without a name, so that other records still point to something.',
    sources: { newerManual: 'anonymised, not removed', code: 'the row stays with status 199' }
  },
  {
    number: null,
    id: 'deleted-by',
    category: 'Name of whoever deleted the account',
    scopes: system,
    outcome: 'retain',
    because: 'The emptied account says for ever who deleted it: here the name of the service account.',
    sources: { code: 'written when the deletion begins, with the date and the former roles' }
  },
  {
    number: null,
    id: 'portrait',
    category: 'Portrait and logo',
    scopes: person,
    outcome: 'delete',
    because: 'The picture is deleted.',
    sources: { manual: 'listed with the profile', newerManual: 'listed with the profile', code: 'a step of its own' }
  },
  {
    number: null,
    id: 'comments',
    category: 'Comments',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'Comments and their files are deleted where nobody answered them.',
    sources: { newerManual: 'deleted with attached files (20.3.10)', code: 'deleted, but answered ones' }
  },
  {
    number: null,
    id: 'answered-comments',
    category: 'Comments with replies',
    scopes: personAndObject,
    outcome: 'anonymise',
    because: 'Comments that others answered, and portfolio comments, stay and show "unknown user".',
    ground: grounds.expression,
    sources: { newerManual: 'stay readable as "Unknown user" (20.3.10)' }
  },
  {
    number: null,
    id: 'notes',
    category: 'Notes',
    scopes: person,
    outcome: 'delete',
    because: 'Personal notes are deleted.',
    sources: { code: 'deleted' }
  },
  {
    number: null,
    id: 'course-disclaimers',
    category: 'Consent to course disclaimers',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'What you agreed to when entering courses is deleted.',
    sources: { code: 'deleted' }
  },
  {
    number: null,
    id: 'advance-bookings',
    category: 'Advance bookings',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'Bookings that were to be carried out later are deleted.',
    sources: { code: 'deleted' }
  },
  {
    number: null,
    id: 'grading-change-log',
    category: 'Change log of grading',
    scopes: personAndObject,
    outcome: 'retain',
    because: 'The log of who changed a grade keeps its names.',
    ground: grounds.claims,
    sources: { newerManual: 'names of deleted users are still visible' }
  },
  {
    number: null,
    id: 'api-audit-log',
    category: 'API audit log',
    scopes: system,
    outcome: 'retain',
    because: 'Calls that changed something are kept for up to 365 days, ours included.',
    sources: { code: 'kept for a term that the site sets; request bodies with masked secrets (newest line)' }
  },
  {
    number: null,
    id: 'other-course-files',
    category: 'Files in courses without assessment',
    scopes: personAndObject,
    outcome: 'retain',
    because: 'Files in a course in which nothing of yours was assessed may stay.',
    sources: { code: 'only courses with an assessment entry are queued for the job' }
  }
]
