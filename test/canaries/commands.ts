import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Piece } from './outputs.ts'
import type { Stage } from './stage.ts'

const cli = fileURLToPath(new URL('../../plugin/cli.ts', import.meta.url))

/** The arguments of a process, as everybody on the machine may read them. */
const argumentsOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')

/** Writes down under which arguments the sidecar runs. */
export const noteArguments = (stage: Stage): void => void stage.commandLines.add(argumentsOf(stage.pid()))

async function run(stage: Stage, args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { env: { PATH: process.env.PATH, LETHE_URL: stage.address(), LETHE_TOKEN_FILE: join(stage.folder, 'token') } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), text: `${out}\n${err}` })
    )
    if (child.pid !== undefined) stage.commandLines.add(argumentsOf(child.pid))
  })
}

/** Commands of an operator with canaries in their files and answers; of those that fail, everything that they say. */
export async function tryCommands(stage: Stage): Promise<readonly Piece[]> {
  const { canaries } = stage
  const file = (name: string, text: string) => {
    const path = join(stage.folder, name)
    writeFileSync(path, text)
    return path
  }
  const text = (way: string) => canaries.plant('text', way)
  const subject = file('subject.json', JSON.stringify([{ kind: 'email', value: canaries.plant('email', 'a file') }]))
  const broken = file('broken.json', `{"subject": "${text('a broken file')}"`)
  const wrong = file('wrong.json', JSON.stringify({ [canaries.plant('odd', 'a file')]: text('a wrong file') }))
  const note = file('note.txt', text('a note in a file'))
  const failing: readonly (readonly string[])[] = [
    ['hold', 'add', 'openolat', '--subject', subject, '--article', '99', '--letter', '1', '--note-file', note],
    ['hold', 'add', 'openolat', '--subject', broken, '--article', '17(3)'],
    ['request', 'add', 'openolat', '--file', wrong],
    ['request', 'add', 'openolat', '--file', broken],
    ['webhook', 'send', 'nowhere', '--body', wrong, '--secret', broken],
    ['verify', wrong, '--key', broken],
    ['platform', 'add', '--options', wrong],
    ['request', 'refuse', 'nowhere', '--article', '17(3)', '--letter', 'e', '--note-file', note]
  ]
  const pieces: Piece[] = []
  for (const args of failing)
    for (const json of [[], ['--json']]) {
      const { code, text: said } = await run(stage, [...args, ...json])
      if (code === 0) throw new Error(`the command should have failed: ${args.join(' ')}`)
      pieces.push({ about: args.slice(0, 2).join(' '), bytes: Buffer.from(said) })
    }
  return pieces
}
