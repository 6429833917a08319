import type { State } from './states.ts'

/** What endpoints can be told of a request. */
export const eventKinds = [
  'request.received',
  'request.blocked',
  'request.approved',
  'request.erasing',
  'request.stalled',
  'request.completed',
  'request.refused',
  'request.expired',
  'request.withdrawn',
  'request.joined'
] as const

/** One of them. */
export type EventKind = (typeof eventKinds)[number]

/**
 * A message to an organisation: an event to an endpoint, or the notice to a recipient of the subject's data that it is
 * to erase what it received (Article 19 GDPR). Nothing here names the subject: what does is drawn from the vault when
 * it is sent.
 */
export interface Post {
  /** Stays the same over all tries: `webhook-id`, or in the `Message-ID`. */
  readonly id: string
  readonly kind: EventKind | 'partner.erasure'
  /** Id of the endpoint; null: by mail. */
  readonly endpoint: string | null
  /** Of a partner notice: who is told, as they were registered. Organisations, no persons. */
  readonly recipient?: { readonly id: string; readonly name: string }
  /** How the request stood when it was written. */
  readonly about: { readonly state: State; readonly because: string; readonly joinedTo: string | null }
  readonly state: 'due' | 'sent' | 'given-up'
  readonly createdAt: string
  readonly tries: number
  readonly nextAt: string
  readonly sentAt: string | null
  /** Code of why the last try was not taken. */
  readonly failure: string | null
}

/** What a move from one state to another tells endpoints; null: nothing. */
export const eventOf = (from: State, to: State): EventKind | null => {
  switch (to) {
    case 'completed':
    case 'partially-completed':
      return 'request.completed'
    case 'blocked':
    case 'refused':
    case 'expired':
    case 'withdrawn':
    case 'joined':
    case 'stalled':
      return `request.${to}`
    case 'erasing':
      return from === 'stalled' ? null : 'request.erasing'
    case 'checking':
      return from === 'accepted' ? 'request.received' : null
    case 'cooling-off':
      return 'request.approved'
    default:
      return null
  }
}
