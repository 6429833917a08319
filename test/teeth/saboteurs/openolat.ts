import { by, type Saboteur } from '../saboteur.ts'

const erasing = by('test/adapters/openolat/erasing.test.ts')
const calls = by('test/adapters/openolat/gateway.test.ts')
const safety = by('test/adapters/openolat/safety.test.ts')
const reading = by('test/adapters/openolat/reading.test.ts')

/** What is sent to OpenOlat, and believed of it. */
export const openolat: readonly Saboteur[] = [
  {
    id: 'takes-whoever-shows-nothing-for-deleted',
    file: 'adapters/openolat/sightings.ts',
    find: '  return account.login !== null || known.has(account.key) || (await isTombstone(rest, account.key, signal))',
    replace: '  return true',
    caughtBy: reading('snapshot: every deleted account, in sites with and without generated names')
  },
  {
    id: 'writes-status-199',
    file: 'adapters/openolat/never-sent.ts',
    find: "  return typeof status === 'number' && writable.includes(status)",
    replace: "  return typeof status === 'number'",
    caughtBy: safety('a status of 199 and a body without dates are never sent: seen on the wire')
  },
  {
    id: 'takes-the-plain-role-away',
    file: 'adapters/openolat/never-sent.ts',
    find: "    (operation === 'removeOrganisationMember' && params?.role === plainRole)",
    replace: "    (operation === 'removeOrganisationMember' && params?.role === undefined)",
    caughtBy: safety('a status of 199 and a body without dates are never sent: seen on the wire')
  },
  {
    id: 'leaves-the-plain-role-too',
    file: 'adapters/openolat/roles.ts',
    find: "  'principal'",
    replace: "  'principal', 'user'",
    caughtBy: erasing(
      'remove-name: ownerships and privileged roles go first, the plain role never, and so the name goes'
    )
  },
  {
    id: 'takes-one-sign-for-a-tombstone',
    file: 'adapters/openolat/accounts.ts',
    find: "  return hit !== undefined && isBare(hit) && (await readStatus(rest, key, signal)) === 'out-of-reach'",
    replace: '  return hit !== undefined && isBare(hit)',
    caughtBy: erasing('delete: whoever calls themselves like a deleted account is not deleted')
  },
  {
    id: 'takes-a-name-for-a-tombstone',
    file: 'adapters/openolat/accounts.ts',
    find: "  return hit !== undefined && isBare(hit) && (await readStatus(rest, key, signal)) === 'out-of-reach'",
    replace: "  return hit !== undefined && (await readStatus(rest, key, signal)) === 'out-of-reach'",
    caughtBy: erasing('delete: whoever calls themselves like a deleted account is not deleted')
  },
  {
    id: 'takes-half-a-deletion-for-done',
    file: 'adapters/openolat/actions/delete.ts',
    find: '  if (answer.status === 500) return readFailure(rest, subject, signal)',
    replace: "  if (answer.status === 500) return { is: 'done' }",
    caughtBy: erasing('delete: a 500 is told apart by reading')
  },
  {
    id: 'gives-up-a-deletion-that-broke-off',
    file: 'adapters/openolat/actions/delete.ts',
    find: '  if (await isBrokenOffLate(rest, subject, signal)) await returnUserRole(rest, subject, signal)',
    replace: '',
    caughtBy: safety('a deletion that lost the memberships is brought into reach again, and nobody else is')
  },
  {
    id: 'orphans-what-only-they-look-after',
    file: 'adapters/openolat/actions/delete.ts',
    find: '  await refuseOrphans(rest, plan, operation, signal)',
    replace: '',
    caughtBy: erasing('delete: never while somebody is the last who looks after something')
  },
  {
    id: 'believes-a-list-that-leaves-people-out',
    file: 'adapters/openolat/sightings.ts',
    find: "  if ((await readStatus(rest, me.key, signal)) === 'out-of-reach') {",
    replace: '  if ((await readStatus(rest, me.key, signal)) === null) {',
    caughtBy: reading('snapshot: every deleted account, in sites with and without generated names')
  },
  {
    id: 'deactivates-what-somebody-changed',
    file: 'adapters/openolat/lifecycle.ts',
    find: "  if (stage !== account.stage || now.expiresAt !== account.expiresAt) throw refuseStage('stage-changed')",
    replace: '',
    caughtBy: reading('lifecycle: accounts at their stages; one is deactivated only as it was seen')
  },
  {
    id: 'lets-a-status-of-199-through',
    file: 'adapters/openolat/gateway/rest-calls.ts',
    find: "  return status === statuses.deleted ? turnAway('status-deleted-refused', 403) : null",
    replace: '  return null',
    caughtBy: calls('what nobody may ask, and what another page or another name asks, is turned away')
  },
  {
    id: 'lets-a-deletion-in-disguise-through',
    file: 'adapters/openolat/gateway/rest-calls.ts',
    find: "      if (overridesMethod(call)) return turnAway('method-override-refused', 400)",
    replace: '',
    caughtBy: calls('what nobody may ask, and what another page or another name asks, is turned away')
  },
  {
    id: 'deletes-for-a-foreign-page',
    file: 'adapters/openolat/gateway/rest-calls.ts',
    find: "      if (isOfForeignPage(call.headers, site)) return turnAway('origin-refused', 403)",
    replace: '',
    caughtBy: calls('what nobody may ask, and what another page or another name asks, is turned away')
  },
  {
    id: 'deletes-for-whoever-may-not',
    file: 'adapters/openolat/gateway/rest-calls.ts',
    find: "  if (right === 'missing') return turnAway('right-missing', 403)",
    replace: '',
    caughtBy: calls('the right over an account is OpenOlat’s to say, whatever its names look like')
  },
  {
    id: 'says-done-of-somebody-else',
    file: 'adapters/openolat/gateway/right.ts',
    find: '  return hits.some(hit => hit.key === key && isBare(hit))',
    replace: '  return hits.length > 0',
    caughtBy: calls('the right over an account is OpenOlat’s to say, whatever its names look like')
  },
  {
    id: 'looks-once-for-a-deletion-that-is-ending',
    file: 'adapters/openolat/actions/delete.ts',
    find: '    ? readBack(rest, subject, plan, signal)',
    replace: "    ? { is: 'cannot-tell', because: 'out-of-reach' }",
    caughtBy: erasing('delete: that ends while it is looked for is gone, and nobody has to ask a person')
  },
  {
    id: 'asks-a-person-about-a-deletion-that-ended',
    file: 'adapters/openolat/actions/delete.ts',
    find: "        if (isRefused && (await isTombstone(rest, subject.id, signal))) return { is: 'already-absent' }",
    replace: '        if (isRefused) throw error',
    caughtBy: erasing('delete: that ended while it was to be sent again is done, and is not sent again')
  }
]
