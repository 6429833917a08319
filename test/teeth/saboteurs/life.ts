import { by, type Saboteur } from '../saboteur.ts'

const selection = by('test/plugin/selection.test.ts')
const lifecycle = by('test/plugin/lifecycle.test.ts')

/** Accounts that nobody needs, and people picked from a list. */
export const life: readonly Saboteur[] = [
  {
    id: 'ignores-the-brake-of-a-selection',
    file: 'plugin/work/brake/brake.ts',
    find: "  if (batch !== undefined) return (await isSelectionBraked(store, batch, arrival)) ? 'brake' : null",
    replace: '  if (batch !== undefined) return null',
    caughtBy: selection('a stop in the middle takes nobody in twice, and the brake keeps back who is over it')
  },
  {
    id: 'lets-one-person-release-the-brake',
    file: 'plugin/store/records/selections.ts',
    find: '  return people >= (await releasersAsked(store, brake.releasersNeeded))',
    replace: '  return people > 0',
    caughtBy: selection('a stop in the middle takes nobody in twice, and the brake keeps back who is over it')
  },
  {
    id: 'takes-a-person-in-again-after-a-stop',
    file: 'plugin/work/selection/take.ts',
    find: "    deliveryKey: keys.hashForIndex('selection', JSON.stringify([id, key])),",
    replace: '    deliveryKey: null,',
    caughtBy: selection('a stop in the middle takes nobody in twice, and the brake keeps back who is over it')
  },
  {
    id: 'takes-whoever-is-open-already',
    file: 'plugin/work/selection/take.ts',
    find: '  if (other !== undefined) return',
    replace: '  if (other?.id === id) return',
    caughtBy: selection('a stop in the middle takes nobody in twice, and the brake keeps back who is over it')
  },
  {
    id: 'runs-past-the-brake',
    file: 'plugin/erasure/lifecycle.ts',
    find: '  touched > 0 && (accounts === 0 || (touched * 100) / accounts >= brakePercent)',
    replace: '  touched > 0 && accounts === 0',
    caughtBy: lifecycle('the brake goes by the share of all accounts; what others did is told apart from what we did')
  },
  {
    id: 'begins-a-lifecycle-in-earnest',
    file: 'plugin/work/lifecycle/run.ts',
    find: "  if (released === null && (liveSince ?? null) === null && !isIdle) return { state: 'braked', because: 'first-run' }",
    replace: "  if (released === null && liveSince === '' && !isIdle) return { state: 'braked', because: 'first-run' }",
    caughtBy: lifecycle('a run: warns, deactivates, asks for deletion, each account once')
  },
  {
    id: 'touches-whoever-was-not-released',
    file: 'plugin/work/lifecycle/run.ts',
    find: "      step !== 'none' && (released === null || !touches.includes(step) || released.includes(account.id))",
    replace: "      step !== 'none' && account.id !== ''",
    caughtBy: lifecycle('the brake: a run that would touch too many touches nobody until two others agree')
  },
  {
    id: 'takes-unknown-protection-for-none',
    file: 'plugin/work/lifecycle/touch.ts',
    find: "  if (protection?.is !== 'known') return true",
    replace: "  if (protection?.is !== 'known') return false",
    caughtBy: lifecycle(
      'whose protection nobody knows is left alone, and whose request was withdrawn is not asked for again'
    )
  },
  {
    id: 'deactivates-whoever-has-the-number-now',
    file: 'plugin/work/lifecycle/touch.ts',
    find: "  return found.is === 'one' && found.subject.bornAt === account.bornAt ? found.subject : null",
    replace: "  return found.is === 'one' ? found.subject : null",
    caughtBy: lifecycle(
      'whose protection nobody knows is left alone, and whose request was withdrawn is not asked for again'
    )
  },
  {
    id: 'asks-again-for-whoever-withdrew',
    file: 'plugin/work/lifecycle/touch.ts',
    find: '    deliveryKey,',
    replace: '    deliveryKey: null,',
    caughtBy: lifecycle(
      'whose protection nobody knows is left alone, and whose request was withdrawn is not asked for again'
    )
  },
  {
    id: 'goes-on-by-a-memory-that-is-lost',
    file: 'plugin/store/records/lifecycles.ts',
    find: '  return { ...terms, liveSince: null, inactive: null, released: null, remembered: {} }',
    replace: '  return { ...terms, inactive: null, released: null, remembered: {} }',
    caughtBy: lifecycle('what a run remembers lies sealed; where it can be read no more, the next run touches nobody')
  }
]
