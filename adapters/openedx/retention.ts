import type { Plan, PlannedRow, RetentionRow } from '../contract.ts'

/** What is stored with courses rather than with the account; the rest hangs on the person. */
const withCourses: readonly string[] = [
  'grades',
  'submissions',
  'forum-text',
  'wiki-pages',
  'teams',
  'course-roles',
  'enrolments'
]

/** What the operator keeps beside the platform's database. */
const inSystem: readonly string[] = ['retirement-row', 'tracking-logs', 'other-services']

/** What outlives a retirement, or goes in a way that nobody can read back (fact sheet 2.2, 3.5, 3.6, 7). */
export const retention: readonly RetentionRow[] = [
  row(
    'profile-rest',
    'Education, goals, state, languages, preferences',
    'retain',
    'other-side',
    'The platform does not clear these fields; they then belong to an account without a name.'
  ),
  row(
    'account-row',
    'Number and dates of the account',
    'retain',
    'read-back',
    'Courses refer to the number, so the emptied account stays.'
  ),
  row(
    'old-name',
    'User name and e-mail',
    'retain',
    'read-back',
    'The platform keeps a hash of both for ever, so that nobody can register them again.'
  ),
  row('enrolments', 'Enrolments', 'retain', 'read-back', 'They are kept as inactive, for the statistics of courses.'),
  row(
    'grades',
    'Grades and course progress',
    'retain',
    'cannot-tell',
    'Course records stay with the account without a name.'
  ),
  row('submissions', 'Submitted work', 'retain', 'cannot-tell', 'Submissions stay under an anonymous number.'),
  row('certificates', 'Certificates', 'anonymise', 'other-side', 'Certificates stay, the name on them is emptied.'),
  row(
    'forum-text',
    'Forum posts',
    'anonymise',
    'other-side',
    'The text is replaced by "[deleted]", the place in the thread stays.'
  ),
  row('wiki-pages', 'Wiki pages', 'retain', 'cannot-tell', 'Pages belong to the course and stay.'),
  row(
    'teams',
    'Membership in learning teams',
    'retain',
    'cannot-tell',
    'The entry stays with the account without a name.'
  ),
  row(
    'course-roles',
    'Course-team roles',
    'retain',
    'cannot-tell',
    'The platform keeps them, and this site gives no way to read or end them.'
  ),
  row(
    'profile-image-files',
    'Files of the profile picture',
    'retain',
    'cannot-tell',
    'After the forum step the platform no longer finds the files; an operator must delete them.'
  ),
  row(
    'retirement-row',
    'Entry in the list of deletions',
    'later',
    'read-back',
    'It holds the original names until the operator cleans the list up.'
  ),
  row(
    'tokens',
    'Tokens, grants and own applications',
    'delete',
    'cannot-tell',
    'They go when the deletion begins; no call shows them.'
  ),
  row(
    'tracking-logs',
    'Tracking logs and backups',
    'later',
    'cannot-tell',
    'They end with the retention period that the operator has set for logs and backups.'
  ),
  row(
    'other-services',
    'Credentials, discovery, analytics',
    'later',
    'cannot-tell',
    'Services beside the platform are not reached by its deletion; the operator clears them.'
  )
]

/** The rows that hold for one plan: forum, notes and picture only where there are any. */
export function retainedIn(
  plan: Pick<Plan, 'actions'>,
  has: { image: boolean; rolesLeft: boolean }
): readonly PlannedRow[] {
  const hasForum = plan.actions.some(({ action }) => action === 'forum')
  const isLeftOut: Readonly<Record<string, boolean>> = {
    'forum-text': !hasForum,
    'profile-image-files': !hasForum || !has.image,
    'course-roles': !has.rolesLeft
  }
  return retention.filter(({ id }) => !isLeftOut[id]).map(row => ({ ...row, count: null }))
}

function scopesOf(id: string): RetentionRow['scopes'] {
  if (inSystem.includes(id)) return ['system']
  return withCourses.includes(id) ? ['person', 'object'] : ['person']
}

function row(
  id: string,
  category: string,
  outcome: RetentionRow['outcome'],
  check: RetentionRow['check'],
  because: string
): RetentionRow {
  return {
    id,
    number: null,
    category,
    scopes: scopesOf(id),
    outcome,
    ground: null,
    because,
    sources: null,
    sensitive: null,
    check,
    readBy: null
  }
}
