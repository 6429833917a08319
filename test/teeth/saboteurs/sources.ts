import { by, type Saboteur } from '../saboteur.ts'

const scim = by('test/plugin/scim.test.ts')
const intake = by('test/plugin/intake.test.ts')

/** What sources bring: receipts, the brake over them, dry runs, SCIM. */
export const sources: readonly Saboteur[] = [
  {
    id: 'brakes-nobody',
    file: 'plugin/work/brake/brake.ts',
    find: '  const isOver = arrival > (demand.limit ?? source.body.brakePerHour)',
    replace: '  const isOver = arrival > Math.max(demand.limit ?? 0, source.body.brakePerHour) + 1_000_000',
    caughtBy: intake('brake: what is over the number waits for two people, whatever became of the first ones')
  },
  {
    id: 'takes-a-source-that-is-gone-for-released',
    file: 'plugin/work/brake/brake.ts',
    find: "  if (source === null) return 'brake'",
    replace: '  if (source === null) return null',
    caughtBy: intake('brake: what is over the number waits for two people, whatever became of the first ones')
  },
  {
    id: 'counts-a-repeated-call-again',
    file: 'plugin/intake/take-receipt.ts',
    find: '  if (known !== undefined) return known',
    replace: '  if (known?.arrival === -1) return known',
    caughtBy: intake('brake: a share of all accounts, and many times the usual hour, are reached before the number')
  },
  {
    id: 'gives-one-place-to-all-who-come-at-once',
    file: 'plugin/intake/take-receipt.ts',
    find: '      if (received.isDemand) arrivals[hour] = (arrivals[hour] ?? 0) + 1',
    replace: '      if (received.isDemand) arrivals[hour] = (before.demands[hour] ?? 0) + 1',
    caughtBy: intake('brake: a share of all accounts, and many times the usual hour, are reached before the number')
  },
  {
    id: 'knows-the-number-alone',
    file: 'plugin/intake/take-receipt.ts',
    find: '  if (arrival <= leastRelative) return brake.perHour',
    replace: '  if (arrival > 0) return brake.perHour',
    caughtBy: intake('brake: a share of all accounts, and many times the usual hour, are reached before the number')
  },
  {
    id: 'lets-one-person-release-an-hour',
    file: 'plugin/store/records/sources/sources.ts',
    find: '  return (await countPeople(store, agreed)) >= (await releasersOf(store, source))',
    replace:
      '  return agreed.length > 0 && (await releasersOf(store, source)) > 0 && (await countPeople(store, agreed)) > 0',
    caughtBy: intake('brake: what is over the number waits for two people, whatever became of the first ones')
  },
  {
    id: 'erases-whoever-has-the-number-now',
    file: 'plugin/intake/scim/scim.ts',
    find: '    return meant !== null && isIdOf(keys, source.id, platformOf(source), id, meant.subject) ? meant : null',
    replace: "    return isIdOf(keys, source.id, '', id, meant?.subject ?? ({} as Subject)) ? null : meant",
    caughtBy: scim(
      'an id is the account and its birth: whoever has the number now is somebody else, and nobody counts through'
    )
  },
  {
    id: 'takes-deactivating-for-deleting',
    file: 'plugin/intake/scim/scim.ts',
    find: "    if (source.body.scim.deactivation === 'ignore') return",
    replace: "    if (source.body.scim.deactivation === 'ignore' && active) return",
    caughtBy: scim('active:false means what was said of the source: nothing, or erasure; active:true takes back')
  },
  {
    id: 'passes-over-what-else-a-patch-wants',
    file: 'plugin/intake/scim/read-active.ts',
    find: '    if (!isActivePath(path)) throw new Problem(',
    replace: "    if (path === 'eve') throw new Problem(",
    caughtBy: scim('a patch of anything else, and what no patch is, is refused and stores nothing')
  },
  {
    id: 'opens-any-source-with-any-token',
    file: 'plugin/store/records/sources/scim-tokens.ts',
    find: '    if (isEqual && n < tokens.length) isKnown = true',
    replace: '    if (isEqual || n < tokens.length) isKnown = true',
    caughtBy: scim('a token opens its own source alone, lives as long as it was said, and opens nothing else')
  },
  {
    id: 'erases-on-a-first-run',
    file: 'plugin/work/brake/brake.ts',
    find: "  if (isOnTrial(source.body, demand.origin)) return 'dry-run'",
    replace: "  if (isOnTrial(source.body, demand.origin) && by === '') return 'dry-run'",
    caughtBy: by('test/flows/kept-back.test.ts')(
      'the first run of an identity manager is a dry one: read, written down, and nothing is done'
    )
  }
]
