import type { ErasureRequest } from '../../erasure/request.ts'

const due = ({ state }: { readonly state: string }): boolean => state === 'due'
const timeOf = ({ nextAt }: { readonly nextAt: string }): string => nextAt

/** When messages are to be tried next, soonest first. */
export interface Waiting {
  readonly all: readonly string[]
  /** Those that need what the *work* compartment holds. */
  readonly personal: readonly string[]
  /** The others: an event of an endpoint that is down does not keep a name alive. */
  readonly events: readonly string[]
}

/** When the messages of a request are to be tried next. */
export const waitingIn = ({ outbox, posts = [] }: Pick<ErasureRequest, 'outbox' | 'posts'>): Waiting => {
  const waiting = posts.filter(due)
  const notices = waiting.filter(({ kind }) => kind === 'partner.erasure')
  const personal = [...outbox.filter(due), ...notices].map(timeOf).sort()
  const events = waiting
    .filter(({ kind }) => kind !== 'partner.erasure')
    .map(timeOf)
    .sort()
  return { all: [...personal, ...events].sort(), personal, events }
}
