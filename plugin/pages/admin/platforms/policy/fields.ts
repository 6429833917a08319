/** How a field of a policy is asked for. */
export type PolicyField = {
  readonly name: string
} & (
  | {
      readonly is:
        | 'time'
        | 'yes-no'
        | 'text'
        | 'lines'
        | 'questions'
        | 'waivable'
        | 'successors'
        | 'names'
        | 'treatments'
        | 'rows'
    }
  | { readonly is: 'number'; readonly min: number; readonly max: number; readonly hasDecimals?: true }
)

const time = (name: string) => ({ name, is: 'time' }) as const
const number = (name: string, min: number, max: number) => ({ name, is: 'number', min, max }) as const

/** Every field of a policy, by what it is about. Fields of one topic are set together. */
export const topics = {
  times: [
    time('coolOffMs'),
    time('noticeMs'),
    time('invitationMs'),
    time('proofFreshMs'),
    { name: 'timeZone', is: 'text' },
    { name: 'region', is: 'text' }
  ],
  questions: [
    { name: 'asked', is: 'questions' },
    { name: 'waivable', is: 'waivable' }
  ],
  approvals: [
    number('approvals', 0, 2),
    number('highRiskOwnedObjects', 0, 100_000),
    { name: 'letUnlinkedAsk', is: 'yes-no' }
  ],
  successors: [
    { name: 'successors', is: 'successors' },
    { name: 'names', is: 'names' },
    { name: 'treatments', is: 'treatments' }
  ],
  brake: [
    number('brakePerHour', 1, 100_000),
    { ...number('brakePercent', 0, 100), hasDecimals: true },
    { ...number('brakeTimesUsual', 1, 1000), hasDecimals: true },
    number('releasersNeeded', 1, 10)
  ],
  keeping: [
    time('keepWorkMs'),
    time('keepReplayMs'),
    time('keepBlockMs'),
    { name: 'retainMs', is: 'rows' },
    { name: 'retainGrounds', is: 'rows' }
  ],
  reaching: [
    { name: 'mailCode', is: 'yes-no' },
    { name: 'otherSites', is: 'lines' }
  ],
  pace: [
    time('recheckMs'),
    time('watchEveryMs'),
    time('sectionStuckMs'),
    number('confirmTries', 1, 1000),
    time('confirmEveryMs'),
    time('retryFirstMs'),
    time('retryMostMs')
  ]
} as const satisfies Readonly<Record<string, readonly PolicyField[]>>

/** A topic. */
export type Topic = keyof typeof topics

/** All topics, in the order in which people read them. */
export const topicNames = Object.keys(topics) as readonly Topic[]

/** The fields of a topic. */
export const fieldsOf = (topic: Topic): readonly PolicyField[] => topics[topic]

/** Which fields hold others by name. */
export const holders = ['asked', 'treatments', 'retainMs', 'retainGrounds'] as const

/** The field that a flattened name belongs to, and the name inside of it. */
export const splitName = (name: string): { readonly field: string; readonly inside: string } => {
  const field = holders.find(each => name.startsWith(`${each}.`))
  return field === undefined ? { field: name, inside: '' } : { field, inside: name.slice(field.length + 1) }
}
