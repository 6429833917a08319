import type { Io } from '../../plugin/cli/io.ts'
import type { Source } from './sources.ts'

/** A command as its help describes it: what stands below it, and its options. */
export interface Known {
  readonly below: ReadonlyMap<string, Known>
  readonly options: ReadonlySet<string>
}

type Run = (args: readonly string[], io: Io) => Promise<number>

/** Reads the whole command line by its own help, page by page. */
export async function readCommands(run: Run, words: readonly string[] = []): Promise<Known> {
  const said: string[] = []
  const io = { env: {}, out: (text: string) => void said.push(text), err: () => undefined } as unknown as Io
  await run([...words, '--help'], io)
  const help = said.join('')
  const section = (title: string) => help.split(`\n${title}:\n`)[1]?.split('\n\n')[0] ?? ''
  const names = [...section('Commands').matchAll(/^ {2}([a-z][a-z0-9-]*)/gm)].map(([, name]) => name!)
  const options = new Set([...help.matchAll(/--[a-z][a-z0-9-]*/g)].map(([option]) => option))
  const below = new Map<string, Known>()
  for (const name of names.filter(name => name !== 'help')) below.set(name, await readCommands(run, [...words, name]))
  return { below, options }
}

/** Commands as pages write them: between backticks, or a line of a block; `npm run lethe --` stands for `lethe`. */
const mentionsIn = (text: string): string[] => {
  const joined = text.replace(/\\\n\s*/g, ' ').replaceAll(/npm run (?:-s |--silent )?lethe --/g, 'lethe')
  const blocks = [...joined.matchAll(/^ {0,3}```(?:sh|bash|console)?\n([\s\S]*?)^ {0,3}```/gm)].map(([, body]) => body!)
  const spans = [...joined.replace(/^ {0,3}```[\s\S]*?^ {0,3}```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span]) => span!
  )
  return [...blocks.flatMap(body => body.split('\n')), ...spans].flatMap(line =>
    [...line.matchAll(/(?:^|[;&|(]) *(?:\$ )?lethe ((?:[a-z-]+|--[a-z]+)(?: [^;&|`#]*)?)/g)].map(([, words]) => words!)
  )
}

/** Names commands and options of `lethe` that pages tell the reader to type and that there are not. */
export function checkOwnCommands(pages: readonly Source[], root: Known): string[] {
  return pages.flatMap(({ path, text }) => mentionsIn(text).flatMap(words => complainOf(words, root, path)))
}

function complainOf(words: string, root: Known, path: string): string[] {
  let known = root
  const rest = words.trim().split(/\s+/)
  const typed: string[] = []
  while (known.below.size > 0 && /^[a-z][a-z0-9-]*$/.test(rest[0] ?? '')) {
    const name = rest.shift()!
    const next = known.below.get(name)
    typed.push(name)
    if (next === undefined) return [`${path}: lethe ${typed.join(' ')} does not exist`]
    known = next
  }
  return rest
    .flatMap(word => /^\[?(--[a-z][a-z0-9-]*)/.exec(word)?.[1] ?? [])
    .filter(option => !known.options.has(option) && !root.options.has(option))
    .map(option => `${path}: lethe ${typed.join(' ')} takes no ${option}`)
}

/** Names settings that pages speak of and that there are not. */
export function checkSettings(pages: readonly Source[], settings: readonly string[]): string[] {
  return pages.flatMap(({ path, text }) =>
    [...new Set([...text.matchAll(/\bLETHE_[A-Z]+(?:_[A-Z]+)*\b/g)].map(([name]) => name))]
      .filter(name => !settings.includes(name))
      .map(name => `${path}: there is no setting ${name}`)
  )
}

type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Names calls of our API that pages show between backticks, with method and path, and that the document does not have. */
export function checkOperations(pages: readonly Source[], paths: Paths): string[] {
  const known = Object.entries(paths).map(([path, item]) => ({
    methods: Object.keys(item),
    shape: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
  }))
  const isThere = (method: string, path: string) =>
    known.some(({ methods, shape }) => methods.includes(method.toLowerCase()) && shape.test(path))
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/[^\s`?]*)/g)]
      .filter(([, method, to]) => !isThere(method!, to!))
      .map(([, method, to]) => `${path}: ${method} ${to} is no operation`)
  )
}
