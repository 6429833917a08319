import { by, type Saboteur } from '../saboteur.ts'

const clock = by('test/plugin/clock.test.ts')
const worked = 'worked deadlines come out as they were counted by hand'
const overTheApi = 'over the API: a longer period in time and once, a still clock only for doubt, days left for all'

/** The legal clock: what makes an answer late, or makes it look in time. */
export const clocks: readonly Saboteur[] = [
  {
    id: 'counts-the-day-of-receipt',
    file: 'plugin/erasure/deadline/deadline.ts',
    find: '  let day = plusDays(plusMonths(eventDay, months), suspendedDays)',
    replace: '  let day = plusDays(plusMonths(eventDay, months), suspendedDays - 1)',
    caughtBy: clock(worked)
  },
  {
    id: 'forgets-holidays',
    file: 'plugin/erasure/deadline/deadline.ts',
    find: '  return weekday !== 0 && weekday !== 6 && !isHoliday(day)',
    replace: "  return weekday !== 0 && weekday !== 6 && (day === '' || !isHoliday(''))",
    caughtBy: clock(worked)
  },
  {
    id: 'takes-bank-days-for-holidays',
    file: 'plugin/calendar/holidays.ts',
    find: "    const holidays = calendar.getHolidays(year).filter(({ type }) => type === 'public')",
    replace: "    const holidays = calendar.getHolidays(year).filter(({ type }) => type !== 'school')",
    caughtBy: clock(worked)
  },
  {
    id: 'takes-an-unknown-state-for-its-country',
    file: 'plugin/calendar/holidays.ts',
    find: '  if (!has(catalogue.getStates(country), state)) return false',
    replace: '  if (!has(catalogue.getStates(country), state)) return true',
    caughtBy: clock('the public holidays are those of the region, and an unknown region is told apart')
  },
  {
    id: 'extends-after-the-first-month',
    file: 'plugin/api/handlers/requests/legal-clock.ts',
    find: "        if (who.at > tellBy) throw new Problem('extension-too-late')",
    replace: "        if (who.at < tellBy && !isOpen(request.state)) throw new Problem('extension-too-late')",
    caughtBy: clock(overTheApi)
  },
  {
    id: 'lets-a-suspended-clock-run-on',
    file: 'plugin/erasure/deadline/legal-clock.ts',
    find: '    suspendedDays: suspendedDays(request, calendar.timeZone, now)',
    replace: "    suspendedDays: now === '' ? suspendedDays(request, calendar.timeZone, now) : 0",
    caughtBy: clock(worked)
  },
  {
    id: 'suspends-for-anything',
    file: 'plugin/api/handlers/requests/legal-clock.ts',
    find: "        if (!isIdentityInDoubt(request)) throw new Problem('identity-not-in-doubt')",
    replace:
      "        if (!isIdentityInDoubt(request) && request.demands.length === 0) throw new Problem('identity-not-in-doubt')",
    caughtBy: clock(overTheApi)
  },
  {
    id: 'alerts-nobody-of-what-stands-still',
    file: 'plugin/erasure/decide.ts',
    find: "  return codes.length > 0 || reminds ? { do: 'alert', codes, reminds } : next",
    replace: "  return codes.length > 9 || (reminds && codes.length > 9) ? { do: 'alert', codes, reminds } : next",
    caughtBy: clock('people are alerted at four fifths, once, and the subject is reminded of what will be refused')
  }
]
