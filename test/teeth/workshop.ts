import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Saboteur } from './saboteur.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const leftOut = new Set(['node_modules', '.git', '.tap', 'dist'])
const patienceMs = 120_000
/** A busy machine is no reason to fail; each test that waits for ever costs so much. */
const patienceOfTestS = '60'

/** What became of one saboteur. */
export interface Verdict {
  readonly id: string
  readonly file: string
  readonly caughtBy: Saboteur['caughtBy']
  readonly isCaught: boolean
  /** Why it does not count as caught, else null. */
  readonly because:
    | null
    | 'stale saboteur'
    | 'the test fails without it too'
    | 'the test is not there'
    | 'the test passes all the same'
}

/** A throw-away copy of the checkout, in which one saboteur after the other is let loose. */
export interface Workshop {
  judge(saboteur: Saboteur): Promise<Verdict>
  remove(): void
}

type Result = 'passed' | 'failed' | 'missing'

/** Runs one named test of one file; a file that breaks, or takes for ever, fails. */
function runTest(folder: string, { file, name }: Saboteur['caughtBy'], compiled: string): Promise<Result> {
  const pattern = `/^${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/`
  const env = { ...process.env, TAP_GREP: pattern, TAP_TIMEOUT: patienceOfTestS, NODE_COMPILE_CACHE: compiled }
  const child = spawn(process.execPath, [file], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  return new Promise(resolve =>
    child.once('close', code => {
      clearTimeout(timer)
      const line = output.split('\n').find(each => /^(not )?ok \d+ - /.test(each) && each.includes(` - ${name}`))
      if (line?.includes('# SKIP')) return resolve('missing')
      if (line === undefined) return resolve(code === 0 ? 'missing' : 'failed')
      return resolve(line.startsWith('ok') && code === 0 ? 'passed' : 'failed')
    })
  )
}

/** How the tests end with nothing broken: each is run once, whichever workshop asks first. */
export type SoundRuns = Map<string, Promise<Result>>

/** Nothing run yet. */
export const createSoundRuns = (): SoundRuns => new Map()

/** Makes a copy of the checkout below the folder for temporary files. */
export function openWorkshop(soundRuns: SoundRuns): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-teeth-'))
  const compiled = mkdtempSync(join(tmpdir(), 'lethe-compiled-'))
  cpSync(root, folder, { recursive: true, filter: source => !leftOut.has(basename(source)) })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))

  const runSound = (caughtBy: Saboteur['caughtBy']): Promise<Result> => {
    const key = `${caughtBy.file}: ${caughtBy.name}`
    // Once more where it fails: what fails twice with nothing broken proves nothing.
    const again = (result: Result) => (result === 'failed' ? runTest(folder, caughtBy, compiled) : result)
    const run = soundRuns.get(key) ?? runTest(folder, caughtBy, compiled).then(again)
    soundRuns.set(key, run)
    return run
  }

  return {
    async judge({ id, file, find, replace, caughtBy }) {
      const verdict = (because: Verdict['because']): Verdict => ({
        id,
        file,
        caughtBy,
        isCaught: because === null,
        because
      })
      const path = join(folder, file)
      const sound = readFileSync(path, 'utf8')
      if (sound.split(find).length !== 2) return verdict('stale saboteur')
      const before = await runSound(caughtBy)
      if (before !== 'passed') {
        return verdict(before === 'missing' ? 'the test is not there' : 'the test fails without it too')
      }
      writeFileSync(
        path,
        sound.replace(find, () => replace)
      )
      try {
        const after = await runTest(folder, caughtBy, compiled)
        return verdict(after === 'failed' ? null : 'the test passes all the same')
      } finally {
        writeFileSync(path, sound)
      }
    },
    remove() {
      for (const each of [folder, compiled]) rmSync(each, { recursive: true, force: true })
    }
  }
}
