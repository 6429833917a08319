import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import type { Source } from './sources.ts'

/** Every npm script there may be; few, and named for what they do. */
export const SCRIPTS: readonly string[] = [
  'start',
  'demo',
  'test',
  'build',
  'prepack',
  'typecheck',
  'lint',
  'generate',
  'lethe',
  ...[
    'test:crash',
    'test:teeth',
    'test:gateway',
    'test:openolat',
    'test:canaries',
    'test:pages',
    'test:soak',
    'test:fuzz'
  ],
  ...['bench:intake', 'bench:erasure', 'bench:scale'],
  'screenshots'
]

/** A fenced block of a page: its language, what follows it on the line, its text. */
export interface Fence {
  readonly language: string
  /** Schema of our API document: from ` ```json schema=Name `. */
  readonly schema: string | null
  readonly text: string
  readonly line: number
}

// What npm itself does, besides running scripts.
const NPM_ALIASES: Readonly<Record<string, string>> = { test: 'test', t: 'test', start: 'start' }

/** Takes the fenced blocks out of a page. */
export function listFences({ text }: Source): Fence[] {
  return [...text.matchAll(/^ {0,3}```(\w+)[ \t]*([^\n`]*)\n([\s\S]*?)^ {0,3}```[ \t]*$/gm)].map(match => {
    const [, language = '', rest = '', body = ''] = match
    const schema = /\bschema=([\w-]+)/.exec(rest)?.[1] ?? null
    return { language, schema, text: body, line: text.slice(0, match.index).split('\n').length }
  })
}

/** Names npm scripts that a page tells the reader to run and that do not exist. */
export function checkCommands(pages: readonly Source[], scripts: readonly string[]): string[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm (?:(?:run|run-script) (?:-s |--silent )?([\w:-]+)|(test|t|start)\b)/g)]
      .map(([, script, alias]) => script ?? NPM_ALIASES[alias ?? ''] ?? '')
      .filter(script => !scripts.includes(script))
      .map(script => `${path}: npm script ${script} does not exist`)
  )
}

/** Names JSON blocks that are no JSON, or that break the schema that they name. */
export function checkJson(pages: readonly Source[], isValid: (schema: string, value: unknown) => boolean): string[] {
  const complain = ({ schema, text }: Fence): string | null => {
    try {
      const value: unknown = JSON.parse(text)
      return schema === null || isValid(schema, value) ? null : `breaks schema ${schema}`
    } catch {
      return 'is not JSON, or its schema does not exist'
    }
  }
  return pages.flatMap(page =>
    listFences(page)
      .filter(({ language }) => language === 'json')
      .map(fence => ({ fence, wrong: complain(fence) }))
      .filter(({ wrong }) => wrong !== null)
      .map(({ fence, wrong }) => `${page.path}:${fence.line} ${wrong}`)
  )
}

/** Names links of pages to files and to headings of the project that there are not. */
export function checkLinks(pages: readonly Source[], root: string): string[] {
  const anchors = new Map<string, ReadonlySet<string>>()
  const anchorsOf = (path: string): ReadonlySet<string> => {
    const known = anchors.get(path) ?? listAnchors(pages.find(page => page.path === path)?.text ?? '')
    anchors.set(path, known)
    return known
  }
  return pages.flatMap(({ path, text }) =>
    [...withoutFences(text).matchAll(/\]\(([^)\s#]*)(?:#([^)\s]*))?\)/g)].flatMap(([, target = '', anchor]) => {
      if (/^[a-z][a-z+.-]*:/i.test(target)) return []
      const to = target === '' ? path : posix.join(posix.dirname(path), target)
      if (!existsSync(posix.join(root, to)) && target !== '') return [`${path}: ${target} does not exist`]
      if (anchor === undefined || !to.endsWith('.md') || anchorsOf(to).has(anchor)) return []
      return [`${path}: ${target}#${anchor} is no heading`]
    })
  )
}

const withoutFences = (text: string): string => text.replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1[ \t]*$/gm, '')

/** The headings of a page as addresses within it: small letters, blanks as hyphens, other signs left out. */
function listAnchors(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const slugs = [...withoutFences(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-')
    const before = seen.get(slug) ?? 0
    seen.set(slug, before + 1)
    return before === 0 ? slug : `${slug}-${before}`
  })
  return new Set(slugs)
}
