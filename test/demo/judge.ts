import { isDeepStrictEqual } from 'node:util'
import { accountId, type CastHolding, type CastPerson, identifiersOf } from './cast.ts'
import { askSandbox } from './client.ts'
import type { Part } from './play.ts'
import { statesOf } from './play.ts'
import type { Stage } from './stage.ts'
import { checkTombstone, holdsIt, type SandboxPerson } from './tombstone.ts'

interface Entry {
  readonly effect: string
  readonly person: string
  readonly detail: object
  readonly refused?: true
  readonly overlaps?: true
}

/** One question put to a sandbox or to the mail server. */
export interface Check {
  readonly what: string
  readonly is: boolean
}

/** How it ended for one of the cast. */
export interface Verdict {
  readonly id: string
  readonly story: string
  readonly platform: string
  readonly expected: CastPerson['expected']
  /** What Lethe says. */
  readonly ended: { readonly states: readonly string[]; readonly blockers: readonly string[] }
  /** What the sandbox says. */
  readonly sandbox: SandboxPerson
  /** What somebody else holds now, and under which name the sandbox knows them. */
  readonly handedOver: readonly (CastHolding & { readonly name: string })[]
  readonly checks: readonly Check[]
  readonly asExpected: boolean
}

/** Reads what the sandbox knows of somebody. */
export const readPerson = (stage: Stage, platform: string, id: string): Promise<SandboxPerson> =>
  askSandbox<SandboxPerson>(stage.sandboxes.get(platform)!, `people/${id}`)

/** Reads everybody of the cast, to be compared with at the end. */
export async function readEverybody(stage: Stage, people: readonly CastPerson[]): Promise<Map<string, SandboxPerson>> {
  const before = new Map<string, SandboxPerson>()
  for (const person of people) before.set(person.id, await readPerson(stage, person.platform, accountId(person)))
  return before
}

/** Judges one part by what the sandbox, its journal and the mail server say. */
export async function judge(stage: Stage, part: Part, before: SandboxPerson): Promise<Verdict> {
  const { person, summaries } = part
  const { id, story, platform, expected } = person
  const sandbox = await readPerson(stage, platform, accountId(person))
  const journal = await askSandbox<readonly Entry[]>(stage.sandboxes.get(platform)!, 'journal')
  const mine = journal.filter(entry => entry.person === accountId(person) && !entry.refused)
  const stopped = summaries.filter(({ state }) => ['blocked', 'awaiting-approval'].includes(state))
  const blockers = [...new Set(stopped.flatMap(each => each.blockers.map(({ code }) => code)))].sort()
  const ended = { states: statesOf(summaries), blockers }
  const checks: Check[] = [
    ...(expected.ends === 'erased'
      ? checkTombstone(sandbox, before, expected.names)
      : [
          { what: 'every field is as it was', is: isDeepStrictEqual(sandbox, before) },
          { what: 'nothing was done to the account', is: mine.length === 0 }
        ]),
    { what: 'nothing was done twice', is: countDoubles(mine) === 0 },
    { what: 'mails that arrived', is: stage.mailbox.count(mailOf(person)) === expected.mails },
    { what: 'states of the requests', is: isDeepStrictEqual(ended.states, [...expected.states]) },
    { what: 'blockers', is: isDeepStrictEqual(ended.blockers, [...(expected.blockers ?? [])]) }
  ]
  const handedOver: (CastHolding & { name: string })[] = []
  for (const holding of expected.holds ?? []) {
    const holder = await readPerson(stage, platform, String(holding.person))
    checks.push({ what: `${holding.role} of ${holding.of} is ${holding.person}`, is: holdsIt(holder, holding) })
    if (holdsIt(holder, holding)) handedOver.push({ ...holding, name: String(holder.username ?? holder.name) })
  }
  return { id, story, platform, expected, ended, sandbox, handedOver, checks, asExpected: checks.every(({ is }) => is) }
}

/** The address at which somebody reads mail. */
export const mailOf = (person: CastPerson): string => identifiersOf(person).find(({ kind }) => kind === 'email')!.value

function countDoubles(entries: readonly Entry[]): number {
  const seen = new Set(entries.map(({ effect, detail }) => JSON.stringify([effect, detail])))
  return entries.length - seen.size + entries.filter(({ overlaps }) => overlaps).length
}
