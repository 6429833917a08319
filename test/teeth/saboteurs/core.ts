import { by, type Saboteur } from '../saboteur.ts'

const worker = by('test/plugin/work.test.ts')
const holds = by('test/plugin/holds.test.ts')
const intake = by('test/plugin/intake.test.ts')
const evidence = by('test/plugin/evidence.test.ts')
const teeth = by('test/teeth/teeth.test.ts')
const reading = by('test/adapters/openolat/reading.test.ts')
const erasing = by('test/adapters/openolat/erasing.test.ts')
const performActions = 'plugin/work/actions/perform-actions.ts'
const failedActions = 'plugin/work/actions/failed-actions.ts'

/** What carries a request on, stores it, proves it and takes it in. */
export const core: readonly Saboteur[] = [
  {
    id: 'skips-the-intent',
    file: performActions,
    find: '    return stop ? held : commit(parts, held, { ...begun, terms: { expects } }).catch(unlessOvertaken(held))',
    replace: '    return stop && expects ? held : { ...held, request: begun.request }',
    caughtBy: worker('an intent is on disk before the platform is called, and the outcome after')
  },
  {
    id: 'calls-beside-what-needs-it',
    file: 'plugin/erasure/steps/erasing.ts',
    find: '  if (traits.after.some(id => group.includes(id)) || planned.waits.some(({ after }) => group.includes(after)))',
    replace: '  if (planned.waits.some(({ after }) => group.includes(after)))',
    caughtBy: worker('what became of each of those called side by side is known apart from the others')
  },
  {
    id: 'forgets-what-was-answered-beside-a-failure',
    file: performActions,
    find: "    if (answer.status === 'fulfilled') after = await recordLearned(turn, after, action, answer.value, false, now)",
    replace:
      "    if (answer.status === 'fulfilled') await recordLearned(turn, after, action, answer.value, false, now)",
    caughtBy: worker('what became of each of those called side by side is known apart from the others')
  },
  {
    id: 'goes-on-from-a-yes-without-an-effect',
    file: 'plugin/erasure/steps/erasing.ts',
    find: '  if (doubt !== null) return doubt',
    replace: '',
    caughtBy: worker('a retry reads what was done by the word of the platform alone, and does again what is not there')
  },
  {
    id: 'takes-a-failure-in-the-middle-for-a-full-disk',
    file: 'plugin/store/lowdb/files/write-guard.ts',
    find: '      isRefused = error instanceof DiskRefusal',
    replace: '      isRefused = true',
    caughtBy: by('test/plugin/store/durability.test.ts')(
      'failing disk: after a failure at any write of a change the store only reads'
    )
  },
  {
    id: 'leaves-what-was-refused-in-the-way',
    file: 'plugin/store/lowdb/files/durable-file.ts',
    find: "    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error",
    replace: '    throw error',
    caughtBy: by('test/plugin/store/durability.test.ts')(
      'full disk: what was refused before it lay in its place is taken once there is room, without a restart'
    )
  },
  {
    id: 'does-not-sync-the-folder',
    file: 'plugin/store/lowdb/files/durable-file.ts',
    find: '      await folders.sync(folder)',
    replace: '',
    caughtBy: by('test/plugin/store/durability.test.ts')(
      'power cut: at every disk call of the first put of all, what is there is the old or the new document'
    )
  },
  {
    id: 'believes-a-snapshot-of-other-files',
    file: 'plugin/store/lowdb/snapshot.ts',
    find: '      const kept = Uint8Array.from(image.ids, (id, n) => Number(here.has(id) && isSame(marks, marksNow, n)))',
    replace: '      const kept = Uint8Array.from(image.ids, id => Number(here.has(id) && isSame(marks, marks, 0)))',
    caughtBy: by('test/plugin/store/snapshot.test.ts')(
      'snapshot: what changed since is read, and what is gone, ended or twice is so'
    )
  },
  {
    id: 'leaves-the-snapshot-in-use',
    file: 'plugin/store/lowdb/files/snapshot-file.ts',
    find: '  for (const one of left) await disk.remove(one)',
    replace: '',
    caughtBy: by('test/plugin/store/snapshot.test.ts')(
      'snapshot: it is gone before anything is written, so that none is left after a crash'
    )
  },
  {
    id: 'lets-the-next-in-before-the-last-write',
    file: 'plugin/store/lowdb/snapshot.ts',
    find: '      await Promise.race([written, time])',
    replace: '      await Promise.race([written, time]).finally(unlock)',
    caughtBy: by('test/plugin/store/snapshot.test.ts')(
      'snapshot: a stop takes eight seconds at most; then nothing begins, and nobody is let in before what had is over'
    )
  },
  {
    id: 'goes-on-with-a-snapshot-that-is-too-late',
    file: 'plugin/store/lowdb/files/snapshot-file.ts',
    find: '    over.throwIfAborted()',
    replace: '',
    caughtBy: by('test/plugin/store/snapshot.test.ts')(
      'snapshot: a stop takes eight seconds at most; then nothing begins, and nobody is let in before what had is over'
    )
  },
  {
    id: 'believes-marks-that-can-change-unseen',
    file: 'plugin/store/lowdb/snapshot.ts',
    find: '        const settledMs = clock.now().getTime() - instantsMs',
    replace: '        const settledMs = clock.now().getTime()',
    caughtBy: by('test/plugin/store/snapshot.test.ts')(
      'snapshot: what changed within two seconds before the stop is read'
    )
  },
  {
    id: 'does-not-sync-the-file',
    file: 'plugin/store/lowdb/files/durable-file.ts',
    find: '    await disk.sync(temporary)',
    replace: '',
    caughtBy: by('test/plugin/store/durability.test.ts')(
      'power cut: at every disk call of a put over another, what is there is the old or the new document'
    )
  },
  {
    id: 'retries-what-may-never-be-repeated',
    file: 'adapters/http/retry.ts',
    find: "operation.repeat === 'safe' ? attempts : 1",
    replace: 'attempts',
    caughtBy: by('test/adapters/http.test.ts')('what is not safe is sent once, whatever becomes of it')
  },
  {
    id: 'takes-a-404-for-gone',
    file: 'adapters/openedx/actions/forum.ts',
    find: "  if (account === null) return { is: 'cannot-tell', because: 'account-not-found' } as const",
    replace: '  if (account === null) return gone',
    caughtBy: teeth('an account that answers 404 is not known to be gone')
  },
  {
    id: 'takes-out-of-reach-for-gone',
    file: 'adapters/openolat/actions/delete.ts',
    find: ": { is: 'cannot-tell', because: 'out-of-reach' }",
    replace: ": { is: 'gone' }",
    caughtBy: erasing('delete: a 403 is success only with the tombstone')
  },
  {
    id: 'leaves-the-section-on-a-time-out',
    file: failedActions,
    find: '  request = { ...request, waiting }',
    replace: '  request = { ...request, waiting, section: null }',
    caughtBy: worker('one request stands in an exclusive section, others wait outside, and no time-out opens it')
  },
  {
    id: 'repeats-what-is-still-under-way',
    file: 'plugin/erasure/resume.ts',
    find: 'if (last.at >= settledAt && progress.readings.length >= 2)',
    replace: 'if (progress.readings.length >= 1)',
    caughtBy: worker('what a platform is still working on is not asked for again before it had its time to settle')
  },
  {
    id: 'takes-the-intent-back-after-a-time-out',
    file: failedActions,
    find: '    const after = error.mayHaveHappened',
    replace: '    const after = error.mayHaveHappened && leaves',
    caughtBy: worker('what becomes of an intent without outcome goes by the repeat of the action')
  },
  {
    id: 'compares-signatures-with-equality-signs',
    file: 'plugin/intake/webhook/signature.ts',
    find: 'const isEqual = timingSafeEqual(expected, digest)',
    replace: "const isEqual = expected.toString('hex') === digest.toString('hex')",
    caughtBy: teeth('what proves who somebody is is compared in constant time')
  },
  {
    id: 'accepts-a-stale-timestamp',
    file: 'plugin/intake/webhook/signature.ts',
    find: "  if (seconds > toleranceSeconds) return 'stale'",
    replace: '',
    caughtBy: intake('attacks: each row is answered with its code, and only what is accepted leaves a trace')
  },
  {
    id: 'answers-before-the-sync',
    file: 'plugin/intake/accept.ts',
    find: "    await parts.store.put('request', id, requestEntry(body, dueAt), { expected: 0 })",
    replace: "    void parts.store.put('request', id, requestEntry(body, dueAt), { expected: 0 }).catch(() => {})",
    caughtBy: worker('what was accepted outlives a power cut in the very next instant')
  },
  {
    id: 'logs-the-body',
    file: 'plugin/api/logging.ts',
    find: '        ms: Math.round(reply.elapsedTime)',
    replace: '        ms: Math.round(reply.elapsedTime), body: JSON.stringify(request.body)',
    caughtBy: teeth('nothing that was sent stands in the log')
  },
  {
    id: 'skips-the-hold-read',
    file: 'plugin/work/reading/look.ts',
    find: '    holds: codes.length,',
    replace: '    holds: 0,',
    caughtBy: worker('a hold placed after the first intent lets nothing further begin, and its release goes on')
  },
  {
    id: 'overlooks-a-hold-of-the-last-instant',
    file: 'plugin/store/records/holds/in-force.ts',
    find: '  const stop = codes.length > 0 || (await unknownBy(',
    replace: '  const stop = (await unknownBy(',
    caughtBy: worker('a hold that is placed before anything has begun blocks, even in the last instant')
  },
  {
    id: 'begins-over-a-hold-behind-a-lost-section',
    file: 'plugin/work/actions/perform-actions.ts',
    find: '{ ...begun, terms: { expects } }',
    replace: '{ ...begun, terms: expects.revision > 0 ? {} : { expects } }',
    caughtBy: by('test/attacks/races.test.ts')('and it does where the section that keeps both apart was lost')
  },
  {
    id: 'holds-by-what-was-said-alone',
    file: 'plugin/work/holds/complete.ts',
    find: '  const aliases = subjects.flatMap(subject => heldAliasesOf(keys, body.platform, subject))',
    replace: '  const aliases: readonly string[] = subjects.flatMap(() => [])',
    caughtBy: holds(
      'a hold by one name finds the subject by every other, in any case, and after their address has changed'
    )
  },
  {
    id: 'erases-while-a-hold-is-incomplete',
    file: 'plugin/store/records/holds/body.ts',
    find: "(body.lookup.is === 'not-yet' || (body.lookup.is !== 'found' && isBlind(body)))",
    replace: "(body.lookup.is === 'several' && isBlind(body))",
    caughtBy: holds(
      'while the platform cannot be asked whom a hold means, nothing is erased there; then it is asked by itself'
    )
  },
  {
    id: 'takes-every-item-for-kept',
    file: 'plugin/erasure/held.ts',
    find: "rows.every(({ outcome }) => outcome === 'retain')",
    replace: 'rows.length > 0',
    caughtBy: holds('an item that the platform cannot leave out stops the whole, and one that it keeps is gone without')
  },
  {
    id: 'does-not-miss-a-deleted-hold',
    file: 'plugin/store/records/holds/in-force.ts',
    find: "  if (Object.values(register.lost).some(lost => lost.platform === platform)) return 'hold-damaged'",
    replace: '',
    caughtBy: holds('a hold whose file is deleted is missed: nothing is erased on its platform until people settle it')
  },
  {
    id: 'lifts-a-hold-alone',
    file: 'plugin/api/handlers/requests/holds.ts',
    find: 'involved: [held.lift.askedBy], subjects',
    replace: 'involved: [], subjects',
    caughtBy: holds('the API: placed by item, reviewed, and lifted by two who are neither one nor the subject')
  },
  {
    id: 'writes-formulas-into-csv',
    file: 'plugin/reports/csv.ts',
    find: 'formula.test(cell) ?',
    replace: 'cell === formula.source ?',
    caughtBy: by('test/plugin/reports.test.ts')(
      'CSV: whatever stands in a cell comes back, and no cell begins a formula'
    )
  },
  {
    id: 'counts-an-unread-action-as-gone',
    file: 'plugin/reports/ended.ts',
    find: "confirmation?.is ?? 'not-read'",
    replace: "confirmation?.is ?? 'gone'",
    caughtBy: by('test/plugin/reports.test.ts')('a reading that was not made is not counted as gone')
  },
  {
    id: 'hears-nothing-between-two-actions',
    file: 'plugin/work/advance.ts',
    find: '  return foldSignals(parts, held, connected, unheard)',
    replace:
      '  return held.folded > 0 || held.request.actions.length > 0 ? held : foldSignals(parts, held, connected, unheard)',
    caughtBy: worker('a withdrawal while there is a way back is undone by the platform itself')
  },
  {
    id: 'drops-the-salt',
    file: 'plugin/evidence/commitment.ts',
    find: "  const opening = { salt: random.bytes(saltBytes).toString('base64url'), content }",
    replace: "  const opening = { salt: Buffer.alloc(saltBytes).toString('base64url'), content }",
    caughtBy: teeth('the same subject is committed to differently each time')
  },
  {
    id: 'forgets-the-former-status',
    file: 'adapters/openolat/plan.ts',
    find: '    before: { status, ...',
    replace: '    before: { status: status && 101, ...',
    caughtBy: erasing('release: the former status comes back, and what cannot is said')
  },
  {
    id: 'takes-unknown-for-yes',
    file: 'plugin/erasure/preconditions/password-set.ts',
    find: "    if (usable?.is !== 'known') return unmet('adapter', 'password-unknown', 'administrator')",
    replace: "    if (usable?.is !== 'known') return met('adapter')",
    caughtBy: teeth('what could not be read meets no precondition')
  },
  {
    id: 'completes-what-cannot-be-told',
    file: 'plugin/evidence/derive.ts',
    find: "  return result.unreadable ? null : 'cannot-tell'",
    replace: '  return null',
    caughtBy: worker('what cannot be read back ends as completed only where the plan said so beforehand')
  },
  {
    id: 'ignores-who-holds-the-claim',
    file: 'plugin/store/lowdb/memory/claims.ts',
    find: "        if (!holds(reference, token)) throw new StoreError('claim-lost', 'the claim has gone to somebody else')",
    replace: '',
    caughtBy: worker('whoever lost the claim writes nothing')
  },
  {
    id: 'matches-names-without-case',
    file: 'adapters/openolat/find.ts',
    find: 'const isNamed = hit.login === value ||',
    replace: 'const isNamed = hit.login?.toLowerCase() === value.toLowerCase() ||',
    caughtBy: reading('find: two people whose names differ only in case are never taken for each other')
  },
  {
    id: 'skips-the-fingerprint-check',
    file: 'plugin/erasure/assess.ts',
    find: 'const agreed = approvers > 0 && (isAgreed || isCoveredBy(decided, view.work.approvedSet))',
    replace: 'const agreed = approvers > 0',
    caughtBy: worker('an approval covers what was approved and nothing that came later')
  },
  {
    id: 'joins-without-a-word',
    file: 'plugin/work/joining/join.ts',
    find: "    await parts.store.signal('request', other, signal)",
    replace: '    void signal',
    caughtBy: worker('two demands for one subject become one request, and the second keeps its clock and its say')
  },
  {
    id: 'overlooks-a-broken-link',
    file: 'plugin/evidence/chain.ts',
    find: "    if (entry.previous !== place.head) return { ok: false, n, code: 'link-broken' }",
    replace: '',
    caughtBy: evidence('the chain')
  },
  {
    id: 'says-nothing-of-a-pause',
    file: 'plugin/erasure/kept-back.ts',
    find: "  if (!isBetween && state !== 'accepted' && state !== 'checking') return null",
    replace: "  if (!isBetween && state !== 'checking') return null",
    caughtBy: by('test/flows/kept-back.test.ts')(
      'a platform that is paused begins nothing, and goes on when it is resumed'
    )
  }
]
