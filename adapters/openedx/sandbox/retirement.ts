import { createHash, randomUUID } from 'node:crypto'
import { setPassword } from './passwords.ts'
import type { Person, RetirementRow, World } from './world.ts'

/** What a handler throws where the platform's code would raise: the call ends as a 500. */
export class PlatformCrash extends Error {}

const required = ['PENDING', 'ERRORED', 'ABORTED', 'COMPLETE']

/** Retired username: prefix and SHA-1 of the last salt and the name in lower case (fact sheet 2.2). */
export function retiredUsername(world: World, username: string): string {
  return `${world.settings.retiredPrefix}${hash(world, username)}`
}

/** Retired e-mail, by the same rule. */
export function retiredEmail(world: World, email: string): string {
  return `${world.settings.retiredPrefix}${hash(world, email)}@${world.settings.retiredDomain}`
}

/** Whether action endpoints take the learner: not a required state, and no name that ends in `_COMPLETE` (2.4). */
export function isWorkingState(state: string): boolean {
  return !required.includes(state) && !state.endsWith('_COMPLETE')
}

/** Gives the account a new username or e-mail; a name that another account has is an integrity error. */
export function rename(world: World, person: Person, names: { username?: string; email?: string }): void {
  for (const other of world.people.values()) {
    if (other === person) continue
    if (other.username === names.username) throw new PlatformCrash('Duplicate entry for key username')
    if (other.email === names.email) throw new PlatformCrash('Duplicate entry for key email')
  }
  Object.assign(person, names)
}

/**
 * What a request for deletion does to the account, in one transaction (1.1 step 5).
 * @param inside what else belongs to the transaction: when it throws, nothing was done
 * @throws PlatformCrash on a second request, unpopulated states, or a retired name that exists already
 */
export function requestRetirement(world: World, person: Person, inside = () => {}): RetirementRow {
  const [first] = world.settings.states
  if (first === undefined) throw new PlatformCrash('Default state does not exist, run populate_retirement_states')
  if ([...world.rows.values()].some(row => row.person === person)) throw new PlatformCrash('Duplicate retirement row')
  const names = { username: retiredUsername(world, person.username), email: retiredEmail(world, person.email) }
  if ([...world.rows.values()].some(row => row.retiredUsername === names.username)) {
    throw new PlatformCrash('Duplicate entry for key retired_username')
  }
  inside()
  const at = world.now().toISOString()
  const row: RetirementRow = {
    id: world.nextId++,
    person,
    originalUsername: person.username,
    originalEmail: person.email,
    originalName: person.name,
    retiredUsername: names.username,
    retiredEmail: names.email,
    state: first,
    lastState: first,
    responses: `Created in state ${first}`,
    created: at,
    modified: at
  }
  rename(world, person, { email: names.email })
  world.rows.set(row.id, row)
  world.requests.add(person.id)
  for (const { uid } of person.links) {
    const last = world.settings.redactsLinks ? `redacted-before-delete-${person.id}@safe.com` : uid
    world.deletions.push({ table: 'social-link', person: person.id, last: { uid: last } })
  }
  person.links = []
  setPassword(world.sessions, person, null)
  person.hasActivationKey = false
  person.applications = []
  person.recoveryEmail = null
  for (const [token, username] of world.tokens) if (username === person.username) world.tokens.delete(token)
  for (const [id, { owner }] of world.clients) if (owner === person.username) world.clients.delete(id)
  return row
}

/**
 * Moves a row (2.4). Skipping ahead is allowed, staying or going back not. The guard of dead-end states never fires in
 * the platform's code, so ERRORED still moves to what stands behind it.
 * @returns what was wrong, or null
 */
export function moveRow(world: World, row: RetirementRow, to: string, response: string, force: boolean): string | null {
  const order = world.settings.states
  if (!order.includes(to)) {
    if (force) throw new PlatformCrash('RetirementState matching query does not exist')
    return 'Unknown retirement state.'
  }
  if (!force && order.indexOf(to) <= order.indexOf(row.state)) return `Cannot move from ${row.state} to ${to}.`
  row.responses += `\nMoved from ${row.state} to ${to}:\n${response}\n`
  row.lastState = row.state
  row.state = to
  row.modified = world.now().toISOString()
  return null
}

/** Puts back what cancelling puts back, and deletes row and request (2.5). */
export function cancelRow(world: World, row: RetirementRow): void {
  rename(world, row.person, { email: row.originalEmail })
  setPassword(world.sessions, row.person, randomUUID())
  world.rows.delete(row.id)
  world.requests.delete(row.person.id)
}

function hash(world: World, name: string): string {
  return createHash('sha1')
    .update(`${world.settings.salts.at(-1)}${name.toLowerCase()}`)
    .digest('hex')
}
