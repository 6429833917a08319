import type { RetentionRow } from '../contract.ts'

/** Shown in a plan only where the name stays: `keep-name`, and a role or ownership for whose sake it does. */
export const keptName: RetentionRow = retain(
  'name',
  'First and last name',
  'Authors, owners, managers and administrators stay named as the origin of what they made.',
  'read-back'
)

/** What stays after a deletion, or goes later (fact sheet 6; the manual of 20.3 and 21.0). */
export const retention: readonly RetentionRow[] = [
  retain(
    'identity',
    'Account row',
    'The bare account number stays, without a name, so that other records still point to something.',
    'read-back'
  ),
  keptName,
  retain('forum-posts', 'Forum posts', 'Posts stay so that discussions can be followed; they show "unknown user".'),
  retain(
    'answered-comments',
    'Comments with replies',
    'Comments that others answered, and portfolio comments, stay and show "unknown user".'
  ),
  retain(
    'certificates',
    'Certificates',
    'Certificates stay valid and can be verified by those to whom they were shown.',
    'other-side'
  ),
  retain('external-certificates', 'External certificates', 'Uploaded certificates stay with the bare account.'),
  retain('badges', 'Badges', 'Badges stay valid and can be verified.'),
  retain(
    'booking-orders',
    'Booking orders',
    'Orders and invoices are kept as business records; the name in them came from the profile and goes.'
  ),
  retain('billing-addresses', 'Billing addresses', 'Billing addresses belong to business records and are kept.'),
  retain('reasonable-adjustments', 'Reasonable adjustments', 'Decisions on adjustments stay with the bare account.'),
  retain('relations', 'Relationships', 'Relations to other people stay and point to the bare account.', 'other-side'),
  retain('personal-to-dos', 'Personal to-dos', 'Entries stay; nobody is assigned to them any more.'),
  retain('peer-reviews', 'Peer reviews', 'Reviews stay for those who received them, without a name; their files go.'),
  retain('questions', 'Question bank', 'Questions stay, unless the site deletes those of a sole author.', 'other-side'),
  retain('media', 'Media centre', 'Media that stand in a page of somebody else stay.'),
  retain(
    'grader-archive',
    'External graders',
    'The names of external graders and their remuneration stay in the archive.'
  ),
  retain('change-log', 'Change log of grading', 'The log of who changed a grading keeps its names.'),
  retain('logs', 'Log tables', 'Logs hold the account number, never a name.'),
  retain(
    'api-audit-log',
    'Log of API calls',
    'Calls that changed something are kept for up to 365 days, ours included.'
  ),
  {
    id: 'survey-answers',
    category: 'Surveys',
    outcome: 'anonymise',
    because: 'Answers to quality surveys never bore a name.',
    check: 'cannot-tell'
  },
  {
    id: 'course-files',
    category: 'Files in courses',
    outcome: 'later',
    because: 'Submitted and returned files and participant folders are removed by a job that runs every 15 minutes.',
    check: 'cannot-tell'
  },
  retain(
    'other-course-files',
    'Files in courses without assessment',
    'Files in a course in which nothing of yours was assessed may stay.'
  )
]

function retain(
  id: string,
  category: string,
  because: string,
  check: RetentionRow['check'] = 'cannot-tell'
): RetentionRow {
  return { id, category, outcome: 'retain', because, check }
}
