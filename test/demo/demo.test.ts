import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { createBoard } from './board.ts'
import type { Cast } from './cast.ts'
import type { Part } from './play.ts'
import { CastError, readCast } from './read-cast.ts'
import { drawEnd } from './report.ts'

const folder = await mkdtemp(join(tmpdir(), 'lethe-demo-test-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
const castFile = new URL('cast.json', import.meta.url)
const own = await readFile(castFile, 'utf8')

t.test('cast: what it lacks is said in one line, and ours lacks nothing', async t => {
  t.same(readCast(castFile), JSON.parse(own))
  const file = join(folder, 'cast.json')
  const refused = async (because: string, change: (cast: Cast & Record<string, never>) => unknown) => {
    const cast = JSON.parse(own)
    change(cast)
    await writeFile(file, JSON.stringify(cast))
    t.throws(() => readCast(file), new CastError(because))
  }
  await refused('the cast needs people (list)', cast => Reflect.deleteProperty(cast, 'people'))
  await refused('platform 2 needs seed (object)', cast => Reflect.deleteProperty(cast.platforms[1]!, 'seed'))
  await refused('campus-olat: kind is openedx or openolat', cast =>
    Object.assign(cast.platforms[0]!, { kind: 'moodle' })
  )
  await refused('campus-olat: seed needs people (list)', cast => Object.assign(cast.platforms[0]!, { seed: {} }))
  await refused('person 1 needs account (object)', cast => Object.assign(cast.people[0]!, { account: null }))
  await refused('olat-learner: there is no platform x', cast => Object.assign(cast.people[0]!, { platform: 'x' }))
  await refused('olat-learner: there is no source x', cast =>
    Object.assign(cast.people[0]!, { demands: [{ source: 'x' }] })
  )
  await refused('olat-learner: expected needs mails (number)', cast =>
    Reflect.deleteProperty(cast.people[0]!.expected, 'mails')
  )
  await refused('source olat-portal: there is no platform x', cast =>
    Object.assign(cast.sources[0]!, { platform: 'x' })
  )
})

t.test('the command line: a wrong one ends with 2 and one line', async t => {
  const demo = fileURLToPath(new URL('demo.ts', import.meta.url))
  const notJson = join(folder, 'not.json')
  await writeFile(notJson, '{')
  const run = (...args: string[]) =>
    new Promise(resolve =>
      execFile(process.execPath, [demo, ...args], (error, out, err) =>
        resolve({ code: error?.code, out, lines: err.trimEnd().split('\n').length, err })
      )
    )
  const said = await Promise.all([
    run('--twice'),
    run('--cast', join(folder, 'none.json')),
    run('--cast', notJson, '--once', '--json')
  ])
  const causes = [/^demo: .*--twice/, /^demo: cannot read .*none\.json/, /^demo: .*not\.json is not JSON/]
  t.match(
    said,
    causes.map(err => ({ code: 2, out: '', lines: 1, err }))
  )
})

const [person] = readCast(castFile).people
const part = (state: string, ...blockers: Part['summaries'][number]['blockers']): Part => ({
  person: person!,
  requests: [state],
  summaries: [{ id: state, state, blockers }],
  said: new Set()
})

t.test('the board: the last line says how many ended and how many wait for a person', async t => {
  let drawn = ''
  const write = (text: string) => {
    drawn += text
  }
  const board = createBoard({ isTTY: true, rows: 50, write }, 4, false)
  board.show([part('completed'), part('blocked'), part('awaiting-approval'), part('erasing')])
  t.match(drawn, /1 of 4 ended, 2 wait for a person\n$/)
})

t.test('the report: lines fit the terminal with a hanging indent, and have colours where it has', async t => {
  const stopped = part('blocked', { code: 'notice-not-sent', whoCanFix: 'administrator' })
  const verdict = {
    id: 'olat-learner',
    story: 'a plain learner, with results, files and a portrait, and a story that goes on for longer than a line',
    platform: 'campus-olat',
    expected: person!.expected,
    ended: { states: ['blocked'], blockers: ['notice-not-sent'] },
    sandbox: {} as never,
    handedOver: [],
    checks: [{ what: 'erased', is: false }],
    asExpected: false
  }
  const draw = (width: number, isColoured = false) =>
    drawEnd({ verdicts: [verdict], parts: [stopped] }, new Map(), { width, isColoured })
  for (const width of [80, 120]) {
    const lines = draw(width).split('\n')
    for (const line of lines) t.ok(line.length <= width, `${width}: ${line}`)
    t.match(draw(width), /\n {26}notice-not-sent, to be fixed by the administrator: .*\n {28}\S/, 'it hangs')
  }
  t.equal(
    draw(80).replace(/\n {26,}/g, ' '),
    draw(Number.POSITIVE_INFINITY).replace(/\n {26,}/g, ' '),
    'no word is lost'
  )
  t.notMatch(draw(80), '\u001b')
  t.match(draw(80, true), '\u001b[33mStopped (1)\u001b[39m')
  t.match(draw(80, true), `\u001b[31m${' '.repeat(26)}NOT AS EXPECTED: erased\u001b[39m`)
})
