import { by, type Saboteur } from '../saboteur.ts'

const lists = by('test/plugin/queue.test.ts')
const saidTheSame = lists(
  'what stops a platform is said the same by lists, counts, the table, a search and each request'
)

/** What lists of requests say, and how they are counted without being read. */
export const queue: readonly Saboteur[] = [
  {
    id: 'shows-a-pause-nowhere',
    file: 'plugin/erasure/line.ts',
    find: '  stop != null && isStoppedBy(stop, line.stoppable) ? ',
    replace: '  stop != null && isStoppedBy(stop, null) ? ',
    caughtBy: saidTheSame
  },
  {
    id: 'lists-what-a-pause-stops-as-going-on',
    file: 'plugin/api/request-page.ts',
    find: 'summaryView(request, countDays, stops.get(request.platform) ?? null)',
    replace: 'summaryView(request, countDays, null)',
    caughtBy: saidTheSame
  },
  {
    id: 'writes-what-a-pause-stops-as-going-on',
    file: 'plugin/api/request-page.ts',
    find: '.map(line => shownLine(line, stops.get(line.platform)))',
    replace: '.map(line => shownLine(line, null))',
    caughtBy: saidTheSame
  },
  {
    id: 'counts-what-a-pause-stops-as-going-on',
    file: 'plugin/api/queue/counts.ts',
    find: 'shownLine(line, stops.get(line.platform))',
    replace: 'line',
    caughtBy: saidTheSame
  },
  {
    id: 'finds-what-a-pause-stops-as-going-on',
    file: 'plugin/api/queue/filter.ts',
    find: 'failsOf(shownLine(line, stops.get(line.platform)), rest, null)',
    replace: 'failsOf(line, rest, null)',
    caughtBy: saidTheSame
  },
  {
    id: 'takes-what-goes-on-and-what-stands-still-for-alike',
    file: 'plugin/api/queue/groups.ts',
    find: '    stoppable,',
    replace: '    null,',
    caughtBy: saidTheSame
  },
  {
    id: 'believes-a-line-of-another-shape',
    file: 'plugin/erasure/line.ts',
    find: "'schema' in stored && stored.schema === lineSchema",
    replace: "'schema' in stored",
    caughtBy: lists('the board takes stored lines, reads only what has none, and follows every change')
  }
]
