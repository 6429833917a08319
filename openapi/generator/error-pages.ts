import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DO_NOT_EDIT, type GeneratedFile } from './generated-file.ts'

interface Words {
  readonly title: string
  readonly whatToDo: string
}

interface Kind extends Words {
  readonly status: number
}

interface Cause {
  readonly by: readonly string[]
  readonly because: Readonly<Record<'en' | 'de', string>>
}

interface Texts {
  readonly callers: Readonly<Record<string, string>>
  readonly causes: Readonly<Record<string, Cause>>
  readonly problemsInGerman: Readonly<Record<string, Words>>
}

type Operation = { readonly operationId?: string }
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

const codes = 'plugin/problems.ts'
const words = 'plugin/texts/problems/index.ts'
const why = 'plugin/texts/problems/causes/index.ts'
const methods = ['get', 'post', 'put', 'patch', 'delete']

/**
 * A page for each code that our API refuses with, and the list of them.
 * @param root folder of the project
 * @param document our own bundled document, parsed
 * @returns no page where the codes do not exist
 */
export async function describeErrors(root: string, document: unknown): Promise<GeneratedFile[]> {
  if (![codes, words, why].every(path => existsSync(join(root, path)))) return []
  const load = async (path: string) => (await import(pathToFileURL(join(root, path)).href)) as object
  const { problems } = (await load(codes)) as { readonly problems: Readonly<Record<string, Kind>> }
  const texts = { ...(await load(words)), ...(await load(why)) } as Texts
  const { paths = {} } = (document ?? {}) as { readonly paths?: Paths }
  const kinds = Object.entries(problems)
  return [
    { path: 'plugin/guides/errors.md', content: drawIndex(kinds) },
    ...kinds.map(([code, kind]) => ({
      path: `plugin/guides/errors/${code}.md`,
      content: drawPage(code, kind, texts, paths)
    }))
  ]
}

function drawIndex(kinds: readonly (readonly [string, Kind])[]): string {
  return [
    `<!-- ${DO_NOT_EDIT} Sources: ${codes}, ${why} -->`,
    '# Errors',
    '',
    'Every refusal of the API is a problem (RFC 9457, `application/problem+json`): `type` leads to this explanation',
    '(`GET /problems/{code}`; a browser gets a page, in English or German), `code` never changes its meaning, `detail` says',
    'what to do, `instance` is the id of the call in the log. Where a body breaks the document, `faults` name the place and',
    'the rule, never the value. The pages for people who work with Lethe show the same words in their language, with what',
    'was typed still there; the command line prints them with the code in brackets, and with `--json` as `error`.',
    '',
    'What a platform refuses is in [codes.md](../../adapters/codes.md), what the start and the command line refuse in',
    '[start-and-commands.md](start-and-commands.md).',
    '',
    '| code | status | it means | what to do |',
    '|---|---|---|---|',
    ...kinds.map(
      ([code, { status, title, whatToDo }]) =>
        `| [\`${code}\`](errors/${code}.md) | ${status} | ${title} | ${whatToDo} |`
    ),
    ''
  ].join('\n')
}

function drawPage(code: string, kind: Kind, texts: Texts, paths: Paths): string {
  const cause = texts.causes[code]
  const german = texts.problemsInGerman[code]
  return [
    `<!-- ${DO_NOT_EDIT} Sources: ${codes}, ${why} -->`,
    `# \`${code}\``,
    '',
    `**${kind.title}.** Status ${kind.status}.`,
    '',
    kind.whatToDo,
    ...(cause === undefined ? [] : ['', '## Why it comes', '', cause.because.en]),
    ...(cause === undefined || cause.by.length === 0
      ? []
      : ['', '## What may answer it', '', ...listAnswered(cause, texts, paths)]),
    '',
    '## On a page',
    '',
    'In English, under “This was not done”: the sentences above, and each fault at its field. In German, under „Das wurde',
    'nicht ausgeführt“:',
    '',
    `> **${german?.title ?? '…'}.** ${german?.whatToDo ?? ''}`,
    ...(cause === undefined ? [] : ['>', `> ${cause.because.de}`]),
    '',
    '## What a program gets',
    '',
    ...drawExample(code, kind, cause),
    '',
    '[All codes](../errors.md)',
    ''
  ].join('\n')
}

function listAnswered({ by }: Cause, { callers }: Texts, paths: Paths): string[] {
  return by.flatMap(one => {
    if (callers[one] !== undefined) return [`- ${callers[one]}`]
    const isPart = one.startsWith('{')
    return Object.entries(paths).flatMap(([path, item]) =>
      methods
        .filter(method => (isPart ? path.includes(one) && item[method] : item[method]?.operationId === one))
        .map(method => `- \`${item[method]!.operationId}\`: \`${method.toUpperCase()} ${path}\``)
    )
  })
}

function drawExample(code: string, { status, title, whatToDo }: Kind, cause: Cause | undefined): string[] {
  if (cause?.by.some(one => one.startsWith('*scim')) === true) {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
    return fence('json', { schemas, status: String(status), detail: `${whatToDo} (${code})` })
  }
  return fence('json schema=Problem', {
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail: whatToDo,
    instance: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    ...(/`faults`/.test(whatToDo) && { faults: [{ at: '/name', because: 'must be string' }] })
  })
}

function fence(info: string, value: unknown): string[] {
  return [`\`\`\`${info}`, ...JSON.stringify(value, null, 2).split('\n'), '```']
}
