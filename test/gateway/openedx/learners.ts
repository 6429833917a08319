import { addPerson, type Person } from '../../../adapters/openedx/sandbox/world.ts'
import type { Answer } from '../wire.ts'
import { makeAddress, send } from '../wire.ts'
import { accountPage, deletion, host, type Stage } from './stage.ts'

/** How somebody signs in to the LMS. */
export type Signing = 'jwt-cookies' | 'session' | 'bearer'

export const signings: readonly Signing[] = ['jwt-cookies', 'session', 'bearer']

/** A learner of a case, with the address of their machine. */
export interface Learner {
  readonly person: Person
  /** As they were called before anything was retired. */
  readonly name: string
  readonly from: string
}

let learners = 0

export const passwordOfLearners = 'correct horse'

/** Registers a learner whom nothing stops, changed as it is said. */
export function makeLearner({ sandbox }: Stage, change: Partial<Parameters<typeof addPerson>[1]> = {}): Learner {
  learners += 1
  const person = addPerson(sandbox.world, { username: `learner.${learners}`, ...change })
  return { person, name: person.username, from: makeAddress() }
}

/** Makes somebody the only instructor of a course of their own. */
export function makeSoleInstructor({ sandbox }: Stage, { person }: Learner): string {
  const id = `course-v1:Lake+S${person.id}+2026`
  sandbox.world.courses.set(id, { id, name: 'Shores', deleted: false, team: new Map([[person.id, 'instructor']]) })
  return id
}

/** What a browser or an app of this learner sends to show who it is. */
export async function signIn(
  { sandbox }: Stage,
  { person }: Learner,
  as: Signing
): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${sandbox.address}/_sandbox/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ username: person.username, as })
  })
  return ((await answer.json()) as { headers: Record<string, string> }).headers
}

/** The headers of the account page's call. */
export const pageHeaders: Readonly<Record<string, string>> = {
  host,
  origin: accountPage,
  'content-type': 'application/x-www-form-urlencoded',
  'accept-language': 'en'
}

/** Presses "Delete my account" as the account page does. */
export async function pressDelete(
  stage: Stage,
  learner: Learner,
  { port, as, password = passwordOfLearners }: { port: number; as: Signing; password?: string }
): Promise<Answer> {
  const headers = { ...pageHeaders, ...(await signIn(stage, learner, as)) }
  const body = new URLSearchParams({ password }).toString()
  return send({ port, from: learner.from, path: deletion, headers, body })
}

/** What the account page makes of an answer (fact sheet 1.2). `nothing`: the learner sees no message at all. */
export type Shown = 'goodbye' | 'password-incorrect' | 'unable-to-delete' | 'nothing'

/** Reads an answer as the account page does, CORS included. */
export function readAsPage({ status, headers, body }: Answer): Shown {
  const mayRead =
    headers['access-control-allow-origin'] === accountPage && headers['access-control-allow-credentials'] === 'true'
  if (!mayRead) return 'nothing'
  if (status >= 200 && status < 300) return 'goodbye'
  if (status === 403) return 'password-incorrect'
  return typeof parse(body) === 'string' ? 'unable-to-delete' : 'nothing'
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

/** What the LMS holds about a learner's retirement: rows, how often one began, and in which state it is. */
export function seeRetirement({ sandbox }: Stage, { person }: Learner) {
  const rows = [...sandbox.world.rows.values()].filter(row => row.person === person)
  return {
    rows: rows.length,
    begun: sandbox.journal.count('retirement-started', String(person.id)),
    state: rows[0]?.state ?? null
  }
}

export const emailOf = ({ name }: Learner): string => `${name}@school.example`
