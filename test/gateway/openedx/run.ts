import type { Tell } from '../cases.ts'
import { runBrowser } from './browser.ts'
import { runLetheDown } from './down.ts'
import { runHostile } from './hostile.ts'
import { runMatrix } from './matrix.ts'
import { type MemoryReport, scanForPasswords, tellMemory } from './passwords.ts'
import { runRoads } from './roads.ts'
import { roadsOfDefer } from './roads-defer.ts'
import { roadsOfForward, slowRoads } from './roads-forward.ts'
import { sights } from './sights.ts'
import { type Mode, openStage } from './stage.ts'

/** What is played: everything, or one part. */
export interface Given {
  readonly folder: string
  /** A part of the name of the part; empty for all. */
  readonly only: string
}

/** What is told beside the cases. */
export interface OpenedxReport {
  readonly memory?: MemoryReport
  /** Sites on which no browser started. */
  readonly withoutBrowser?: readonly Mode[]
}

/** Plays the parts of Open edX: the sites of both modes side by side, then the memory. */
export async function runOpenedx(given: Given, tell: Tell, say: (line: string) => void): Promise<OpenedxReport> {
  const { folder, only } = given
  const modes: readonly Mode[] = only === 'memory' ? [] : ['forward', 'defer']
  const hadBrowser = await Promise.all(modes.map(mode => runMode(mode, given, tell, say)))
  const withoutBrowser = modes.filter((_, at) => !hadBrowser[at])
  const left = withoutBrowser.length > 0 ? { withoutBrowser } : {}
  if (!'memory'.includes(only)) return left
  say('memory')
  const memory = await scanForPasswords('forward', folder)
  tellMemory(memory, tell)
  return { memory, ...left }
}

async function runMode(mode: Mode, { folder, only }: Given, tell: Tell, say: (line: string) => void): Promise<boolean> {
  const stage = await openStage(mode, folder)
  const known = new Set<string>()
  let hadBrowser = true
  let slow: Promise<void> = Promise.resolve()
  const parts: Readonly<Record<string, () => Promise<void>>> = {
    hostile: () => runHostile(stage, known, tell),
    async roads() {
      // What takes minutes goes on beside everything else.
      slow = runRoads(stage, slowRoads, tell)
      await runRoads(stage, [...roadsOfForward, ...roadsOfDefer], tell)
      // Those of the slow ones too: each makes its request at once.
      for (const id of (await stage.standings()).keys()) known.add(id)
    },
    async browser() {
      hadBrowser = await runBrowser(stage, known, sights, tell)
      if (!hadBrowser) say(`${mode}: no browser starts here; its cases are left out`)
    },
    matrix: () => runMatrix(stage, known, tell),
    async down() {
      await slow
      await runLetheDown(stage, known, tell)
    }
  }
  try {
    for (const [name, play] of Object.entries(parts)) {
      if (!name.includes(only)) continue
      say(`${mode}: ${name}`)
      await play()
    }
    await slow
    return hadBrowser
  } finally {
    await stage.close()
  }
}
