import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { checkGenerated } from '../../openapi/generate.ts'
import { runCli } from '../../plugin/cli/run.ts'
import { settings } from '../../plugin/config.ts'
import { readDocument } from '../../plugin/document.ts'
import { createShortener, printTotals, readTotals } from '../summary.ts'
import { checkOperations, checkOwnCommands, checkSettings, readCommands } from './commands.ts'
import { checkCommands, checkJson, checkLinks, listFences, SCRIPTS } from './documents.ts'
import { ROOT, readSources } from './sources.ts'

const pages = readSources('*.md', 'plugin/**/*.md', 'adapters/**/*.md', 'openapi/**/*.md', 'test/**/*.md')
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const scripts = Object.keys(manifest.scripts)

/** Through the one reader of our API document, once both exist. */
async function findValidator(): Promise<(schema: string, value: unknown) => boolean> {
  const reader = 'plugin/document.ts'
  if (!existsSync(join(ROOT, reader)) || !existsSync(join(ROOT, 'openapi/lethe.yaml'))) return () => true
  const { compileSchema, readDocument } = (await import(`../../${reader}`)) as typeof import('../../plugin/document.ts')
  const compiled = new Map<string, (value: unknown) => unknown>()
  return (schema, value) => {
    const isValid = compiled.get(schema) ?? compileSchema(readDocument(), schema)
    compiled.set(schema, isValid)
    return isValid(value) === true
  }
}

t.test('generated files are what their sources give', async t => {
  t.same(await checkGenerated(), [], 'else: npm run generate')
})

t.test('npm scripts are few, and each is one that is known', async t => {
  t.same(
    scripts.filter(script => !SCRIPTS.includes(script)),
    []
  )
})

t.test('pages name only commands that exist', async t => {
  t.same(checkCommands(pages, scripts), [])
  const text = 'Run `npm run fly`, then:\n\n    npm run -s demo -- --once && npm test\n'
  t.same(checkCommands([{ path: 'x.md', text }], ['demo']), [
    'x.md: npm script fly does not exist',
    'x.md: npm script test does not exist'
  ])
  t.same(checkCommands([{ path: 'x.md', text: 'npm ci; npm install; npm testing' }], []), [])
})

t.test('JSON in pages is JSON, and what it says it is', async t => {
  t.same(checkJson(pages, await findValidator()), [])
  const fence = (info: string, body: string) => ({ path: 'x.md', text: `# X\n\n\`\`\`${info}\n${body}\n\`\`\`\n` })
  const isNumber = (schema: string, value: unknown) => schema === 'Number' && typeof value === 'number'
  t.same(checkJson([fence('json', '{ "a": }')], isNumber), ['x.md:3 is not JSON, or its schema does not exist'])
  t.same(checkJson([fence('json schema=Number', '"one"')], isNumber), ['x.md:3 breaks schema Number'])
  t.same(checkJson([fence('json schema=Number', '1'), fence('json', '{}'), fence('yaml', 'a: {')], isNumber), [])
  t.same(listFences({ path: 'x.md', text: '```ts\na\n```\ntext\n```json schema=A\n{}\n```\n' }), [
    { language: 'ts', schema: null, text: 'a\n', line: 1 },
    { language: 'json', schema: 'A', text: '{}\n', line: 5 }
  ])
  if (existsSync(join(ROOT, 'plugin/document.ts')) && existsSync(join(ROOT, 'openapi/lethe.yaml'))) {
    t.same(checkJson([fence('json schema=NoSuchSchema', '{}')], await findValidator()).length, 1, 'an unknown schema')
  }
})

t.test('every code that a person may meet stands in a guide', async t => {
  const guides = pages.filter(({ path }) => /^(plugin\/guides|adapters)\/[a-z-]+\.md$/.test(path))
  const explained = guides.flatMap(({ text }) =>
    [...text.matchAll(/^\| \[?`([a-z-]+)`[^|]*\|/gm)].map(([, code]) => code!)
  )
  const codesIn = (patterns: readonly string[], ...shapes: readonly RegExp[]) =>
    readSources(...patterns)
      .filter(({ path }) => !path.includes('/sandbox/'))
      .flatMap(({ text }) => shapes.flatMap(shape => [...text.matchAll(shape)].map(([, code]) => code!)))
  const ofPlatforms = codesIn(
    ['adapters/**/*.ts'],
    /\b(?:refuse|surprise|refuseToSend|problem)\(\s*'([a-z-]+)'/g,
    /new PlatformError\(\s*'[a-z]+',\s*'([a-z-]+)'/g,
    /^ {2}code: '([a-z-]+)'/gm
  )
  const ofCommands = codesIn(['plugin/cli/**/*.ts'], /new CliError\(\s*exitCodes\.\w+,\s*'([a-z-]+)'/g)
  const ofKeys = codesIn(['plugin/vault/errors.ts'], /\| '([a-z-]+)'/g)
  for (const codes of [ofPlatforms, ofCommands, ofKeys]) {
    t.ok(codes.length > 0)
    t.same([...new Set(codes)].filter(code => !explained.includes(code)).sort(), [])
  }
})

t.test('every alarm that Lethe raises stands in the guide for operators', async t => {
  const guide = pages.find(({ path }) => path === 'plugin/guides/operator.md')!.text
  const listed = [...guide.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) => cell!.split('`'))
  const codesIn = (pattern: string, shape: RegExp) =>
    readSources(pattern).flatMap(({ text }) => [...text.matchAll(shape)].map(([, code]) => code!))
  const ofDoctor = codesIn('plugin/cli/doctor/*.ts', /\b(?:stops|warns)\(\s*'([a-z-]+)'/g)
  const ofClock = codesIn('plugin/erasure/deadline/near-deadline.ts', /^ {2}\| '([a-z-]+)'/gm)
  const ofLog = codesIn('plugin/work/**/*.ts', /\balert: '([a-z-]+)'/g)
  for (const codes of [ofDoctor, ofClock, ofLog]) {
    t.ok(codes.length > 0)
    t.same([...new Set(codes)].filter(code => !listed.includes(code)).sort(), [])
  }
})

t.test('links in pages lead somewhere', async t => {
  t.same(checkLinks(pages, ROOT), [])
  const text = '# Here, too\n[a](package.json#x) [b](no/such.md) [c](https://lms.example/x) [d](#here-too) [e](#gone)'
  t.same(checkLinks([{ path: 'x.md', text }], ROOT), ['x.md: no/such.md does not exist', 'x.md: #gone is no heading'])
  const there = { path: 'README.md', text: '## A `code` twice\n```sh\n# not one\n```\n## A `code` twice\n' }
  const links = '[a](README.md#a-code-twice) [b](README.md#a-code-twice-1) [c](README.md#not-one)'
  t.same(checkLinks([{ path: 'x.md', text: links }, there], ROOT), ['x.md: README.md#not-one is no heading'])
})

t.test('settings, commands and calls that guides name are those that there are', async t => {
  const commands = await readCommands(runCli)
  const guides = pages.filter(({ path }) => /^(README|CONTRIBUTING|plugin\/guides\/(?!what-))/.test(path))
  t.same(
    checkOwnCommands(
      pages.filter(({ path }) => !path.startsWith('plugin/decisions/')),
      commands
    ),
    []
  )
  t.same(
    checkSettings(
      guides,
      settings.map(({ name }) => name)
    ),
    []
  )
  t.same(checkOperations(guides, readDocument().paths), [])
  const wrong = 'Run `lethe fly`, `npm run lethe -- platform list --json`, `lethe platform fly X`:\n\n'
  const block =
    '```sh\nlethe start && lethe request show X --fly \\\n  --reveal-subject\n```\n`lethe hold list`; lethe is.'
  t.same(checkOwnCommands([{ path: 'x.md', text: wrong + block }], commands).sort(), [
    'x.md: lethe fly does not exist',
    'x.md: lethe platform fly does not exist',
    'x.md: lethe request show takes no --fly'
  ])
  t.same(checkSettings([{ path: 'x.md', text: 'LETHE_PORT and LETHE_PROT' }], ['LETHE_PORT']), [
    'x.md: there is no setting LETHE_PROT'
  ])
  const paths = { '/holds/{hold}': { get: {} } }
  t.same(checkOperations([{ path: 'x.md', text: '`GET /holds/7` `PUT /holds/7` `GET /holds`' }], paths), [
    'x.md: PUT /holds/7 is no operation',
    'x.md: GET /holds is no operation'
  ])
})

t.test('the closing line of a test run counts assertions, and what was left out', async t => {
  t.same(readTotals('# { total: 7, pass: 4, fail: 1, todo: 1, skip: 1 }'), { passed: 4, failed: 1, left: 2 })
  t.same(readTotals('# { total: 2, pass: 2 }'), { passed: 2, failed: 0, left: 0 })
  t.equal(readTotals('    # { total: 2, pass: 2 }'), null, 'only of the whole run')
  t.equal(printTotals({ passed: 3, failed: 0, left: 0 }), '3 passed, 0 failed')
  const shorten = createShortener()
  const fine = ['TAP version 14', '# Subtest: a', '    ok 1 - x', '    1..1', 'ok 1 - a']
  t.same(fine.flatMap(shorten), ['ok 1 - a'])
  const broken = ['# Subtest: b', '    ok 1 - x', '    not ok 2 - y', '      diff', '    1..2', 'not ok 2 - b']
  t.same(
    broken.flatMap(shorten),
    broken.filter(line => line !== '    ok 1 - x')
  )
})
