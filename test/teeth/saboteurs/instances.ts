import { by, type Saboteur } from '../saboteur.ts'

const sharing = by('test/plugin/store/sharing.test.ts')
const takeOver = by('test/plugin/store/take-over.test.ts')
const instancesOfStore = by('test/plugin/store/instances.test.ts')
const lease = by('test/plugin/lease.test.ts')
const worker = by('test/plugin/work.test.ts')
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
    id: 'renews-no-lease-after-the-first',
    file: 'plugin/work/keep-claim.ts',
    find: '      return leaseMs * renewPart',
    replace: '      return leaseMs / renewPart',
    caughtBy: lease('a lease is renewed at each third of it for as long as the work takes')
  },
  {
    id: 'keeps-a-lease-that-it-could-not-renew',
    file: 'plugin/work/keep-claim.ts',
    find: '      sureUntilMs = Date.parse(until) - leaseMs * fencePart',
    replace: '      sureUntilMs = Date.parse(until) + leaseMs * fencePart',
    caughtBy: lease('a lease that cannot be renewed is tried again, and given up before anybody else is let in')
  },
  {
    id: 'lets-two-stand-in-one-section',
    file: 'plugin/store/records/requests.ts',
    find: '    ...(body.section === null ? [] : [sectionKey(body.platform, body.section.name)])',
    replace:
      '    ...(body.section === null ? [] : [sectionKey(body.platform, body.section.name + body.aliases.join())])',
    caughtBy: worker('one request stands in an exclusive section, others wait outside, and no time-out opens it')
  },
  {
    id: 'locks-nobody-out-of-a-section',
    file: 'plugin/store/postgres/sections.ts',
    find: '      if (rows[0]!.taken) return held',
    replace: '      if (rows.length > 0) return held',
    caughtBy: instancesOfStore('eight instances make the tables at once, and share unique keys, changes and sections')
  },
  {
    id: 'tells-nobody-that-a-section-is-lost',
    file: 'plugin/store/postgres/sections.ts',
    find: "    client.once('end', end)",
    replace: "    client.removeListener('end', end).removeListener('error', end).on('error', () => {})",
    caughtBy: instancesOfStore('whoever stands in a section hears at once that its connection was cut')
  },
  {
    id: 'counts-one-try-too-many',
    file: 'plugin/store/tally.ts',
    find: '        return counted.length < most ? [] : [counted[0]! + windowMs - now]',
    replace: '        return counted.length <= most ? [] : [counted[0]! + windowMs - now]',
    caughtBy: counted
  },
  {
    id: 'counts-what-it-refuses',
    file: 'plugin/store/tally.ts',
    find: '      if (waits.length > 0) return Math.max(...waits)',
    replace: '      if (waits.length > 9) return Math.max(...waits)',
    caughtBy: counted
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
    id: 'writes-one-backup-over-another',
    file: 'plugin/cli/copies/backup-part.ts',
    find: '    await addName(part, file)',
    replace: '    await rename(part, file)',
    caughtBy: copies('backup: a file gets a name that nobody has, also where a file cannot have two')
  },
  {
    id: 'drops-the-last-of-a-batch',
    file: 'plugin/store/copies/copy.ts',
    find: '    await target.take(batch)',
    replace: '    await target.take(batch.slice(0, -1))',
    caughtBy: copies('there and back: every document is equal, and so is what comes next')
  }
]
