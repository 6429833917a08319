import type { Person } from '../../adapters/openedx/sandbox/world.ts'
import type { Mail } from '../gateway/mailbox.ts'
import { until } from '../gateway/standings.ts'
import type { Looks, Window } from './browser.ts'
import type { Campus } from './campus.ts'
import type { Site } from './site.ts'

/** The address to which the LMS and Lethe write. */
export const mailOf = ({ username }: Pick<Person, 'username'>): string => `${username}@school.example`

/** The next mail to somebody whose subject or text is like this. @throws Error after some seconds */
export async function nextMail(
  { mailbox }: Pick<Site, 'mailbox'>,
  to: string,
  pattern: RegExp,
  after = 0
): Promise<Mail> {
  const isIt = ({ subject, text }: Mail) => pattern.test(`${subject}\n${text}`)
  const all = await until(
    () => mailbox.of(to).slice(after),
    mails => mails.some(isIt),
    120_000
  )
  const mail = all.find(isIt)
  if (mail === undefined)
    throw new Error(`no mail like ${pattern}, but ${all.map(({ subject }) => subject).join('; ')}`)
  return mail
}

/** The address in a mail that leads to one of our pages. @throws Error when there is none */
export function linkIn({ text }: Mail, to: string): string {
  const found = new RegExp(`https?://\\S+/${to}/[^\\s?]+`).exec(text)?.[0]
  if (found === undefined) throw new Error(`no link to ${to} in: ${text.slice(0, 600)}`)
  return found
}

/** A window in which a learner is signed in to the LMS. */
export async function openAs(
  open: (looks?: Looks) => Promise<Window>,
  campus: Campus,
  person: Person,
  looks: Looks = {}
): Promise<Window> {
  const window = await open(looks)
  await window.context.addCookies([...(await campus.signIn(person))])
  return window
}

/** What the LMS holds of somebody: the name and address it shows now, and how often and how far they were retired. */
export function seeLearner({ sandbox }: Campus, person: Person) {
  const row = [...sandbox.world.rows.values()].find(each => each.person === person)
  return {
    username: person.username,
    email: person.email,
    retirement: row?.state ?? null,
    begun: sandbox.journal.count('retirement-started', String(person.id))
  }
}

/** Whether nothing that names the person is left in the LMS, and that it was done once. */
export const isGone = (seen: ReturnType<typeof seeLearner>, named: string): boolean =>
  !seen.username.includes(named) && !seen.email.includes(named) && seen.retirement === 'COMPLETE' && seen.begun === 1
