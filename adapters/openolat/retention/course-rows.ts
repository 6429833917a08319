import { grounds, open, type RowText, scopes } from './row.ts'

const { person, personAndObject } = scopes

/** Rows 31 to 43 of the manual's table: what courses hold of a person, and what somebody earned. */
export const courseRows: readonly RowText[] = [
  {
    number: 31,
    id: 'task-files',
    category: 'Data in the course element Task',
    scopes: personAndObject,
    outcome: 'later',
    because: 'Submitted and returned documents are removed by a job that runs every 15 minutes.',
    sources: {
      manual: 'deleted',
      newerManual: 'deleted',
      code: 'queued for a job, and only in courses where something of the person was assessed'
    }
  },
  {
    number: 32,
    id: 'peer-reviews',
    category: 'Peer review data in the course element Task',
    scopes: personAndObject,
    outcome: 'retain',
    because: 'Reviews stay for those who received them and show no name; their files go.',
    ground: grounds.claims,
    sources: {
      manual: open,
      newerManual: 'files go; assignments and assessments stay with the bare account',
      code: 'no step of the deletion'
    }
  },
  {
    number: 33,
    id: 'participant-folder',
    category: 'Data in the course element Participant folder',
    scopes: personAndObject,
    outcome: 'later',
    because: 'Files in participant folders are removed by a job that runs every 15 minutes.',
    sources: { manual: open, newerManual: 'deleted', code: 'queued with the files of tasks' }
  },
  {
    number: 34,
    id: 'forum-posts',
    category: 'Data in the course element Forum',
    scopes: personAndObject,
    outcome: 'anonymise',
    because: 'Posts stay so that discussions can be followed; they show "unknown user".',
    ground: grounds.expression,
    sources: { code: 'no step of the deletion: posts keep the account number' }
  },
  {
    number: 35,
    id: 'bbb',
    category: 'Data in the course element BBB',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'You are taken out of the lists of those who attended meetings.'
  },
  {
    number: 36,
    id: 'adobe-connect',
    category: 'Data in the course element Adobe Connect',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'What OpenOlat keeps for Adobe Connect is deleted.'
  },
  {
    number: 37,
    id: 'vitero',
    category: 'Data in the course element Vitero',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'What OpenOlat keeps for Vitero is deleted.',
    sources: { code: 'a call to the Vitero server, if the site has set so; a server that is away is passed over' }
  },
  {
    number: 38,
    id: 'office-for-the-web',
    category: 'Office for the web',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'What OpenOlat keeps for editing documents is deleted.'
  },
  {
    number: 39,
    id: 'test-results',
    category: 'Test results',
    scopes: person,
    outcome: 'delete',
    because: 'Test sessions with answers and results are deleted.',
    sources: { manual: open, newerManual: 'deleted', code: 'test sessions and assessment entries are deleted' }
  },
  {
    number: 40,
    id: 'statements',
    category: 'Evidence of achievements',
    scopes: person,
    outcome: 'delete',
    because: 'Every evidence of achievement is deleted.',
    sources: { manual: open, newerManual: 'deleted', code: 'deleted; a failure of this step is not told' }
  },
  {
    number: 41,
    id: 'certificates',
    category: 'Certificates',
    scopes: person,
    outcome: 'retain',
    because: 'Certificates stay valid and can be verified by those to whom they were shown.',
    ground: grounds.claims,
    sources: {
      manual: 'those with a QR code stay; open for the others',
      newerManual: 'all stay',
      code: 'no step of the deletion'
    }
  },
  {
    number: 42,
    id: 'external-certificates',
    category: 'Externally acquired certificates',
    scopes: person,
    outcome: 'retain',
    because: 'Certificates that you uploaded stay with the bare account number.',
    sources: { manual: open, newerManual: 'kept', code: 'no step of the deletion' }
  },
  {
    number: 43,
    id: 'badges',
    category: 'User management > Badges',
    scopes: person,
    outcome: 'retain',
    because: 'Badges stay valid and can be verified; lists of global badges show "unknown user".',
    ground: grounds.claims
  }
]
