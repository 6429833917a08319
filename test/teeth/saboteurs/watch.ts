import { by, type Saboteur } from '../saboteur.ts'

const watching = by('test/plugin/watch.test.ts')

/** What is concluded from looking at a platform, and from hints. */
export const watch: readonly Saboteur[] = [
  {
    id: 'one-absence-counts',
    file: 'plugin/intake/watch/watch-list.ts',
    find: 'const absencesThatCount = 2',
    replace: 'const absencesThatCount = 1',
    caughtBy: watching('two snapshots are compared')
  },
  {
    id: 'suspects-a-restore-of-driving',
    file: 'plugin/intake/watch/watch-list.ts',
    find: "      if (row.is === 'new' && isBegunSince(list, row) && isDriven(null, sighting)) moved.push(row)",
    replace: "      if (row.is === 'new' && isDriven(null, sighting)) moved.push(row)",
    caughtBy: watching('two snapshots are compared')
  },
  {
    id: 'concludes-from-half-a-snapshot',
    file: 'plugin/intake/watch/look-at-platform.ts',
    find: '  const sightings = await collect(platform.snapshot(seenBefore(begun.list, endedSince), signal))',
    replace:
      '  const sightings = await collect(platform.snapshot(seenBefore(begun.list, endedSince), signal)).catch((): readonly Sighting[] => [])',
    caughtBy: watching('nothing is concluded from a snapshot that broke off, however often')
  },
  {
    id: 'withdraws-the-demands-of-others',
    file: 'plugin/intake/watch/look-at-platform.ts',
    find: '  const taken = open.body.demands.filter(demand => demand.withdrawnAt === null && isTakenByPlatform(demand))',
    replace: '  const taken = open.body.demands.filter(demand => demand.withdrawnAt === null)',
    caughtBy: watching('on Open edX')
  },
  {
    id: 'overlooks-another-driver',
    file: 'plugin/intake/watch/look-at-platform.ts',
    find: '  if (foreignMoves > 0) await noteAnotherDriver(parts, id)',
    replace: '',
    caughtBy: watching('a row that moves without us is another driver’s, one that ours moved is not')
  },
  {
    id: 'takes-everything-for-ours',
    file: 'plugin/intake/watch/driver.ts',
    find: '  return foreign.length',
    replace: '  return 0',
    caughtBy: watching('a row that moves without us is another driver’s, one that ours moved is not')
  },
  {
    id: 'forgets-what-it-has-ended-itself',
    file: 'plugin/intake/watch/driver.ts',
    find: '    foreign = foreign.filter(({ subject }) => !isSameAccount(erased, subject))',
    replace: '',
    caughtBy: watching('a row that moves without us is another driver’s, one that ours moved is not')
  },
  {
    id: 'hands-on-before-it-is-listed',
    file: 'plugin/intake/watch/look-at-platform.ts',
    find: '    list = { ...list, lastCompleteAt: begun.list.lastCompleteAt }',
    replace: "    list = { ...list, rows: rows.map(row => ({ ...row, is: 'known' as const })) }",
    caughtBy: watching('a stop in the middle neither loses nor doubles a deletion')
  },
  {
    id: 'lets-a-hint-withdraw',
    file: 'plugin/intake/hints/hints.ts',
    find: "tellRequests(store, [id], { kind: 'recheck', by",
    replace: "tellRequests(store, [id], { kind: 'withdraw', demand: null, by",
    caughtBy: watching('a hint makes open requests of its account look again, and can do nothing else')
  },
  {
    id: 'lets-a-hint-open-a-request',
    file: 'plugin/intake/hints/hints.ts',
    find: '    const ids = new Set<string>()',
    replace:
      "    const ids = new Set<string>(); const demand = { origin: 'platform', ground: { article: '17(1)', letter: null }, saidAt: null, proof: null, mandate: null, acknowledged: false } as const; for (const { reference } of hints) await parts.accept({ type: 'account.deletion.requested', by: platform, deliveryKey: null, platform, identifiers: reference.identifiers, demand, notes: [], instants: {} })",
    caughtBy: watching('a hint makes open requests of its account look again, and can do nothing else')
  }
]
