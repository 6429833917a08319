import { by, type Saboteur } from '../saboteur.ts'

const sharing = by('test/plugin/store/sharing.test.ts')
const takeOver = by('test/plugin/store/take-over.test.ts')
const copies = by('test/plugin/store/copies.test.ts')

const counted = sharing('limits that protect people count over all instances, and as in one process')
const fenced = takeOver('whoever cannot renew makes no further call, and another goes on')
const equal = copies('a copy that is not equal is never finished')

/** What several instances, and a move from one store to another, must not lose. */
export const instances: readonly Saboteur[] = [
  {
    id: 'fences-nobody',
    file: 'plugin/work/keep-claim.ts',
    find: "      if (leftMs <= 0) return lose('lease-not-renewed')",
    replace: '      if (leftMs <= 0) return',
    caughtBy: fenced
  },
  {
    id: 'counts-slots-by-holder',
    file: 'plugin/store/postgres/shares.ts',
    find: '          const values = [address, holder, all, running, wanted, now, slotLeaseMs]',
    replace: '          const values = [address + holder, holder, all, running, wanted, now, slotLeaseMs]',
    caughtBy: sharing('slots: a platform bears so many calls at once, whoever makes them, and each gets a share')
  },
  {
    id: 'counts-limits-of-nobody',
    file: 'plugin/store/postgres/shares.ts',
    find: '          sorted.map(({ key }) => key),',
    replace: '          sorted.map(({ key }) => key + random.uuid()),',
    caughtBy: counted
  },
  {
    id: 'forgets-no-count',
    file: 'plugin/store/postgres/shares.ts',
    find: "      forget: key => drop('forget', 'key = $1', key)",
    replace: "      forget: key => drop('forget', 'key = $1', key + key)",
    caughtBy: counted
  },
  {
    id: 'copies-without-a-look',
    file: 'plugin/store/copies/copy.ts',
    find: '      if (copy === undefined || hashDocument(copy) !== witness.see(document)) refuse(reference)',
    replace: '      if (copy === undefined || witness.see(document) === hashDocument(copy).slice(1)) refuse(reference)',
    caughtBy: equal
  },
  {
    id: 'drops-the-last-of-a-batch',
    file: 'plugin/store/copies/copy.ts',
    find: '    await target.take(batch)',
    replace: '    await target.take(batch.slice(0, -1))',
    caughtBy: copies('there and back: every document is equal, and so is what comes next')
  }
]
