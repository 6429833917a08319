import { by, type Saboteur } from '../saboteur.ts'

const races = by('test/attacks/races.test.ts')
const domain = by('test/plugin/erasure.test.ts')
const store = by('test/plugin/store/durability.test.ts')
const scim = by('test/plugin/scim.test.ts')

/** What lets one open request at a time have a subject, and none wait for ever behind it. */
export const oneSubject: readonly Saboteur[] = [
  {
    id: 'joins-only-whoever-is-still-there',
    file: 'plugin/erasure/assess.ts',
    find: '  if (view.openElsewhere !== null) return {',
    replace: "  if (view.openElsewhere !== null && reading.found === 'one') return {",
    caughtBy: domain('whose subject has another open request joins it, whatever the platform says of the account')
  },
  {
    id: 'stays-blocked-behind-another',
    file: 'plugin/work/joining/subject-taken.ts',
    find: "  if (!mayMove(state, 'checking')) return [before, []]",
    replace: "  if (state === 'blocked') return [before, []]",
    caughtBy: races('what was blocked before anybody knew whose it is joins the open request of its subject')
  },
  {
    id: 'looks-for-whoever-took-it-a-second-later',
    file: 'plugin/work/joining/subject-taken.ts',
    find: '  if (taker === null) return held',
    replace: '  if (taker !== undefined) return held',
    caughtBy: races('of two who ask at the same moment the second is joined before the first has erased the account')
  },
  {
    id: 'calls-a-key-taken-before-its-holder-is-there',
    file: 'plugin/store/lowdb/memory/unique-keys.ts',
    find: '        await ahead',
    replace:
      "        throw new StoreError('duplicate-key', 'another open document holds a unique key', { unique: reference })",
    caughtBy: store('failing disk: who wants a key that is being written is not refused for a holder that never comes')
  },
  {
    id: 'ends-over-what-it-has-not-heard',
    file: 'plugin/work/joining/one-subject.ts',
    find: '        return await commit(parts, held, { ...change, terms: { heard } })',
    replace: '        return await commit(parts, held, change)',
    caughtBy: races('what is said to a request at its end is not lost where the section that keeps it out was lost')
  },
  {
    id: 'joins-what-has-ended',
    file: 'plugin/work/joining/one-subject.ts',
    find: '  return !isEnd(body.state) || ',
    replace: '  return isEnd(body.state) === isEnd(body.state) || ',
    caughtBy: races('a demand is not joined to a request that ended where the section was lost')
  },
  {
    id: 'refuses-whom-another-has-asked-for',
    file: 'plugin/intake/scim/scim.ts',
    find: "      if (!(error instanceof StoreError && error.code === 'duplicate-key')) throw error",
    replace: '      if (error instanceof StoreError) throw error',
    caughtBy: scim('whom somebody else has asked to erase already is deleted all the same: the worker joins the two')
  }
]
