import type { Told } from '../../erasure/fold.ts'
import type { Post } from '../../erasure/post.ts'
import type { OutboxMessage } from '../../erasure/request.ts'

/** What the chain says of a mail: how it stands, never to whom it went. */
export const noticeTold = ({ id, kind, state, tries }: OutboxMessage): Told => ({
  kind: 'notice',
  actor: 'lethe',
  data: { message: id, kind, state, tries }
})

/**
 * What the chain says of a message to an organisation: whether a recipient of the subject's data was told. Of events
 * nothing: the chain has what they tell already.
 */
export const recipientTold = ({ id, state, tries, recipient }: Post): readonly Told[] =>
  recipient === undefined
    ? []
    : [{ kind: 'recipient-told', actor: 'lethe', data: { message: id, recipient: recipient.id, state, tries } }]
