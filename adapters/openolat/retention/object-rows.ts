import { grounds, open, type RowText, scopes } from './row.ts'

const { object, personAndObject, system } = scopes

/** Rows 44 to 51 of the manual's table: works, grading, and what the system keeps. */
export const objectRows: readonly RowText[] = [
  {
    number: 44,
    id: 'owner-role',
    category: 'Owner role in learning resources and courses',
    scopes: object,
    outcome: 'reassign',
    because: 'Courses and learning resources stay; somebody else goes on looking after them.',
    sources: {
      manual: 'an administrator becomes owner where nobody else is',
      code: 'an administrator who was found at start-up; nobody if that account was renamed'
    }
  },
  {
    number: 45,
    id: 'questions',
    category: 'Questions in the question bank',
    scopes: personAndObject,
    outcome: 'retain',
    because: 'Questions stay, unless the site deletes those of a sole author.',
    sources: {
      manual: open,
      newerManual: 'deleted only for a sole author, and only where that setting is on',
      code: 'as the newer manual says'
    }
  },
  {
    number: 46,
    id: 'media',
    category: 'Elements created in the Media Center',
    scopes: personAndObject,
    outcome: 'retain',
    because: 'Media that stand in a page stay, without an owner; all others are deleted.',
    sources: {
      manual: 'kept if used in a course',
      newerManual: 'kept only if embedded in a page; own binders go before',
      code: 'deleted with the portfolio in the older copy'
    }
  },
  {
    number: 47,
    id: 'external-graders',
    category: 'External graders',
    scopes: object,
    outcome: 'retain',
    because: 'External graders leave the lists; their name and what they are paid for stay on record.',
    ground: grounds.obligation,
    sensitive: 'billing',
    sources: {
      manual: 'no longer listed by name; the orders stay',
      newerManual: 'out of the lists, the name stays; remuneration in the archive sheet',
      code: 'the relation of graders and recorded times are deleted'
    }
  },
  {
    number: 48,
    id: 'grading-orders',
    category: 'Grading orders',
    scopes: personAndObject,
    outcome: 'delete',
    because: 'Orders to grade end; the log of who changed a grade keeps its names.',
    sensitive: 'billing',
    sources: {
      manual: 'done ones stay assigned, open ones go back to the owner; nobody with open ones is deleted',
      newerManual: 'the records are removed; the change log still shows names; nobody is refused',
      code: 'every assignment is taken away, open and done; nobody is refused'
    }
  },
  {
    number: 49,
    id: 'statistics',
    category: 'Statistics',
    scopes: system,
    outcome: 'delete',
    because: 'You are no longer counted in the statistics of courses.',
    sources: { code: 'nothing that names a person was found' }
  },
  {
    number: 50,
    id: 'survey-answers',
    category: 'Survey results from quality management',
    scopes: system,
    outcome: 'anonymise',
    because: 'Answers to quality surveys never bore a name.'
  },
  {
    number: 51,
    id: 'log-tables',
    category: 'Log tables',
    scopes: system,
    outcome: 'retain',
    because: 'Logs hold the account number, never a name.',
    sources: { manual: open, newerManual: 'not changed; they hold the number alone', code: 'no step of the deletion' }
  }
]
