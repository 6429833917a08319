import { operations } from '../../openapi/types/openedx-operations.ts'
import type { Plan, PlannedRow, RetentionRow } from '../contract.ts'

/** Which call reads a row back, where it is not the account's own. */
const readBy: Readonly<Record<string, string>> = {
  enrolments: operations.listEnrolments.id,
  'enrolments-active': operations.listEnrolments.id,
  'retirement-row': operations.readRetirementStatus.id
}

/** What is stored with courses rather than with the account; the rest hangs on the person. */
const withCourses: readonly string[] = [
  'grades',
  'submissions',
  'forum-text',
  'wiki-pages',
  'teams',
  'course-roles',
  'other-course-roles',
  'forum-roles',
  'authz-roles',
  'enrolments',
  'enrolments-active'
]

/** What the operator keeps beside the platform's database. */
const inSystem: readonly string[] = [
  'retirement-row',
  'tracking-logs',
  'other-services',
  'credentials-names',
  'licence-names'
]

/**
 * What outlives a retirement, or goes in a way that nobody can read back (fact sheet 2.2, 3.5, 3.6, 7).
 * None of these rows has a ground: the platform keeps them by construction and not for the sake of a law, and what ground
 * a controller may have is theirs to name.
 */
export const retention: readonly RetentionRow[] = [
  row(
    'profile-unseen',
    'City and place, and whatever of the profile this site shows to nobody',
    'delete',
    'cannot-tell',
    'The platform empties it with the rest of the profile; no call shows it before or after.'
  ),
  kept('education-level', 'Level of education', 'read-back'),
  kept('goals', 'Goals, in your own words', 'read-back'),
  kept('state', 'State or province', 'read-back'),
  kept('languages', 'Languages that you know', 'read-back'),
  kept('preferences', 'Preferences: privacy, time zone, language', 'cannot-tell'),
  row(
    'login-dates',
    'Dates of the first and the last sign-in',
    'retain',
    'read-back',
    'The platform does not clear them; they then belong to an account without a name.'
  ),
  row(
    'account-number',
    'Number of the account',
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
    'enrolments-active',
    'Active enrolments',
    'retain',
    'read-back',
    'Another driver retired the forum name first; since then no call of the platform finds these to end them.'
  ),
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
    'other-course-roles',
    'Organisation-wide, limited-staff, beta-tester, data-researcher and course-creator roles',
    'retain',
    'cannot-tell',
    'The platform keeps them with the account without a name; no call shows them to us or ends them.'
  ),
  row(
    'forum-roles',
    'Moderator roles in forums',
    'retain',
    'cannot-tell',
    'The platform keeps them with the account without a name; an operator ends them in the course.'
  ),
  row(
    'authz-roles',
    'Roles in courses and libraries that the newer role system holds',
    'retain',
    'cannot-tell',
    'Once the deletion was asked for they are no longer shown; the platform ends them by a name that the forum may have taken first.'
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
    'Discovery, analytics, mail and sales services',
    'later',
    'cannot-tell',
    'Services beside the platform are not reached by its deletion; the operator clears them.'
  ),
  row(
    'credentials-names',
    'Name in the credentials service',
    'later',
    'cannot-tell',
    'The service is not connected to this deletion; where there is one, the operator clears it.'
  ),
  row(
    'licence-names',
    'Name on assigned licences',
    'later',
    'cannot-tell',
    'The service is not connected to this deletion; where there is one, the operator clears it.'
  )
]

/** What there is of a subject that decides which rows hold. */
export interface Holdings {
  readonly image: boolean
  /** Course-team roles that no action ends. */
  readonly rolesLeft: boolean
  /** Authz is there and no longer speaks of the account. */
  readonly authzUnread: boolean
  /** Active enrolments that nothing can end. */
  readonly enrolmentsLeft: number
}

/** The rows that hold for one plan: forum, services and picture only where there are any. */
export function retainedIn(plan: Pick<Plan, 'actions'>, has: Holdings): readonly PlannedRow[] {
  const isPlanned = (id: string) => plan.actions.some(({ action }) => action === id)
  const isLeftOut: Readonly<Record<string, boolean>> = {
    'forum-text': !isPlanned('forum'),
    'forum-roles': !isPlanned('forum'),
    'profile-image-files': !isPlanned('forum') || isPlanned('image') || !has.image,
    'course-roles': !has.rolesLeft,
    'authz-roles': !has.authzUnread,
    'enrolments-active': has.enrolmentsLeft === 0,
    'retirement-row': isPlanned('clean-up'),
    'credentials-names': isPlanned('credentials'),
    'licence-names': isPlanned('licences')
  }
  const counts: Readonly<Record<string, number>> = { 'enrolments-active': has.enrolmentsLeft }
  return retention.filter(({ id }) => !isLeftOut[id]).map(row => ({ ...row, count: counts[row.id] ?? null }))
}

/** A field of the profile that `retire` does not touch (3.5). */
function kept(id: string, category: string, check: RetentionRow['check']): RetentionRow {
  const because = 'The platform does not clear it; it then belongs to an account without a name.'
  return row(id, category, 'retain', check, because)
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
    readBy: check === 'read-back' ? (readBy[id] ?? operations.listAccounts.id) : null
  }
}
