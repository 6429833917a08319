import t from 'tap'
import { parse } from 'yaml'
import { readOperations } from '../../openapi/generator/operations.ts'
import { checkDoors, DOORS } from './doors.ts'
import { checkImports, IMPORT_ROWS } from './imports.ts'
import { checkDocstrings, checkFileNames, checkSizes } from './shape.ts'
import { readCode, readSources, type Source } from './sources.ts'
import { checkLiterals, checkNames, checkTexts } from './words.ts'

type Check = (sources: readonly Source[]) => string[]

const code = readCode()
const tests = readSources('test/**/*.ts').filter(({ path }) => !path.startsWith('test/rules/'))
const pages = readSources('*.md', 'plugin/**/*.md', 'adapters/**/*.md', 'openapi/**/*.yaml')

/** Each rule: what it looks at, and made-up sources of which each must be found and each must not. */
const RULES: readonly {
  name: string
  check: Check
  on: readonly Source[]
  bad: [string, string][]
  good: [string, string][]
}[] = [
  {
    name: 'imports go one way',
    check: checkImports,
    on: code,
    bad: [
      ['plugin/store/x.ts', `import { accept } from '../intake/accept.ts'`],
      ['plugin/intake/x.ts', `import { work } from '../work/worker.ts'`],
      ['plugin/erasure/x.ts', `import holidays from 'date-holidays'`],
      ['plugin/erasure/x.ts', `import type { Store } from '../store/store.ts'`],
      ['plugin/evidence/x.ts', `const canonicalize = await import('canonicalize')`],
      ['plugin/api/x.ts', `export { start } from '../server.ts'`],
      ['plugin/work/x.ts', `import { adapter } from '../../adapters/openedx/index.ts'`],
      ['adapters/openedx/x.ts', `import { Clock } from '../../plugin/clock.ts'`],
      ['adapters/openedx/x.ts', `import { find } from '../openolat/find.ts'`],
      ['adapters/openedx/x.ts', `import { world } from './sandbox/world.ts'`],
      ['adapters/openedx/sandbox/x.ts', `import { find } from '../find.ts'`],
      ['adapters/openolat/x.ts', `import { operations } from '../../openapi/types/openedx-operations.ts'`],
      ['adapters/openolat/x.ts', `type Pool = import('undici').Pool`],
      ['plugin/nowhere/x.ts', '']
    ],
    good: [
      ['plugin/work/x.ts', `import { decide } from '../erasure/decide.ts'`],
      ['plugin/index.ts', `import { work } from './work/worker.ts'`],
      [
        'adapters/openedx/actions/x.ts',
        `import { find } from '../find.ts'\nimport type { Action } from '../../contract.ts'`
      ],
      [
        'adapters/openedx/sandbox/routes/x.ts',
        `import { world } from '../world.ts'\nimport { stand } from '../../../sandbox/stand.ts'`
      ]
    ]
  },
  {
    name: 'each package and side effect has one door',
    check: checkDoors,
    on: code,
    bad: [
      ['plugin/work/x.ts', 'const at = new Date()'],
      ['plugin/work/x.ts', 'const at = Date.now()'],
      ['adapters/openedx/x.ts', 'const at = Date.now()'],
      ['plugin/store/x.ts', 'const port = process.env.PORT'],
      ['plugin/vault/x.ts', `import { createHash, randomBytes as bytes } from 'node:crypto'`],
      ['adapters/http.ts', 'const jitter = Math.random()'],
      ['plugin/store/lowdb/x.ts', `import { rename } from 'node:fs/promises'`],
      ['adapters/openolat/x.ts', `import { request } from 'undici'`],
      ['plugin/notify/x.ts', `await fetch('https://lms.example')`],
      ['plugin/work/x.ts', `import { type FastifyInstance, fastify } from 'fastify'`],
      ['plugin/work/x.ts', 'setTimeout(next, 1000)'],
      ['plugin/work/x.ts', 'process.exit(1)']
    ],
    good: [
      ['plugin/clock.ts', 'const at = new Date()'],
      [
        'plugin/work/x.ts',
        `const at = new Date('2026-03-01')\n// new Date() is not called here\nconst text = 'Date.now'`
      ],
      ['plugin/vault/x.ts', `import { createHash } from 'node:crypto'`],
      ['plugin/api/x.ts', `import type { ValidateFunction } from 'ajv'`],
      ['adapters/openedx/sandbox/x.ts', 'const at = new Date()']
    ]
  },
  {
    name: 'names say what a thing is',
    check: checkNames,
    on: code,
    bad: [
      ['plugin/work/utils.ts', ''],
      ['plugin/work/x.ts', 'function callHelper() {}'],
      ['plugin/work/x.ts', 'interface RequestManager {}'],
      ['plugin/work/x.ts', 'const nextJob = 1'],
      ['plugin/api/x.ts', 'interface Body { readonly userName: string }'],
      ['plugin/work/x.ts', 'const openedxStates = []'],
      ['plugin/work/x.ts', 'const customer = 1']
    ],
    good: [
      ['plugin/work/x.ts', `const isUserManager = role === 'user-manager'`],
      ['plugin/api/x.ts', `declare module '@fastify/jwt' { interface FastifyJWT { user: Caller } }`],
      ['adapters/openedx/x.ts', 'const learner = 1'],
      ['plugin/work/x.ts', 'row.user = 1']
    ]
  },
  {
    name: 'platform words stop at the adapter',
    check: checkLiterals,
    on: code,
    bad: [
      ['plugin/work/x.ts', `if (kind === 'openedx') stop()`],
      ['plugin/work/x.ts', 'const text = `on ' + '$' + `{name} of OpenOlat\``]
    ],
    good: [
      ['plugin/work/x.ts', '// Open edX does this\nconst text = 1'],
      ['plugin/index.ts', `import { adapter } from '../adapters/openedx/index.ts'`],
      ['adapters/openolat/x.ts', `const kind = 'openolat'`]
    ]
  },
  {
    name: 'no text holds what must not stand anywhere',
    check: checkTexts,
    on: [...code, ...tests, ...pages],
    bad: [
      ['README.md', 'We anonymize it.'],
      ['plugin/work/x.ts', '// TODO: later'],
      ['plugin/work/x.ts', '// @ts-ignore'],
      ['plugin/work/x.ts', '// biome-ignore lint/suspicious/noExplicitAny: it is easier'],
      ['plugin/guides/x.md', 'See /home/ada/lethe']
    ],
    good: [['README.md', 'We anonymise it. See https://lms.example/home/']]
  },
  {
    name: 'files are short',
    check: checkSizes,
    on: code,
    bad: [['plugin/work/x.ts', 'x\n'.repeat(251)]],
    good: [['plugin/work/x.ts', 'x\n'.repeat(250)]]
  },
  {
    name: 'files and folders are kebab-case',
    check: checkFileNames,
    on: [...code, ...tests],
    bad: [
      ['plugin/work/heldRequest.ts', ''],
      ['plugin/Work/x.ts', ''],
      ['plugin/work/held_request.ts', '']
    ],
    good: [
      ['plugin/work/held-request.ts', ''],
      ['test/plugin/work.test.ts', '']
    ]
  },
  {
    name: 'every export has a docstring',
    check: checkDocstrings,
    on: code,
    bad: [
      ['plugin/work/x.ts', 'export const a = 1'],
      ['plugin/work/x.ts', '// not one\nexport function a() {}'],
      ['plugin/work/x.ts', '/* nor this */\nexport interface A {}'],
      ['plugin/work/x.ts', 'export default 1']
    ],
    good: [
      ['plugin/work/x.ts', '/** One. */\nexport const a = 1\nconst b = 2'],
      ['plugin/work/x.ts', `export { a } from './a.ts'\nexport type * from './b.ts'`]
    ]
  }
]

for (const { name, check, on, bad, good } of RULES) {
  t.test(name, async t => {
    t.same(check(on), [], 'in the code as it is')
    for (const [path, text] of bad) t.not(check([{ path, text }]).length, 0, `found: ${path} ${text.slice(0, 60)}`)
    for (const [path, text] of good) t.same(check([{ path, text }]), [], `let be: ${path} ${text.slice(0, 60)}`)
  })
}

t.test('every row says why', async t => {
  for (const { from, because } of IMPORT_ROWS) t.ok(because.length > 10, from)
  for (const { name, because } of DOORS) t.ok(because.length > 10, name)
  t.equal(new Set(IMPORT_ROWS.map(({ from }) => from)).size, IMPORT_ROWS.length, 'one row a place')
})

t.test('every operation of a platform says whether it may be repeated', async t => {
  for (const { path, text } of readSources('openapi/openedx.yaml', 'openapi/openolat.yaml')) {
    t.doesNotThrow(() => readOperations(parse(text), path))
    t.not(readOperations(parse(text), path).length, 0, `${path} has operations`)
  }
  const silent = { paths: { '/a': { get: { operationId: 'readA' } } } }
  t.throws(() => readOperations(silent, 'x.yaml'), { message: /readA .*lacks x-lethe-repeat/ })
})
