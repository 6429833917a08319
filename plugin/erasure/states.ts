/** States of an erasure request and the legal moves between them. The picture in the README is drawn from this table. */
export const states = [
  'accepted',
  'checking',
  'blocked',
  'awaiting-approval',
  'cooling-off',
  'erasing',
  'confirming',
  'stalled',
  'joined',
  'withdrawn',
  'refused',
  'expired',
  'completed',
  'partially-completed'
] as const

/** One of the states. */
export type State = (typeof states)[number]

/** From each state, where it may go and when. A state without a row is an end. */
export const moves: readonly { readonly from: State; readonly to: State; readonly when: string }[] = [
  { from: 'accepted', to: 'checking', when: 'claimed, and neither the brake nor a pause keeps it back' },
  { from: 'checking', to: 'joined', when: 'the subject has another open request' },
  {
    from: 'checking',
    to: 'blocked',
    when: 'a blocker stands, nobody or several match, or the platform cannot start it'
  },
  { from: 'checking', to: 'awaiting-approval', when: 'an approval is asked for and none covers the plan' },
  { from: 'checking', to: 'cooling-off', when: 'all met and covered, the cool-off still runs' },
  { from: 'checking', to: 'erasing', when: 'all met and covered, the cool-off is over' },
  { from: 'checking', to: 'confirming', when: 'the platform has already deleted the account itself' },
  { from: 'blocked', to: 'checking', when: 'a fact changed, or a person asked again' },
  { from: 'awaiting-approval', to: 'checking', when: 'approved, or a fact changed' },
  { from: 'cooling-off', to: 'checking', when: 'the cool-off is over, or a fact changed' },
  { from: 'erasing', to: 'confirming', when: 'every action has an outcome' },
  { from: 'erasing', to: 'stalled', when: 'the resume rule, a refusal, a surprise, or a hold after the first intent' },
  { from: 'erasing', to: 'withdrawn', when: 'withdrawn while there is a way back' },
  { from: 'confirming', to: 'stalled', when: 'still there, a refusal or surprise, or an action without outcome' },
  { from: 'confirming', to: 'erasing', when: 'the platform was restored: what was done must be done again' },
  { from: 'confirming', to: 'completed', when: 'derived: every action done, every confirmation gone' },
  { from: 'confirming', to: 'partially-completed', when: 'derived: something could not be done or not be confirmed' },
  { from: 'stalled', to: 'erasing', when: 'a person says: try again, or withdraws; or the hold is released' },
  { from: 'stalled', to: 'confirming', when: 'a person says: look again' },
  { from: 'stalled', to: 'partially-completed', when: 'a person closes it' },
  ...(['accepted', 'checking', 'blocked', 'awaiting-approval', 'cooling-off'] as const).flatMap(from => [
    { from, to: 'withdrawn', when: 'every demand in it is withdrawn' } as const,
    { from, to: 'refused', when: 'an officer refuses it, or it is still stopped at the deadline' } as const,
    { from, to: 'expired', when: 'nobody ever proved to be the subject' } as const
  ])
]

const allowed = new Set(moves.map(move => `${move.from} ${move.to}`))

/** Whether a request may go from one state to another. */
export const mayMove = (from: State, to: State): boolean => allowed.has(`${from} ${to}`)

/** Whether a state is an end: nothing leaves it. */
export const isEnd = (state: State): boolean => !moves.some(move => move.from === state)

/** Whether no call that changes the platform has been made yet. */
export const isBeforeErasing = (state: State): boolean =>
  ['accepted', 'checking', 'blocked', 'awaiting-approval', 'cooling-off'].includes(state)
