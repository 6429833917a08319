import type { PersonSeed } from '../../../adapters/openedx/sandbox/seed.ts'
import { type Learner, makeSoleInstructor, type Shown } from './learners.ts'
import type { Mode, Stage } from './stage.ts'
import { institution } from './stage.ts'

/** What a cell of the matrix must come to. */
export interface Expected {
  readonly status: number
  readonly shown: Shown
  /** Rows in the LMS right after the answer. */
  readonly rows: 0 | 1
  /** Where the request ends or waits; null: nothing was stored. */
  readonly state: string | null
  readonly blockers: readonly string[]
  /** Every mail of Lethe to the learner, in order. */
  readonly mails: readonly RegExp[]
}

export type Fault =
  | 'no-link'
  | 'linked'
  | 'institution-link'
  | 'no-password'
  | 'wrong-password'
  | 'not-activated'
  | 'sole-instructor'
  | 'answer-cut'
  | 'lms-down'

/** How a cell is set up, and what it must come to in each mode. */
export interface Cell extends Readonly<Record<Mode, Expected>> {
  readonly person?: Partial<PersonSeed>
  readonly password?: string
  readonly before?: (stage: Stage, learner: Learner) => void
}

export const faultNames: readonly Fault[] = [
  'no-link',
  'linked',
  'institution-link',
  'no-password',
  'wrong-password',
  'not-activated',
  'sole-instructor',
  'answer-cut'
]

const willBeDeleted = /Nothing has been deleted yet[\s\S]*\/lethe\/withdraw\//
const wasDeleted = /was deleted, and that was checked on the platform/
const notYet = /Nothing has been deleted yet, whatever the page said[\s\S]*\/lethe\/confirm\//

const done: Expected = {
  status: 204,
  shown: 'goodbye',
  rows: 1,
  state: 'completed',
  blockers: [],
  mails: [willBeDeleted, wasDeleted]
}

/** The page has said good-bye; the one step that is missing is the link. */
const kept: Expected = {
  status: 204,
  shown: 'goodbye',
  rows: 0,
  state: 'blocked',
  blockers: ['identity-not-proven'],
  mails: [notYet]
}

const stopped = (blockers: readonly string[], mail: RegExp): Expected => ({
  status: 409,
  shown: 'unable-to-delete',
  rows: 0,
  state: 'blocked',
  blockers: ['identity-not-proven', ...blockers].sort(),
  mails: [mail]
})

const both = (expected: Expected) => ({ forward: expected, defer: expected })

export const cells: Readonly<Record<Fault, Cell>> = {
  'no-link': { forward: done, defer: kept },
  linked: {
    person: { links: [{ provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'me@mail.example' }] },
    // The password before the unlinking: who unlinks first has no way in any more.
    ...both(stopped(['social-account-linked'], /Nothing was deleted[\s\S]*Set a password first, then unlink/))
  },
  'institution-link': {
    person: { links: [{ provider: 'tpa-saml', providerId: institution, uid: 'campus:me' }] },
    forward: done,
    defer: kept
  },
  'no-password': {
    person: { password: null },
    forward: stopped(['no-usable-password'], /Nothing was deleted[\s\S]*Forgot password/),
    // One link settles both: whoever follows it needs no password.
    defer: { ...kept, blockers: ['identity-not-proven', 'no-usable-password'] }
  },
  'wrong-password': {
    password: 'not mine',
    forward: { status: 403, shown: 'password-incorrect', rows: 0, state: 'expired', blockers: [], mails: [] },
    // Never looked at: the link in the mail is what proves it.
    defer: kept
  },
  'not-activated': {
    person: { isActive: false },
    ...both(stopped(['account-not-activated'], /Nothing was deleted[\s\S]*activation mail/))
  },
  'sole-instructor': {
    before: (stage, learner) => void makeSoleInstructor(stage, learner),
    ...both(stopped(['successor-not-named'], /Nothing was deleted[\s\S]*no successor/))
  },
  'answer-cut': {
    before: ({ sandbox }) => sandbox.faults.add({ route: 'deactivate_logout', kind: 'reset-after' }),
    forward: done,
    defer: kept
  },
  'lms-down': {
    before: ({ sandbox }) => sandbox.faults.add({ route: '*', kind: 'reset', times: 10_000 }),
    ...both({ status: 503, shown: 'unable-to-delete', rows: 0, state: null, blockers: [], mails: [] })
  }
}
