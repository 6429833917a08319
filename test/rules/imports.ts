import { fits, listImports, type Source } from './sources.ts'

/** Who may import whom. The longest `from` that fits a file rules it; its own folder is always allowed. */
export interface ImportRow {
  /** A file, or a folder with `/`; `*` stands for one segment. */
  readonly from: string
  readonly mayImport: readonly string[]
  readonly because: string
}

const SEAM = ['adapters/contract.ts', 'adapters/errors.ts']
const LEAVES = [
  'plugin/clock.ts',
  'plugin/random.ts',
  'plugin/rounds.ts',
  'plugin/rest.ts',
  'plugin/caller-address.ts',
  'plugin/crowd.ts',
  'plugin/errors.ts',
  'plugin/document.ts',
  'plugin/durations.ts',
  'plugin/instant.ts',
  'plugin/read-json.ts',
  'openapi/types/lethe.ts'
]
const GROUND = [
  'plugin/store/',
  'plugin/erasure/',
  'plugin/evidence/',
  'plugin/vault/',
  'plugin/texts/',
  'plugin/calendar/',
  ...LEAVES,
  ...SEAM
]
const SERVER = ['fastify', '@fastify/*', 'fastify-openapi-glue', 'fastify-plugin']

/**
 * server → index → {intake, api, pages, health, work, notify} → {store, erasure, evidence, vault}. To let a part
 * import more, add to its row and say why; to add a part, add a row.
 */
export const IMPORT_ROWS: readonly ImportRow[] = [
  { from: 'plugin/clock.ts', mayImport: ['node:'], because: 'a leaf: everybody may need the time' },
  { from: 'plugin/random.ts', mayImport: ['node:'], because: 'a leaf: everybody may need chance' },
  {
    from: 'plugin/rounds.ts',
    mayImport: ['plugin/clock.ts'],
    because: 'a leaf: what is done again and again by itself'
  },
  { from: 'plugin/rest.ts', mayImport: ['plugin/clock.ts'], because: 'a leaf: what goes through everything by itself' },
  { from: 'plugin/caller-address.ts', mayImport: [], because: 'a leaf: who calls is counted in one way' },
  {
    from: 'plugin/crowd.ts',
    mayImport: ['plugin/errors.ts', 'fastify'],
    because: 'a leaf: both listeners take no more calls at once than they can hold'
  },
  { from: 'plugin/errors.ts', mayImport: ['plugin/problems.ts'], because: 'a leaf: the codes that we answer with' },
  { from: 'plugin/problems.ts', mayImport: ['plugin/problems/'], because: 'a leaf: what the codes mean' },
  { from: 'plugin/problems/', mayImport: ['plugin/problems/kind.ts'], because: 'a leaf: what the codes mean' },
  {
    from: 'plugin/document.ts',
    mayImport: ['plugin/errors.ts', 'openapi/types/lethe.ts', 'node:', 'ajv/', 'ajv', 'ajv-formats', 'yaml'],
    because: 'a leaf: the one reader of our API document'
  },
  {
    from: 'plugin/config.ts',
    mayImport: ['plugin/durations.ts', 'plugin/errors.ts', 'node:'],
    because: 'settings come before every part'
  },
  {
    from: 'plugin/*.ts',
    mayImport: ['node:', ...LEAVES],
    because: 'beside the parts lies only what needs none of them'
  },
  {
    from: 'plugin/texts/',
    mayImport: ['plugin/erasure/', 'plugin/durations.ts', 'plugin/errors.ts', ...SEAM],
    because: 'a leaf: what people read, per language; it knows codes and nothing else'
  },
  {
    from: 'plugin/erasure/',
    mayImport: ['plugin/evidence/', 'plugin/vault/', 'plugin/durations.ts', 'node:crypto', ...SEAM],
    because: 'the domain decides and does nothing: no store, no clock, no package'
  },
  {
    from: 'plugin/evidence/',
    mayImport: ['plugin/random.ts', 'node:crypto', ...SEAM],
    because: 'a certificate is checked offline with nothing but this folder: no package'
  },
  {
    from: 'plugin/calendar/',
    mayImport: ['plugin/erasure/', 'plugin/store/', 'plugin/durations.ts', 'date-holidays'],
    because: 'the one door to public holidays: the domain gets them, by the region of the controller, as an argument'
  },
  { from: 'plugin/vault/', mayImport: ['node:', ...LEAVES], because: 'keys know nothing of what they seal' },
  {
    from: 'plugin/store/',
    mayImport: [
      'plugin/erasure/',
      'plugin/evidence/',
      'plugin/vault/',
      'lowdb',
      'lowdb/',
      'pg',
      'graphile-worker',
      'node:',
      ...LEAVES,
      ...SEAM
    ],
    because: 'it keeps documents of the domain; nobody above is known here'
  },
  {
    from: 'plugin/work/',
    mayImport: ['pg', 'pg-boss', 'graphile-worker', 'node:', ...GROUND],
    because: 'parts meet only in index'
  },
  {
    from: 'plugin/notify/',
    mayImport: [
      'nodemailer',
      'nodemailer/',
      'preact',
      'htm/',
      'preact-render-to-string',
      'plugin/intake/webhook/signature.ts',
      'node:',
      ...GROUND
    ],
    because:
      'parts meet only in index; there is one way of signing, and markup is escaped by what escapes that of pages'
  },
  {
    from: 'plugin/intake/',
    mayImport: ['ajv', 'ajv/', 'standardwebhooks', 'node:', ...SERVER, ...GROUND],
    because: 'parts meet only in index'
  },
  {
    from: 'plugin/facts/',
    mayImport: ['plugin/intake/webhook/signature.ts', 'node:', ...GROUND],
    because: 'parts meet only in index; there is one way of signing'
  },
  {
    from: 'plugin/api/',
    mayImport: ['plugin/reports/csv.ts', 'ajv', 'ajv/', 'node:', ...SERVER, ...GROUND],
    because: 'parts meet only in index; there is one way of writing a table, in which no cell is a formula'
  },
  {
    from: 'plugin/reports/',
    mayImport: ['plugin/work/parts.ts', 'plugin/work/retention/records-table.ts', 'csv-stringify/', 'node:', ...GROUND],
    because: 'figures from what is stored; the table of our own records is told once'
  },
  {
    from: 'plugin/pages/',
    mayImport: [
      'preact',
      'preact/',
      'htm',
      'htm/',
      'preact-render-to-string',
      'openid-client',
      '@picocss/pico/',
      'node:',
      ...SERVER,
      ...GROUND
    ],
    because: 'parts meet only in index'
  },
  {
    from: 'plugin/health/',
    mayImport: ['@prometheus-io/client', 'node:', ...SERVER, ...GROUND],
    because: 'parts meet only in index'
  },
  {
    from: 'plugin/doors.ts',
    mayImport: [
      'plugin/api/parts.ts',
      'plugin/facts/parts.ts',
      'plugin/notify/webhooks-out/send.ts',
      'plugin/store/',
      'plugin/vault/',
      'adapters/index.ts',
      'adapters/http.ts',
      ...LEAVES,
      ...SEAM
    ],
    because: 'the ways out of the process, each pinned to the addresses that were registered'
  },
  {
    from: 'plugin/index.ts',
    mayImport: [
      'plugin/*/',
      'plugin/config.ts',
      'plugin/doors.ts',
      'canonicalize',
      'node:',
      ...SERVER,
      ...LEAVES,
      ...SEAM
    ],
    because: 'the one place where parts meet, with the room where they are put together'
  },
  {
    from: 'plugin/assembly/',
    mayImport: ['plugin/*/', 'plugin/doors.ts', 'canonicalize', 'node:', ...SERVER, ...LEAVES, ...SEAM],
    because: 'parts are put side by side here, and nothing is decided'
  },
  {
    from: 'plugin/server.ts',
    mayImport: [
      'plugin/index.ts',
      'plugin/first-start.ts',
      'plugin/first-platforms.ts',
      'plugin/banner.ts',
      'plugin/config.ts',
      'plugin/store/',
      'plugin/vault/',
      'node:',
      ...SERVER,
      ...LEAVES
    ],
    because: 'the process around the plugin: it opens the data folder and listens'
  },
  {
    from: 'plugin/first-start.ts',
    mayImport: ['plugin/store/', 'node:', ...LEAVES],
    because: 'the first person is made before anybody can ask for it'
  },
  {
    from: 'plugin/first-platforms.ts',
    mayImport: ['plugin/store/', 'plugin/config.ts', 'node:', ...LEAVES],
    because: 'an installation registers its platforms over our own API, before anybody has signed in'
  },
  {
    from: 'plugin/banner.ts',
    mayImport: ['plugin/store/', 'plugin/config.ts', ...LEAVES],
    because: 'what the process says at its start is counted from the store'
  },
  {
    from: 'plugin/cli.ts',
    mayImport: ['plugin/cli/', 'plugin/config.ts', 'plugin/server.ts', 'commander', 'node:', ...LEAVES],
    because: 'the command line only tells commands apart'
  },
  {
    from: 'plugin/cli/',
    mayImport: [
      'plugin/server.ts',
      'plugin/config.ts',
      'plugin/store/',
      'plugin/evidence/',
      'plugin/vault/',
      'plugin/intake/webhook/signature.ts',
      'plugin/erasure/preconditions/',
      'plugin/reports/csv.ts',
      'plugin/texts/',
      'adapters/index.ts',
      'adapters/sandbox/practice.ts',
      'adapters/*/sandbox/practice.ts',
      'canonicalize',
      'commander',
      '@clack/prompts',
      'csv-parse/',
      'undici',
      'node:',
      ...LEAVES
    ],
    because:
      'a client of the API; start, verify, doctor and store open files; adapters say which options are secret, stand-ins are for practice; texts say what a code means, preconditions what can be waived'
  },
  { from: 'adapters/contract.ts', mayImport: ['adapters/contract/'], because: 'the seam knows neither side' },
  { from: 'adapters/contract/', mayImport: [], because: 'the seam knows neither side' },
  { from: 'adapters/errors.ts', mayImport: [], because: 'the seam knows neither side' },
  { from: 'adapters/index.ts', mayImport: ['adapters/*/index.ts', ...SEAM], because: 'the list of adapters' },
  {
    from: 'adapters/http.ts',
    mayImport: ['adapters/http/', 'undici', 'node:', ...SEAM],
    because: 'the one door to platforms'
  },
  { from: 'adapters/http/', mayImport: ['undici', 'node:', ...SEAM], because: 'the one door to platforms' },
  {
    from: 'adapters/sandbox/',
    mayImport: ['node:'],
    because: 'a stand-in stands on nothing of ours, or it would share our mistakes'
  },
  {
    from: 'adapters/openedx/',
    mayImport: ['openapi/types/openedx.ts', 'openapi/types/openedx-operations.ts', 'node:crypto', 'yaml', ...SEAM],
    because: 'an adapter knows neither the core nor another platform; another driver is configured in YAML'
  },
  {
    from: 'adapters/openedx/sandbox/',
    mayImport: ['adapters/sandbox/', 'node:'],
    because: 'a stand-in shares nothing with the adapter that is tried on it'
  },
  {
    from: 'adapters/openolat/',
    mayImport: ['openapi/types/openolat.ts', 'openapi/types/openolat-operations.ts', 'node:crypto', ...SEAM],
    because: 'an adapter knows neither the core nor another platform'
  },
  {
    from: 'adapters/openolat/sandbox/',
    mayImport: ['adapters/sandbox/', 'node:'],
    because: 'a stand-in shares nothing with the adapter that is tried on it'
  },
  {
    from: 'openapi/',
    mayImport: ['adapters/contract.ts', 'openapi-typescript', 'yaml', 'node:'],
    because: 'a tool of development; it loads the parts by path'
  }
]

/**
 * Names the imports that no row allows. A folder's rule does not reach into a folder with a rule of its own: an
 * adapter may not import its sandbox.
 */
export function checkImports(sources: readonly Source[], rows: readonly ImportRow[] = IMPORT_ROWS): string[] {
  return sources.flatMap(source => {
    const row = findRow(source.path, rows)
    if (row === undefined) return [`${source.path}: no row of imports speaks of it`]
    return listImports(source)
      .filter(({ of }) => !of.includes('#') && !isAllowed(of, row, rows))
      .map(({ of, line }) => `${source.path}:${line} imports ${of}: ${row.because}`)
  })
}

function isAllowed(of: string, row: ImportRow, rows: readonly ImportRow[]): boolean {
  if (row.from.endsWith('/') && fits(of, row.from)) return findRow(of, rows) === row
  return row.mayImport.some(pattern => fits(of, pattern))
}

function findRow(path: string, rows: readonly ImportRow[]): ImportRow | undefined {
  return rows.filter(({ from }) => fits(path, from)).sort((one, other) => other.from.length - one.from.length)[0]
}
