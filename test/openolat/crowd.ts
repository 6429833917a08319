const firstKey = 10_000

/** A seed of people with plain accounts; the first of them own a course that nobody is named for. */
export const crowd = (many: number, owners: number) => ({
  people: Array.from({ length: many }, (_, at) => ({
    key: firstKey + at,
    login: `person.${at}`,
    externalId: `sis-${at}`,
    profile: { firstName: `P${at}`, lastName: 'Many', email: `person.${at}@olat.example` }
  })),
  entries: Array.from({ length: owners }, (_, at) => ({
    key: 700_000 + at,
    displayname: `Course ${at}`,
    owners: [firstKey + at]
  }))
})

/** Their keys, in the order of the seed. */
export const keysOf = (many: number) => Array.from({ length: many }, (_, at) => String(firstKey + at))

/** On which ground they are picked, and on whose authority. */
export const said = {
  ground: { article: '17(1)', letter: 'a' },
  mandate: {
    kind: 'standing-rule',
    who: 'Registrar',
    how: 'Resolution of the senate',
    reference: 'The study regulations, section 9',
    obtainedOn: '2026-03-01',
    cannotAsk: 'They have left, and their addresses with them.'
  }
}
