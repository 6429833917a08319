import fc from 'fast-check'
import t from 'tap'
import { calendarFor } from '../../plugin/calendar/controller-calendar.ts'
import { holidaysOf, knownRegion } from '../../plugin/calendar/holidays.ts'
import { daysLeft, lastDayOf, legalDeadline, localDay, oneMonth } from '../../plugin/erasure/deadline/deadline.ts'
import { deadlineOf, firstMonthEnd, isNearDeadline, nearDeadlineAt } from '../../plugin/erasure/deadline/legal-clock.ts'
import { alertsDue, clockWakesAt, reminderDue } from '../../plugin/erasure/deadline/near-deadline.ts'
import { decide } from '../../plugin/erasure/decide.ts'
import type { Origin } from '../../plugin/erasure/demand/demand.ts'
import { fold } from '../../plugin/erasure/fold.ts'
import { identityProven } from '../../plugin/erasure/preconditions/identity-proven.ts'
import type { Inquiry, Verdict } from '../../plugin/erasure/preconditions/precondition.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import { leaveAtDeadline } from '../../plugin/erasure/steps/leaving.ts'
import { Undelivered } from '../../plugin/erasure/undelivered.ts'
import { setController } from '../../plugin/store/records/controller.ts'
import { startApi } from '../doubles/api-app.ts'
import { createMadeUpPlatform } from '../doubles/made-up-platform.ts'
import { after, dayMs, makeDemand, makeRequest, makeView, makeWork, startAt } from '../doubles/made-up-request.ts'
import { openBench } from '../doubles/work-bench.ts'
import { deadlineVectors } from '../vectors/deadlines.ts'

const utc = { timeZone: 'UTC', isHoliday: () => false }
const hear = (request: ReturnType<typeof makeRequest>, ...signals: readonly Signal[]) =>
  fold(request, makeWork(), signals, sealed => sealed)
const unmet = (precondition: Verdict['precondition'], code: string): Verdict => ({
  precondition,
  is: 'unmet',
  source: 'demand',
  blockers: [{ code, severity: 'stops', whoCanFix: 'subject', count: null }]
})

t.test('worked deadlines come out as they were counted by hand', async t => {
  t.ok(deadlineVectors.length >= 30)
  for (const { receivedAt, timeZone, region, months, suspended, lastDay, endsAt, by } of deadlineVectors) {
    const calendar = { timeZone, isHoliday: await holidaysOf(region) }
    const request = {
      demands: [makeDemand({ receivedAt })],
      extension:
        months === 1 ? null : { months: (months - 1) as 1 | 2, because: 'complex-request', by: 'o', at: startAt },
      suspensions:
        suspended === null
          ? []
          : [
              {
                ground: 'identity-doubtful',
                by: 'o',
                since: suspended[0],
                endedAt: suspended[1],
                endedBy: 'subject',
                endedBecause: 'proven'
              }
            ]
    } as const satisfies Parameters<typeof deadlineOf>[0]
    const deadlineAt = deadlineOf(request, calendar, startAt)
    t.equal(deadlineAt, endsAt, `${receivedAt} in ${region ?? timeZone}: ${by}`)
    t.equal(localDay(deadlineAt, timeZone), lastDay)
  }
})

t.test('a period holds two working days, however many days are free (Article 3(5))', async t => {
  const isFree = (day: string) => day < '2026-04-10'
  t.equal(lastDayOf('2026-03-02', oneMonth, isFree), '2026-04-13', 'the 10th is the first, the weekend counts for none')
})

t.test('the public holidays are those of the region, and an unknown region is told apart', async t => {
  for (const known of ['DE', 'DE-BY', 'DE-BY-A', 'AT-9', 'CH-ZH', 'FR', 'GB-ENG']) t.ok(await knownRegion(known), known)
  for (const unknown of ['XX', 'DE-QQ', 'DE-', 'de', '', 'DE-BY-A-B', 'constructor', 'DE-constructor'])
    t.notOk(await knownRegion(unknown), unknown)
  const [bavaria, berlin, nowhere] = [await holidaysOf('DE-BY'), await holidaysOf('DE-BE'), await holidaysOf('DE-QQ')]
  t.ok(bavaria('2026-01-06'))
  t.notOk(berlin('2026-01-06'))
  t.notOk(berlin('2026-12-24'), 'a bank day is a working day')
  t.notOk((await holidaysOf('IL'))('2026-04-01'), 'a feast that begins at sunset leaves its eve a working day')
  t.notOk(nowhere('2026-12-25'), 'never later than the law')
  const controllerIn = (region: string | null) =>
    ({ look: async () => (region === null ? null : { body: { region } }) }) as unknown as Parameters<
      typeof calendarFor
    >[0]
  const platform = (region?: string) =>
    ({ kind: 'openolat', policy: { all: region === undefined ? {} : { region }, byOrigin: {} } }) as const
  t.ok((await calendarFor(controllerIn('DE-BY'), platform(), 'self')).isHoliday('2026-01-06'))
  t.notOk(
    (await calendarFor(controllerIn('DE-BY'), platform('DE-BE'), 'self')).isHoliday('2026-01-06'),
    'of the policy'
  )
  t.notOk((await calendarFor(controllerIn(null), platform(), 'self')).isHoliday('2026-12-25'), 'weekends only')
})

t.test('days left are days of the calendar: none on the last, negative when overdue', async t => {
  const deadlineAt = legalDeadline('2026-03-02T09:00:00.000Z', { ...utc, timeZone: 'Pacific/Kiritimati' })
  const left = (now: string) => daysLeft(deadlineAt, 'Pacific/Kiritimati', now)
  t.equal(localDay(deadlineAt, 'Pacific/Kiritimati'), '2026-04-02')
  t.equal(left('2026-04-01T09:59:59.999Z'), 1, 'there it is one minute to midnight')
  t.equal(left('2026-04-01T10:00:00.000Z'), 0)
  t.equal(left('2026-04-02T10:00:00.000Z'), -1)
})

t.test('an extension counts once, is one period with the first month, and tells the subject', async t => {
  const request = makeRequest({ demands: [makeDemand({ receivedAt: '2027-01-31T10:00:00.000Z' })] })
  const extend = (months: 1 | 2): Signal => ({
    kind: 'extend',
    by: 'officer',
    at: startAt,
    months,
    because: 'complex-request',
    message: 'm-1',
    sealedNote: 'why'
  })
  const { request: longer, work } = hear(request, extend(2), extend(1))
  t.match(longer.extension, { months: 2, because: 'complex-request', by: 'officer' })
  t.match(longer.outbox, [{ id: 'm-1', kind: 'extended', state: 'due' }])
  t.match(work.notes, [{ about: 'extension', text: 'why' }])
  t.equal(deadlineOf(longer, utc, startAt), '2027-04-30T23:59:59.999Z')
  t.equal(firstMonthEnd(longer, utc), '2027-03-01T23:59:59.999Z', 'what was told must be told by then')
})

t.test('a suspended clock stands still, moves the end by its days, and ends with the proof', async t => {
  const unproven = makeRequest({ demands: [makeDemand({ proof: null })], state: 'blocked' })
  const suspend: Signal = { kind: 'suspend', by: 'officer', at: after(10 * dayMs), message: 'm-2', sealedNote: 'odd' }
  const { request: standing, happenings } = hear(unproven, suspend, { ...suspend, at: after(11 * dayMs) })
  t.match(happenings, [{ kind: 'clock-suspended', data: { because: 'identity-doubtful' } }])
  t.equal(standing.suspensions?.length, 1, 'one at a time')
  t.match(standing.outbox, [{ kind: 'identity-asked' }])
  const late = after(90 * dayMs)
  const moved = { ...standing, deadlineAt: deadlineOf(standing, utc, late) }
  t.ok(moved.deadlineAt > late, 'its end moves on with every day')
  t.notOk(isNearDeadline(moved, late))
  const proof = { kind: 'mail-code', at: after(16 * dayMs), answersDemand: true } as const
  const { request: proven } = hear(standing, { kind: 'prove', demand: 'demand-1', by: 'subject', proof })
  t.match(proven.suspensions, [{ endedAt: after(16 * dayMs), endedBy: 'subject', endedBecause: 'proven' }])
  t.equal(deadlineOf(proven, utc, late), '2026-04-08T23:59:59.999Z', '2 April and six days')
  const { request: lifted } = hear(standing, { kind: 'resume-clock', by: 'officer', at: after(12 * dayMs) })
  t.equal(deadlineOf(lifted, utc, late), '2026-04-06T23:59:59.999Z', 'two days on, and over the weekend')
  const view = makeView({
    request: { ...moved, deadlineAt: after(dayMs), verdicts: [unmet('identity-proven', 'identity-not-proven')] },
    now: late
  })
  t.not((decide(view) as { to?: string }).to, 'expired', 'not dropped while it stands still')
})

t.test('a receipt far back counts when a person agrees, and takes no proof away', async t => {
  const saidAt = after(-40 * dayMs)
  const { request } = hear(
    makeRequest({ demands: [makeDemand({ saidAt })] }),
    { kind: 'agree-receipt', by: 'officer', at: startAt, demand: 'demand-1' },
    { kind: 'agree-receipt', by: 'another', at: startAt, demand: 'demand-1' }
  )
  t.match(request.demands, [{ receivedAt: saidAt, saidAt, acceptedAt: startAt, receiptAgreed: { by: 'officer' } }])
  t.ok(deadlineOf(request, utc, startAt) < startAt, 'the clock went back')
  const inquiry = { demand: request.demands[0]!, attestations: [], proofFreshMs: 60_000 } as unknown as Inquiry
  t.equal(identityProven.ask(inquiry).is, 'met')
})

t.test('people are alerted at four fifths, once, and the subject is reminded of what will be refused', async t => {
  const verdicts = [unmet('identity-proven', 'identity-not-proven')]
  const request = makeRequest({ state: 'blocked', verdicts, demands: [makeDemand({ proof: null })] })
  const nearAt = nearDeadlineAt(request, startAt)
  const before = makeView({ request, now: new Date(Date.parse(nearAt) - 1).toISOString(), mailConfigured: true })
  t.strictSame(alertsDue(before), [])
  t.equal(clockWakesAt(request, before.now), nearAt, 'it is woken for it')
  const near = makeView({ request, now: nearAt, mailConfigured: true })
  t.strictSame(alertsDue(near), ['deadline-near'])
  t.ok(reminderDue(near))
  const alerted = { ...request, alerts: [{ code: 'deadline-near', at: nearAt }] } as const
  t.strictSame(alertsDue({ ...near, request: alerted }), [])
  const over = new Date(Date.parse(request.deadlineAt) + 1).toISOString()
  t.strictSame(alertsDue({ ...near, request: alerted, now: over }), ['deadline-passed'])
  t.notOk(reminderDue({ ...near, now: over }), 'too late to remind')
  const cooling = makeView({ request: { ...request, state: 'cooling-off' }, now: nearAt })
  t.strictSame(alertsDue(cooling), [], 'a cool-off goes on by itself')
  const stalled = makeView({ request: makeRequest({ state: 'stalled', because: 'still-there' }), now: nearAt })
  t.match(decide(stalled), { do: 'alert', codes: ['deadline-near'], reminds: false })
})

t.test('a platform that is away for a day is an alert', async t => {
  const waiting = { code: 'platform-unavailable', since: startAt, tries: 9, nextAt: after(dayMs) }
  const request = makeRequest({ state: 'blocked', waiting })
  const at = (now: string) => decide(makeView({ request, now, reading: null }))
  t.match(at(after(dayMs - 1)), { do: 'read' })
  t.match(at(after(dayMs)), { do: 'alert', codes: ['platform-unavailable-long'] })
})

t.test('agrees with a count of days that knows no instants, in every kind of zone', async t => {
  const zones = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
  const odd = ['Asia/Kathmandu', 'Australia/Lord_Howe', 'Asia/Jerusalem', 'Africa/Cairo', 'America/Santiago']
  const shown = (instant: number, timeZone: string): readonly number[] => {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short' }).format(instant).split('/')
    return parts.map(Number).toReversed()
  }
  const lengthOf = (year: number, month: number) =>
    month === 2
      ? 28 + Number((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)
      : [4, 6, 9, 11].includes(month)
        ? 30
        : 31
  // Zeller's congruence: 0 is a Saturday, 1 a Sunday.
  const weekdayOf = (year: number, month: number, day: number) => {
    const [y, m] = month < 3 ? [year - 1, month + 12] : [year, month]
    const value = day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100)
    return (value + Math.floor(y / 400)) % 7
  }
  const next = (year: number, month: number, day: number): [number, number, number] => {
    if (day < lengthOf(year, month)) return [year, month, day + 1]
    return month === 12 ? [year + 1, 1, 1] : [year, month + 1, 1]
  }
  const isFree = (day: string) => day.endsWith('-01') || day.endsWith('-13')
  const expected = ([year, month, day]: readonly number[]): readonly number[] => {
    const [y, m] = month === 12 ? [year! + 1, 1] : [year!, month! + 1]
    let last: [number, number, number] = [y, m, Math.min(day!, lengthOf(y, m))]
    while (weekdayOf(...last) < 2 || last[2] === 1 || last[2] === 13) last = next(...last)
    return last
  }
  const instants = fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2033-01-01T00:00:00Z') })
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones, ...odd), (received, zone) => {
        const day = expected(shown(received, zone))
        const deadline = Date.parse(
          legalDeadline(new Date(received).toISOString(), { timeZone: zone, isHoliday: isFree })
        )
        const [inside, beyond] = [shown(deadline, zone), shown(deadline + 1, zone)]
        return inside.join() === day.join() && beyond.join() !== day.join() && deadline > received
      }),
      { numRuns: 300, seed: 20260302 }
    )
  )
})

t.test('over the API: a longer period in time and once, a still clock only for doubt, days left for all', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const { token: admin } = await api.person(['administrator'])
  const { token: officer, id: officerId } = await api.person(['privacy-officer'])
  const { token: asker } = await api.person(['user-manager'])
  const register = (policy: object) =>
    api.call('POST', '/platforms', admin, {
      kind: 'openedx',
      name: 'Campus',
      options: { baseUrl: 'https://lms.example', clientSecret: 'secret' },
      declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
      policy
    })
  t.match((await register({ all: { timeZone: 'Mars/Olympus' } })).json(), { code: 'time-zone-unknown' })
  t.match((await register({ all: { region: 'DE-QQ' } })).json(), { code: 'region-unknown' })
  const { id: platform } = (await register({ all: { timeZone: 'Europe/Berlin' } })).json()
  const setRegion = (region: string) => api.call('PUT', '/controller', admin, { region })
  t.match((await setRegion('DE-QQ')).json(), { code: 'region-unknown' })
  t.match((await setRegion('DE-BE')).json(), { region: 'DE-BE' })
  const ask = async (name: string, receivedAt: string, origin: Origin = 'self'): Promise<string> =>
    (
      await api.parts.accept({
        type: 'account.deletion.requested',
        platform,
        by: 'source-1',
        deliveryKey: null,
        identifiers: [{ kind: 'username', value: name }],
        notes: [],
        instants: {},
        demand: {
          origin,
          ground: { article: '17(1)', letter: 'b' },
          saidAt: receivedAt,
          proof: null,
          mandate: null,
          acknowledged: true
        }
      })
    ).body.request as string
  const open = await ask('ada.example', '2026-09-01T09:00:00.000Z')
  const old = await ask('ben.example', '2026-07-01T09:00:00.000Z')
  await setRegion('DE-BE')
  await setRegion('DE-BY')
  const say = async (id: string, verb: string, body: object, token = officer) =>
    (await api.call('POST', `/requests/${id}/${verb}`, token, body)).json()
  const show = async (id: string) => (await api.call('GET', `/requests/${id}`, asker)).json()
  const longer = { months: 2, because: 'complex-request', note: 'many courses' }

  t.match(await show(old), {
    summary: { daysLeft: 30 },
    clock: { receivedAt: '2026-09-01T10:00:00.000Z', receiptsInQuestion: [{ saidAt: '2026-07-01T09:00:00.000Z' }] }
  })
  const evidence = (await api.parts.store.get<ErasureRequest>('request', old))!.body.evidence
  t.match(evidence.at(-1), { kind: 'finding', data: { code: 'receipt-too-far-back' } })
  t.match(await say(open, 'agree-receipt', {}), { code: 'receipt-not-in-question' })
  t.match(await say(old, 'agree-receipt', {}, asker), { code: 'role-missing' })
  t.match(await say(old, 'agree-receipt', {}), { state: 'accepted' })

  t.match(await say(open, 'extend', { ...longer, months: 3 }), { code: 'body-invalid' })
  t.match(await say(open, 'resume-clock', {}), { code: 'clock-runs' })
  t.match(await say(open, 'suspend', { note: 'another voice' }), { state: 'accepted' })
  t.match(await say(open, 'suspend', { note: 'again' }), { code: 'suspended-already' })
  t.match(await say(open, 'resume-clock', {}), { state: 'accepted' })
  t.match(await say(open, 'extend', longer), { state: 'accepted' })
  t.match(await say(open, 'extend', longer), { code: 'extended-already' })
  const signals = (await api.parts.store.get('request', open))!.signals.map(({ signal }) => signal as Signal)
  t.match(signals, [
    { kind: 'recheck' },
    { kind: 'suspend' },
    { kind: 'resume-clock' },
    { kind: 'extend', by: officerId, tellBy: String }
  ])
  t.notMatch(JSON.stringify(signals), /many courses|another voice/, 'why lies sealed')

  const lifecycle = await ask('cleo.example', '2026-09-01T09:00:00.000Z', 'lifecycle')
  t.match(await say(lifecycle, 'suspend', { note: 'an invoice' }), { code: 'identity-not-in-doubt' })
  api.move(34 * dayMs)
  t.match(await say(lifecycle, 'extend', longer), { code: 'extension-too-late' })
  t.match(await say(lifecycle, 'suspend', { note: 'late' }), { code: 'period-over' })
  const late = await ask('dora.example', '2026-10-05T09:00:00.000Z')
  t.match((await show(lifecycle)).summary, { daysLeft: -4, suspendedSince: null, isExtended: false, alerts: [] })
  const list = async (query: string) => (await api.call('GET', `/requests?${query}`, asker)).json().items
  const urgent = await list('order=days-left')
  t.strictSame(
    [...urgent.map((one: { daysLeft: number }) => one.daysLeft)].sort((a, b) => a - b),
    urgent.map((one: { daysLeft: number }) => one.daysLeft)
  )
  t.equal(urgent.at(-1).id, late)
  t.notOk((await list('overdue=true')).some((one: { id: string }) => one.id === late))
  t.match((await api.call('GET', '/requests/clock', asker)).json(), { open: 4, overdue: 3, mostOverdueDays: 4 })
})

t.test(
  'the worker alerts people before the end, tells the subject of a longer period, and alerts once when it is over',
  async t => {
    const sent: string[] = []
    const of = await openBench(createMadeUpPlatform([{ id: 'a' }]), {
      policy: { approvals: 1 },
      send: async ({ kind }) => void sent.push(kind)
    })
    t.teardown(() => of.close())
    const alerted: string[] = []
    Object.assign(of.parts, { sendAlert: async (to: string, tongue: string) => void alerted.push(`${to} ${tongue}`) })
    const contact = { privacyContact: 'Privacy office, privacy@uni.example, room 4', region: 'DE-BE' }
    await setController(of.parts.store, contact, 'admin', startAt)
    const id = await of.demand('7')
    await of.work()
    t.match(await of.request(id), { state: 'awaiting-approval', deadlineAt: '2026-04-02T23:59:59.999Z', alerts: [] })
    of.clock.advance(26 * dayMs)
    await of.work()
    await of.work()
    t.strictSame(alerted, ['privacy@uni.example de'])
    const near = await of.request(id)
    t.match(near.alerts, [{ code: 'deadline-near' }])
    t.match(near.evidence.filter(({ kind }) => kind === 'finding').at(-1)?.data, { code: 'deadline-near' })
    await of.signal(id, {
      kind: 'extend',
      by: 'officer',
      at: of.clock.now().toISOString(),
      months: 1,
      because: 'many-requests',
      message: 'm-9',
      sealedNote: null
    })
    await of.work()
    const longer = await of.request(id)
    t.equal(longer.deadlineAt, '2026-05-04T23:59:59.999Z', '2 May is a Saturday')
    t.match(
      longer.evidence.find(({ kind }) => kind === 'deadline-extended'),
      {
        actor: 'officer',
        data: { deadlineAt: '2026-05-04T23:59:59.999Z', because: 'many-requests' }
      }
    )
    t.ok(sent.includes('extended'))
    of.clock.advance(40 * dayMs)
    await of.work()
    of.clock.advance(dayMs)
    await of.work()
    t.match((await of.request(id)).alerts, [{ code: 'deadline-near' }, { code: 'deadline-passed' }])
    t.equal(alerted.length, 2)
  }
)

t.test('an extension of which the subject was not told in time falls away, and a person decides', async t => {
  let isDown: 'final' | 'for-now' | null = 'final'
  const sent: string[] = []
  const of = await openBench(createMadeUpPlatform([{ id: 'a' }]), {
    policy: { approvals: 1 },
    send: async ({ kind }) => {
      if (kind === 'extended' && isDown !== null) throw new Undelivered('down', { isFinal: isDown === 'final' })
      sent.push(kind)
    }
  })
  t.teardown(() => of.close())
  const month = '2026-04-02T23:59:59.999Z'
  const extend = (id: string, message: string): Promise<unknown> =>
    of.signal(id, {
      kind: 'extend',
      by: 'officer',
      at: of.clock.now().toISOString(),
      months: 2,
      because: 'many-requests',
      message,
      tellBy: month,
      sealedNote: null
    })
  const told = ({ evidence }: ErasureRequest) =>
    evidence.filter(({ kind }) => kind.startsWith('deadline-')).map(({ kind, data }) => [kind, data])
  const bounced = await of.demand('7')
  await of.work()
  await extend(bounced, 'm-1')
  await of.work()
  const short = await of.request(bounced)
  t.equal(short.deadlineAt, month, 'as if nobody had extended it')
  t.match(short.extension, { months: 2, lapsedAt: of.clock.now().toISOString() })
  t.match(short.alerts, [{ code: 'extension-not-told' }])
  t.strictSame(told(short), [
    ['deadline-extended', { deadlineAt: '2026-06-02T23:59:59.999Z', because: 'many-requests' }],
    ['deadline-recounted', { deadlineAt: month, because: 'extension-not-told' }]
  ])
  of.clock.advance(60_000)
  await extend(bounced, 'm-again')
  await of.work()
  const again = await of.request(bounced)
  t.match(again.alerts, [
    { code: 'extension-not-told' },
    { code: 'extension-not-told', at: again.extension!.lapsedAt! }
  ])
  t.equal(told(again).length, 4, 'a second one that was not told is put before people and into the evidence anew')
  isDown = null
  await extend(bounced, 'm-2')
  await of.work()
  t.match(await of.request(bounced), { deadlineAt: '2026-06-02T23:59:59.999Z', extension: { message: 'm-2' } })
  t.ok(sent.includes('extended'))

  isDown = 'for-now'
  const silent = await of.demand('8')
  await of.work()
  of.clock.advance(28 * dayMs)
  await extend(silent, 'm-3')
  await of.work()
  t.equal((await of.request(silent)).deadlineAt, '2026-06-02T23:59:59.999Z', 'there is still time to tell')
  of.clock.advance(4 * dayMs)
  isDown = null
  sent.length = 0
  await of.work()
  const late = await of.request(silent)
  t.equal(late.deadlineAt, month)
  t.match(late.outbox.find(({ kind }) => kind === 'extended')?.state, 'given-up')
  t.notOk(sent.includes('extended'), 'a date that does not hold is not promised late')
  const codes = late.alerts?.map(({ code }) => code)
  t.ok(codes?.includes('extension-not-told') && codes.includes('deadline-passed'))
  const blocked = { ...late, state: 'blocked', verdicts: [unmet('no-legal-hold', 'legal-hold')] } as const
  const view = makeView({ request: blocked, now: of.clock.now().toISOString() })
  t.equal(leaveAtDeadline(view), null, 'nobody is refused by the clock alone')
  t.match(leaveAtDeadline({ ...view, request: { ...blocked, extension: null } }), { to: 'refused' })
})

t.test(
  'another region or time zone never moves what was told to a later day, and brings it forward on record',
  async t => {
    const of = await openBench(createMadeUpPlatform([{ id: 'a' }]), { policy: { approvals: 1 } })
    t.teardown(() => of.close())
    const recounted = async (id: string) => {
      const { deadlineAt, evidence } = await of.request(id)
      return [deadlineAt, evidence.filter(({ kind }) => kind === 'deadline-recounted').map(({ data }) => data)]
    }
    const live = async (region: string | null, id: string): Promise<void> => {
      await setController(of.parts.store, { region }, 'admin', of.clock.now().toISOString())
      await of.signal(id, { kind: 'recheck', by: 'officer', at: of.clock.now().toISOString() })
      await of.work()
    }
    // The month ends on Friday, 3 April 2026: Good Friday in Germany.
    of.clock.advance(dayMs)
    const id = await of.demand('7')
    await of.work()
    t.strictSame(await recounted(id), ['2026-04-03T23:59:59.999Z', []])
    await live('DE-BE', id)
    t.strictSame(await recounted(id), ['2026-04-03T23:59:59.999Z', []], 'told is told')
    const german = await of.demand('8')
    await of.work()
    t.strictSame(await recounted(german), ['2026-04-07T23:59:59.999Z', []])
    await live('FR', german)
    const earlier = { deadlineAt: '2026-04-03T23:59:59.999Z', because: 'calendar-changed' }
    t.strictSame(await recounted(german), [earlier.deadlineAt, [earlier]], 'in France it is a working day')
    await live('DE-BE', german)
    t.strictSame(await recounted(german), [earlier.deadlineAt, [earlier]], 'and stays, told once')
  }
)
