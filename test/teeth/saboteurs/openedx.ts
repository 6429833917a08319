import { by, type Saboteur } from '../saboteur.ts'

const adapter = by('test/adapters/openedx/adapter.test.ts')
const faults = by('test/adapters/openedx/faults.test.ts')
const calls = by('test/adapters/openedx/gateway.test.ts')
const pipeline = by('test/adapters/openedx/pipeline.test.ts')
const lies = by('test/attacks/lying-platforms.test.ts')

/** What is sent to Open edX, and believed of it. */
export const openedx: readonly Saboteur[] = [
  {
    id: 'takes-what-stands-in-no-list-for-gone',
    file: 'adapters/openedx/sightings.ts',
    find: '  for (const row of await readMissing(connection, seen, rows, signal)) rows.set(String(row.user.id), row)',
    replace: '',
    caughtBy: adapter('a look reads what is under way and what has ended since, however much had ended before')
  },
  {
    id: 'tells-of-what-ended-long-ago',
    file: 'adapters/openedx/sightings.ts',
    find: '    if (Date.parse(row.created) >= since || remembered.has(keyOfRow(row))) rows.set(String(row.user.id), row)',
    replace: '    rows.set(String(row.user.id), row)',
    caughtBy: adapter('a look reads what is under way and what has ended since, however much had ended before')
  },
  {
    id: 'asks-for-numbers-that-the-lms-reads-as-others',
    file: 'adapters/openedx/reading/accounts.ts',
    find: '  if (!/^[1-9]\\d{0,14}$/.test(id)) return null',
    replace: '',
    caughtBy: adapter('find')
  },
  {
    id: 'believes-the-name-beside-a-fault-of-the-forum',
    file: 'adapters/openedx/actions/forum.ts',
    find: "    if (seen.is === 'gone') return isBrokenOff(answer) ? sendAgain(turn) : { is: 'done' }",
    replace: "    if (seen.is === 'gone') return { is: 'done' }",
    caughtBy: faults('a forum that breaks off after the name and before the posts')
  },
  {
    id: 'never-looks-earlier-again',
    file: 'adapters/openedx/actions/early-look.ts',
    find: 'isInTime ? -ease : margin',
    replace: 'isInTime ? 0 : margin',
    caughtBy: faults('each look that came too early makes the next one later, and those in time make it earlier again')
  },
  {
    id: 'leaves-a-course-before-its-successor-is-there',
    file: 'adapters/openedx/actions/hand-over.ts',
    find: '    for (const each of handOvers) await assign(turn, each, roles)',
    replace: '    await revoke(turn, roles, email); for (const each of handOvers) await assign(turn, each, roles)',
    caughtBy: adapter('courses are handed over before the account is locked')
  },
  {
    id: 'takes-200-for-a-change-of-the-team',
    file: 'adapters/openedx/actions/change-roles.ts',
    find: "  if (items.some(({ status }) => status !== 'success')) throw refusedItems(operation, 200)",
    replace: '',
    caughtBy: adapter('courses are handed over before the account is locked')
  },
  {
    id: 'takes-207-for-a-change-of-roles',
    file: 'adapters/openedx/actions/change-roles.ts',
    find: '  if (errors.length > 0) throw refusedItems(operation, 207)',
    replace: '',
    caughtBy: pipeline('authz: roles are handed over before the deletion is asked for, after it nobody sees them')
  },
  {
    id: 'counts-what-was-seen-before-a-no',
    file: 'adapters/openedx/actions/early-look.ts',
    find: '  const isYes = !(answer instanceof Error) && isSuccess(answer)',
    replace: '  const isYes = true',
    caughtBy: faults(
      'a look for the forum step that begins before its answer counts only with a yes, and where it shows it'
    )
  },
  {
    id: 'uses-the-report-before-it-is-kept',
    file: 'adapters/openedx/partner-report.ts',
    find: '  await connection.spool.keep(',
    replace: '  void connection.spool.keep(',
    caughtBy: faults('the report for partners is used only once it is kept, and nobody who hangs up loses it')
  },
  {
    id: 'lets-a-caller-who-hangs-up-lose-the-report',
    file: 'adapters/openedx/partner-report.ts',
    find: '{ json: {}, signal: new AbortController().signal }',
    replace: '{ json: {}, signal }',
    caughtBy: faults('the report for partners is used only once it is kept, and nobody who hangs up loses it')
  },
  {
    id: 'drops-the-report-before-it-is-cleared',
    file: 'adapters/openedx/partner-report.ts',
    find: '  for (const { key, username } of kept.filter(row => keys.includes(row.key))) {',
    replace:
      '  await connection.spool.drop(list, keys); for (const { key, username } of kept.filter(row => keys.includes(row.key))) {',
    caughtBy: pipeline('the report for partners: given once, kept until it was handed over')
  },
  {
    id: 'takes-calls-of-foreign-pages',
    file: 'adapters/openedx/gateway/deactivate-logout.ts',
    find: '  if (forgery !== null) return turnAway(forgery, 403)',
    replace: '',
    caughtBy: calls('a foreign page is turned away before anybody is asked anything')
  },
  {
    id: 'takes-any-token-of-a-form',
    file: 'adapters/openedx/gateway/anti-forgery.ts',
    find: "  return isPair ? null : 'csrf-refused'",
    replace: "  return isPair || sent !== null ? null : 'csrf-refused'",
    caughtBy: calls('a foreign page is turned away before anybody is asked anything')
  },
  {
    id: 'asks-as-one-and-deletes-as-another',
    file: 'adapters/openedx/gateway/headers.ts',
    find: "  if (hasToken(headers)) return [['authorization', readHeader(headers, 'authorization')!]]",
    replace:
      "  if (hasToken(headers)) return [['authorization', readHeader(headers, 'authorization')!], ...pick(headers, ['cookie'])]",
    caughtBy: calls('what the LMS says of a caller is read with care')
  },
  {
    id: 'takes-courses-for-left',
    file: 'adapters/openedx/actions/unenrol.ts',
    find: '    return counted.active === 0 ? gone : stillThere',
    replace: '    return counted.active >= 0 ? gone : stillThere',
    caughtBy: lies('whatever a platform says was done, only what is really gone is completed')
  },
  {
    id: 'takes-a-yes-for-courses-left',
    file: 'adapters/openedx/actions/unenrol.ts',
    find: "    if (account.username === subject.username) throw refuse('no-effect', operation)",
    replace: "    if (account.username === subject.username) return { is: 'already-absent' }",
    caughtBy: faults('what the platform does not take')
  }
]
