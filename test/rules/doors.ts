import { fits, listGlobals, listImports, type Source } from './sources.ts'

/** A package or side effect, and the only files through which it is reached. */
export interface Door {
  readonly name: string
  /** Modules, `module#name`, or globals as `a.b`, `a()`, `new A()`. */
  readonly of: readonly string[]
  readonly only: readonly string[]
  readonly because: string
}

const SANDBOXES = ['adapters/sandbox/', 'adapters/*/sandbox/']
const COMMANDS = ['plugin/cli.ts', 'plugin/cli/', 'openapi/generate.ts']
const WEB = [
  'plugin/index.ts',
  'plugin/assembly/',
  'plugin/server.ts',
  'plugin/api/',
  'plugin/intake/',
  'plugin/pages/',
  'plugin/health/'
]

/** To open a door wider, add the file and mend the reason; a new package gets a row. */
export const DOORS: readonly Door[] = [
  {
    name: 'environment',
    of: ['process.env'],
    only: ['plugin/config.ts', 'openapi/generator/bundle.ts'],
    because: 'every setting is listed in one place; a command that is run inherits the rest'
  },
  {
    name: 'clock',
    of: ['new Date()', 'Date()', 'Date.now', 'performance.now', 'process.hrtime'],
    only: ['plugin/clock.ts', ...SANDBOXES],
    because: 'time is injected; a stand-in has a clock of its own'
  },
  {
    name: 'timers',
    of: ['setTimeout()', 'setInterval()', 'node:timers', 'node:timers/promises', 'AbortSignal.timeout'],
    only: [
      'plugin/clock.ts',
      'adapters/http/time-out.ts',
      'plugin/api/register.ts',
      'plugin/intake/gateway/listener.ts',
      'plugin/pages/subject/register.ts',
      'plugin/cli/process-io.ts',
      ...SANDBOXES
    ],
    because: 'waiting is injected; the time-out of a call, in or out, and of the end of the process, is real time'
  },
  {
    name: 'randomness',
    of: [
      'Math.random',
      'crypto.getRandomValues',
      'crypto.randomUUID',
      'node:crypto#randomBytes',
      'node:crypto#randomInt',
      'node:crypto#randomUUID',
      'node:crypto#randomFillSync',
      'node:crypto#webcrypto'
    ],
    only: ['plugin/random.ts', ...SANDBOXES],
    because: 'chance is injected'
  },
  {
    name: 'disk',
    of: ['node:fs', 'node:fs/promises'],
    only: [
      'plugin/store/disk.ts',
      'plugin/store/file-handles.ts',
      'plugin/vault/key-files.ts',
      'plugin/document.ts',
      'plugin/config.ts',
      'plugin/first-platforms.ts',
      'plugin/pages/assets/register.ts',
      ...COMMANDS,
      'openapi/generator/',
      ...SANDBOXES
    ],
    because:
      'what must survive goes through store/disk.ts; keys lie outside the data folder; the document, settings and first platforms are only read; the first token is a file for one pair of eyes'
  },
  {
    name: 'process lock',
    of: ['node:sqlite'],
    only: ['plugin/store/lock.ts'],
    because: 'a kernel lock, not a database'
  },
  {
    name: 'other processes',
    of: ['node:child_process'],
    only: ['openapi/generator/bundle.ts'],
    because: 'the sidecar starts nothing'
  },
  {
    name: 'workers',
    of: ['node:worker_threads', 'node:cluster', 'node:vm', 'eval()'],
    only: [],
    because: 'one process, one thread, no code from data'
  },
  {
    name: 'network',
    of: ['undici'],
    only: ['adapters/http.ts', 'adapters/http/', 'plugin/cli/'],
    because: 'platforms are reached through the door; the command line calls our API'
  },
  {
    name: 'other network',
    of: ['fetch()', 'globalThis.fetch', 'node:http', 'node:https', 'node:http2', 'node:tls', 'node:dgram', 'axios'],
    only: [...SANDBOXES, ...WEB],
    because: 'nothing goes out past the door; a server may need the types'
  },
  {
    name: 'fastify',
    of: ['fastify', '@fastify/*', 'fastify-openapi-glue', 'fastify-plugin'],
    only: WEB,
    because: 'HTTP in stops at the parts that answer it'
  },
  {
    name: 'identity provider',
    of: ['openid-client'],
    only: ['plugin/pages/sign-in/'],
    because: 'the one place where somebody else says who a person is'
  },
  { name: 'lowdb', of: ['lowdb', 'lowdb/'], only: ['plugin/store/lowdb/'], because: 'one of two stores' },
  {
    name: 'PostgreSQL',
    of: ['pg', 'pg-boss', 'graphile-worker'],
    only: ['plugin/store/postgres/', 'plugin/work/bell.ts', 'plugin/work/bell/'],
    because: 'one of two stores, and its bell'
  },
  {
    name: 'mail',
    of: ['nodemailer', 'nodemailer/'],
    only: ['plugin/notify/'],
    because: 'mail leaves through the outbox'
  },
  {
    name: 'schemas',
    of: ['ajv', 'ajv/', 'ajv-formats'],
    only: ['plugin/document.ts'],
    because: 'one way of validating'
  },
  {
    name: 'YAML',
    of: ['yaml'],
    only: ['plugin/document.ts', 'openapi/generator/', 'adapters/openedx/reading/configuration.ts'],
    because: 'API documents are YAML, and so is what other drivers are configured with'
  },
  {
    name: 'canonical JSON',
    of: ['canonicalize'],
    only: ['plugin/assembly/', 'plugin/cli/'],
    because: 'evidence takes it as an argument'
  },
  {
    name: 'public holidays',
    of: ['date-holidays'],
    only: ['plugin/calendar/'],
    because: 'loaded when a region asks for it, and worked out once a year and region'
  },
  { name: 'metrics', of: ['@prometheus-io/client'], only: ['plugin/health/'], because: 'one registry' },
  {
    name: 'command line',
    of: ['commander', '@clack/prompts', 'node:readline', 'node:readline/promises'],
    only: ['plugin/cli.ts', 'plugin/cli/'],
    because: 'only commands talk to a terminal'
  },
  {
    name: 'terminal and exit',
    of: ['process.stdout', 'process.stderr', 'process.stdin', 'process.exit', 'process.exitCode', 'process.argv'],
    only: ['plugin/server.ts', ...COMMANDS, ...SANDBOXES],
    because: 'everything else logs through the logger it is given'
  },
  {
    name: 'signals of the system',
    of: ['process.on', 'process.once', 'process.kill'],
    only: ['plugin/server.ts', 'plugin/cli/', ...SANDBOXES],
    because: 'the process belongs to whoever started it'
  }
]

/** Names every use of a door's package or effect outside of its files; a type opens no door, since it does nothing. */
export function checkDoors(sources: readonly Source[], doors: readonly Door[] = DOORS): string[] {
  return sources.flatMap(source =>
    [...listImports(source).filter(({ isType }) => !isType), ...listGlobals(source)].flatMap(({ of, line }) =>
      doors
        .filter(door => door.of.some(pattern => fits(of, pattern)))
        .filter(door => !door.only.some(pattern => fits(source.path, pattern)))
        .map(door => `${source.path}:${line} uses ${of} past the ${door.name} door: ${door.because}`)
    )
  )
}
