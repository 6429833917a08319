import { by, type Saboteur } from '../saboteur.ts'

const worker = by('test/plugin/work.test.ts')
const line = 'plugin/work/actions/section-line.ts'
const asksBeforeItIsFree =
  'whoever waits before a section prepares to enter while the leaving is stored, and waits on where that is too early'

/** Who waits before an exclusive section, and goes on. */
export const sectionLine: readonly Saboteur[] = [
  {
    id: 'calls-nobody-before-a-section-is-left',
    file: 'plugin/work/held-request.ts',
    find: '  if (left !== null) callNext(parts, request.platform, left.name)',
    replace: '',
    caughtBy: worker(asksBeforeItIsFree)
  },
  {
    id: 'takes-whoever-came-too-early-for-inside',
    file: line,
    find: '  if (isBack) line.ahead = 0',
    replace: '',
    caughtBy: worker(asksBeforeItIsFree)
  },
  {
    id: 'sends-whoever-came-too-early-away',
    file: line,
    find: ' && !isBack && !mayBeFree',
    replace: ' && !isBack',
    caughtBy: worker('whoever came too early into a section is not sent away because somebody else waits by then')
  },
  {
    id: 'reads-on-for-whoever-was-let-go',
    file: line,
    find: "    if (waited === 'no-place' || waited === 'stopped') letGo.abort()",
    replace: '',
    caughtBy: worker('what whoever waits before a section reads ahead is broken off when they are let go')
  }
]
