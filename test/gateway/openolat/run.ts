import type { Tell } from '../cases.ts'
import { callerCases } from './callers.ts'
import { type GatewayCase, playCase } from './case.ts'
import { changeCases } from './changes.ts'
import { fakeCases } from './fakes.ts'
import { overrideCases } from './overrides.ts'
import { openStage, type Stage } from './stage.ts'
import { downCases, waitCases, wholeCases } from './whole.ts'

/** Cases that set OpenOlat as a whole are played alone; a handful of others at once. */
const atOnce = 4

/** Plays everything there is for OpenOlat: one site, both modes one after the other. */
export async function runOpenolat(
  { folder, only }: { readonly folder: string; readonly only: string },
  tell: Tell,
  say: (line: string) => void
): Promise<object> {
  const stage = await openStage(folder)
  const part = async (name: string, cases: readonly GatewayCase[], mode: string, width = 1) => {
    const chosen = name.includes(only) ? cases : cases.filter(({ id }) => id.includes(only))
    if (chosen.length > 0) say(name)
    await playAll(stage, mode, chosen, width, tell)
  }
  try {
    await part('files', [checked(stage, 'nginx'), checked(stage, 'caddy')], 'answer-at-once')
    await part('callers', callerCases, 'answer-at-once')
    await part('overrides and paths', overrideCases, 'answer-at-once', atOnce)
    await part('changes', changeCases, 'answer-at-once', atOnce)
    await part('fakes', fakeCases, 'answer-at-once', atOnce)
    await part('whole', wholeCases, 'answer-at-once')
    await stage.setMode('wait')
    await part('wait', waitCases, 'wait')
    await part('down', downCases, 'wait')
  } finally {
    await stage.close()
  }
  return {}
}

async function playAll(
  stage: Stage,
  mode: string,
  cases: readonly GatewayCase[],
  width: number,
  tell: Tell
): Promise<void> {
  const waiting = [...cases]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await playCase(stage, mode, next, tell)
  }
  await Promise.all(Array.from({ length: width }, work))
}

/** What the proxy itself says of the files that are installed. */
const checked = (stage: Stage, proxy: 'nginx' | 'caddy'): GatewayCase => ({
  id: `${proxy} takes the files of the install folder`,
  caller: 'operator',
  proxy,
  play: async ({ checks }) => checks.equal('its own check', stage[proxy].check, '')
})
