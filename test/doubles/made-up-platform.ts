import type {
  Action,
  Confirmation,
  Facts,
  Outcome,
  Plan,
  PlannedAction,
  Platform,
  Subject
} from '../../adapters/contract.ts'

/** One row of a made-up pipeline; what is left out is harmless. */
export interface MadeUpAction extends Partial<Pick<Action, 'section' | 'repeat' | 'settleMs' | 'reversible'>> {
  readonly id: string
  readonly readBack?: PlannedAction['readBack']
  readonly waits?: PlannedAction['waits']
}

/** How one call goes: `happen` makes the effect; what it resolves to is answered, what it throws is thrown. */
export type Script<Answer> = (happen: () => void, signal: AbortSignal) => Promise<Answer> | Answer

/** A platform in memory: does what it is asked to unless a script says otherwise, and remembers every call. */
export interface MadeUpPlatform extends Platform {
  /** `perform block 7`, `confirm block 7`, `find`, `release 7`: in the order in which they came. */
  readonly calls: string[]
  /** How often an action took effect on a person: `block 7`. */
  readonly effects: Map<string, number>
  /** What its plans say from here on, over what they say by themselves. */
  plans(changes: Partial<Plan>): void
  /** Replaces the next call of this name (`perform block`), one script a call. */
  script<Answer = Outcome | Confirmation>(call: string, ...scripts: Script<Answer>[]): void
}

/** An invented person by their number. */
export const personOf = (id: string): Subject => ({
  id,
  bornAt: '2024-03-01T09:00:00.000Z',
  username: `person-${id}`,
  email: `person-${id}@uni.example`,
  displayName: `Person ${id}`,
  language: 'en'
})

const planned = (row: MadeUpAction): PlannedAction => ({
  action: row.id,
  treatment: 'delete',
  counts: { things: 1 },
  reversible: row.reversible ?? true,
  readBack: row.readBack ?? 'independent',
  waits: row.waits ?? []
})

/** A platform that erases by these actions, in this order. */
export function createMadeUpPlatform(rows: readonly MadeUpAction[]): MadeUpPlatform {
  const calls: string[] = []
  const effects = new Map<string, number>()
  const scripts = new Map<string, Script<unknown>[]>()
  let changed: Partial<Plan> = {}

  async function call<Answer>(name: string, person: string, plain: Script<Answer>, signal: AbortSignal) {
    calls.push(`${name} ${person}`.trim())
    const script = scripts.get(name)?.shift() as Script<Answer> | undefined
    const effect = `${name.slice('perform '.length)} ${person}`
    return (script ?? plain)(() => void effects.set(effect, (effects.get(effect) ?? 0) + 1), signal)
  }

  const actions = rows.map(
    (row, at): Action => ({
      treatment: 'delete',
      covers: 'Something of yours goes.',
      after: rows.slice(0, at).map(({ id }) => id),
      section: null,
      repeat: 'safe',
      settleMs: 0,
      reversible: true,
      readBack: 'independent',
      ...row,
      prepare: (subject, _, signal) => call(`prepare ${row.id}`, subject.id, async () => {}, signal),
      perform: ({ id }, _, signal) =>
        call<Outcome>(
          `perform ${row.id}`,
          id,
          happen => {
            happen()
            return { is: 'done' }
          },
          signal
        ),
      confirm: ({ id }, _, signal) =>
        call<Confirmation>(
          `confirm ${row.id}`,
          id,
          () => ({ is: effects.has(`${row.id} ${id}`) ? 'gone' : 'still-there' }),
          signal
        )
    })
  )

  const plan = (subject: Subject): Plan => ({
    subject,
    names: 'keep-name',
    actions: rows.map(planned),
    handOvers: [],
    privilegedRoles: [],
    retained: [],
    wayBack: [],
    before: {},
    ...changed
  })

  return {
    calls,
    effects,
    script: (name, ...added) => void scripts.set(name, [...(scripts.get(name) ?? []), ...added] as Script<unknown>[]),
    plans: changes => {
      changed = changes
    },
    kind: 'openolat',
    supports: { facts: [], treatments: ['delete'], modes: ['webhook'], names: ['keep-name'] },
    actions,
    retention: [],
    interceptions: [],
    register: async () => ({ version: null, capabilities: {}, permissions: [], problems: [] }),
    find: ({ identifiers }, signal) =>
      call('find', '', () => ({ is: 'one', subject: personOf(identifiers[0]!.value.replace('person-', '')) }), signal),
    gather: async (): Promise<Facts> => ({}),
    plan: async subject => plan(subject),
    release: ({ id }, _, performed, signal) =>
      call('release', id, () => ({ restored: performed, notRestored: [] }), signal),
    async *snapshot() {},
    search: async () => [],
    translate: () => ({ id: null, hints: [], answer: 'nothing' }),
    identify: async () => null,
    ownPages: ({ publicUrl }) => ({
      signIn: publicUrl,
      account: publicUrl,
      keepsakes: [
        { what: 'certificates', url: `${publicUrl}/certificates` },
        { what: 'badges', url: null }
      ]
    }),
    takeOver: { backlog: async () => [], importConfiguration: () => ({ options: {}, findings: [] }) },
    close: async () => {}
  }
}
