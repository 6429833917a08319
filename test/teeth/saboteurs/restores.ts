import { by, type Saboteur } from '../saboteur.ts'

const ofLethe = by('test/flows/own-restore.test.ts')(
  'our own data from an old backup: nothing happens twice, and nobody is erased who took it back'
)
const replay = by('test/flows/replay.test.ts')
const attack = by('test/attacks/restores.test.ts')('a restore is no way to have anybody erased')
const second = replay(
  'neither who took it back nor whom nobody finished erasing is on a list, and a second restore finds nobody twice'
)

/** What comes back from a backup: of a platform, and of our own. */
export const restores: readonly Saboteur[] = [
  {
    id: 'takes-a-copied-ledger-for-a-broken-off-start',
    file: 'plugin/work/own-restore/compare.ts',
    find: '    isLedgerBehind: starts > begun,',
    replace: '    isLedgerBehind: starts > begun + 1,',
    caughtBy: by('test/flows/own-restore.test.ts')(
      'a ledger that is a copy is noticed at the next start by it, a start that was killed is not taken for one'
    )
  },
  {
    id: 'takes-a-killed-start-for-a-restore',
    file: 'plugin/work/own-restore/compare.ts',
    find: "    if (line.is === 'started' && line.standing === 'open' && line.starts > starts) uncommitted.push(line.n)",
    replace: '    void line',
    caughtBy: by('test/flows/own-restore.test.ts')(
      'a ledger that is a copy is noticed at the next start by it, a start that was killed is not taken for one'
    )
  },
  {
    id: 'takes-a-number-for-a-person',
    file: 'plugin/erasure/replay.ts',
    find: "  return erased.bornAt === found.bornAt && found.bornAt <= snapshotAt ? 'came-back' : 'another-person'",
    replace: "  return 'came-back'",
    caughtBy: attack
  },
  {
    id: 'erases-again-who-took-it-back',
    file: 'plugin/erasure/replay.ts',
    find: "  state === 'completed' || state === 'partially-completed'",
    replace: "  state !== 'joined'",
    caughtBy: second
  },
  {
    id: 'erases-again-whom-nobody-erased',
    file: 'plugin/erasure/replay.ts',
    find: "    : request.actions.every(({ outcome, confirmation }) => outcome !== null && confirmation?.is !== 'still-there')",
    replace: '    : request.actions.length > 0',
    caughtBy: second
  },
  {
    id: 'lets-one-person-release-a-replay',
    file: 'plugin/api/handlers/platforms/replays.ts',
    find: '      const isReleased = people >= (await peopleNeeded(parts, wished))',
    replace: '      const isReleased = people >= 1',
    caughtBy: attack
  },
  {
    id: 'goes-on-as-if-nothing-was-restored',
    file: 'plugin/erasure/folding/restored.ts',
    find: '  const actions = before.request.actions.map(progress => readAnew(progress, snapshotAt, at))',
    replace: '  const actions = before.request.actions.map(progress => readAnew(progress, at, snapshotAt))',
    caughtBy: replay('what was under way when the platform was restored is read again before it goes on')
  },
  {
    id: 'carries-out-what-had-ended',
    file: 'plugin/work/advance.ts',
    find: '  if (told !== null) return finish(parts, connected, await endAsTold(parts, opened, told))',
    replace: '',
    caughtBy: ofLethe
  },
  {
    id: 'pauses-nothing-after-a-restore',
    file: 'plugin/work/own-restore/settle.ts',
    find: '  const paused = await pauseEverything(parts)',
    replace: '  const paused: readonly string[] = []',
    caughtBy: ofLethe
  },
  {
    id: 'reads-what-a-later-release-wrote',
    file: 'plugin/store/formats/upgrade.ts',
    find: '  if (format <= currentFormat) return',
    replace: '  if (format <= currentFormat + 1) return',
    caughtBy: by('test/plugin/store/formats.test.ts')(
      'embedded store: older documents are brought up, newer ones refused by name'
    )
  },
  {
    id: 'finishes-a-copy-that-lacks-something',
    file: 'plugin/store/copies/copy.ts',
    find: '  if ((await target.count()) !== done) refuse(',
    replace: '  if (done < 0) refuse(',
    caughtBy: by('test/plugin/store/copies.test.ts')('a copy that is not equal is never finished')
  },
  {
    id: 'starts-on-half-a-copy',
    file: 'plugin/store/copies/unfinished.ts',
    find: '  if (from === null) return',
    replace: '  if (from !== undefined) return',
    caughtBy: by('test/plugin/store/copies.test.ts')('a copy that is not equal is never finished')
  }
]
