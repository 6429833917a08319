import { execFile } from 'node:child_process'
import { cp, mkdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Instruction } from './dockerfile.ts'

const run = promisify(execFile)

/** A stage of a Dockerfile, as a folder in which everything of this machine can be read and nothing of it is changed. */
export interface Stage {
  readonly root: string
  readonly environment: Record<string, string>
  workdir: string
  user: string
  /** What the last instructions of the file said. */
  readonly said: Map<string, string>
}

/** Where things come from: the folder that is built, and the stages before. */
export interface Sources {
  readonly context: string
  readonly stages: ReadonlyMap<string, Stage>
  /** Of the build: what `npm` must know to reach its registry. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Lays an empty layer over this machine, with a Node of its own and without the folders of whoever builds. */
export const openStage = async (folder: string, node: string, hidden: readonly string[]): Promise<Stage> => {
  const [upper, work, root] = ['upper', 'work', 'root'].map(name => join(folder, name)) as [string, string, string]
  for (const each of [upper, work, root]) await mkdir(each, { recursive: true })
  await run('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=/,upperdir=${upper},workdir=${work}`, root])
  for (const each of ['/tmp', ...hidden]) {
    await mkdir(join(root, each), { recursive: true })
    await run('mount', ['-t', 'tmpfs', 'tmpfs', join(root, each)])
  }
  for (const each of ['/dev', '/proc']) await run('mount', ['--rbind', each, join(root, each)])
  await rm(join(root, 'usr/local/bin/node'), { force: true })
  await cp(node, join(root, 'usr/local/bin/node'))
  const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }
  return { root, environment, workdir: '/', user: '0:0', said: new Map() }
}

/** The command that runs something in a stage, as its user and with its environment alone. */
export const enter = (
  stage: Stage,
  command: readonly string[],
  more: Readonly<Record<string, string>> = {}
): string[] => [
  'setpriv',
  '--no-new-privs',
  'chroot',
  `--userspec=${stage.user}`,
  stage.root,
  'env',
  '-i',
  ...Object.entries({ ...stage.environment, ...more }).map(([name, value]) => `${name}=${value}`),
  'sh',
  '-c',
  'cd "$1" && shift && exec "$@"',
  'sh',
  stage.workdir,
  ...command
]

const copyInto = async (stage: Stage, text: string, { context, stages }: Sources): Promise<void> => {
  const words = text.split(/\s+/)
  const from = words[0]?.startsWith('--') ? words.shift()! : null
  if (from !== null && !from.startsWith('--from=')) throw new Error(`COPY ${from} is not understood`)
  const source = from === null ? context : stages.get(from.slice('--from='.length))!.root
  const target = words.pop()!
  const to = resolve(stage.workdir, target)
  for (const word of words) {
    if (/[*?[]/.test(word)) throw new Error(`COPY ${word} is not understood`)
    const path = join(source, word)
    const isFolder = (await stat(path)).isDirectory()
    const end = isFolder || !target.endsWith('/') ? to : join(to, basename(word))
    await mkdir(join(stage.root, isFolder ? end : dirname(end)), { recursive: true })
    await run('cp', ['-a', '--no-preserve=ownership', isFolder ? `${path}/.` : path, join(stage.root, end)])
  }
}

/** Pairs of `name=value`, the values bare or in double quotes. */
const pairsOf = (text: string): readonly (readonly [string, string])[] => {
  const pairs = [...text.matchAll(/([\w.]+)=("[^"]*"|\S+)/g)]
  if (pairs.map(([pair]) => pair).join('') !== text.replaceAll(/\s+(?=[\w.]+=)/g, ''))
    throw new Error(`${text} is not understood`)
  return pairs.map(([, name, value]) => [name!, value!.replaceAll('"', '')])
}

const remembered = ['CMD', 'ENTRYPOINT', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'STOPSIGNAL', 'VOLUME']

/** Carries one instruction out, as a builder would. Throws for one that is not understood, and for a command that fails. */
export const carryOut = async (stage: Stage, { name, text }: Instruction, sources: Sources): Promise<void> => {
  if (name === 'WORKDIR') {
    stage.workdir = resolve(stage.workdir, text)
    await mkdir(join(stage.root, stage.workdir), { recursive: true })
  } else if (name === 'ENV') Object.assign(stage.environment, Object.fromEntries(pairsOf(text)))
  else if (name === 'USER') stage.user = text
  else if (name === 'COPY') await copyInto(stage, text, sources)
  else if (name === 'RUN') {
    const known = Object.entries(sources.environment).filter(([key]) => /^(npm_config_|HOME$)/i.test(key))
    const [program, ...args] = enter(stage, ['sh', '-c', text], Object.fromEntries(known) as Record<string, string>)
    await run(program!, args, { maxBuffer: 1e8 })
  } else if (remembered.includes(name)) stage.said.set(name, text)
  else throw new Error(`${name} is not understood`)
}
