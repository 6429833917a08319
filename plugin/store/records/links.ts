import { timingSafeEqual } from 'node:crypto'
import type { Seals } from './seals.ts'

/**
 * What a token is good for, one purpose each; reading it does nothing. `confirm`, `withdraw` and `object` stand in links of
 * mails and are for a request; `form` stands in a page that we drew and is for whoever opened it: a subject, a session
 * (`staff-form`), or a browser in which nobody has signed in yet (`sign-in-form`). `known-browser` stands in a cookie and is
 * for whoever has signed in there before; it opens nothing. `call` stands nowhere: by it the pages
 * call our API within the process. `code` and `code-link` are for a code that was asked for, on the page and in the mail;
 * `subject-session` is for a session that was begun with one.
 */
export type LinkPurpose =
  | 'confirm'
  | 'withdraw'
  | 'object'
  | 'form'
  | 'staff-form'
  | 'sign-in-form'
  | 'known-browser'
  | 'call'
  | 'certificate'
  | 'code'
  | 'code-link'
  | 'subject-session'

const pattern = /^([a-z0-9-]{1,64})\.([0-9]{1,12})\.([0-9a-f]{64})$/

const macOf = (seals: Pick<Seals, 'hashForIndex'>, purpose: LinkPurpose, about: string, seconds: number): string =>
  seals.hashForIndex('link', JSON.stringify([purpose, about, seconds]))

/**
 * The token of a link or a form: what it is for (id of a request, or keyed hash of a subject), when it ends (seconds since
 * 1970), and a keyed hash of both and the purpose. Nothing of it is kept at rest. It names nobody.
 */
export const makeLink = (
  seals: Pick<Seals, 'hashForIndex'>,
  purpose: LinkPurpose,
  about: string,
  expiresAt: string
): string => {
  const seconds = Math.floor(Date.parse(expiresAt) / 1000)
  return `${about}.${seconds}.${macOf(seals, purpose, about, seconds)}`
}

/** What a token is for; null for one that was not made here, for another purpose, or that has ended. */
export const readLink = (
  seals: Pick<Seals, 'hashForIndex'>,
  purpose: LinkPurpose,
  token: string,
  now: string
): string | null => {
  const [, about, seconds, mac] = pattern.exec(token) ?? []
  if (about === undefined || seconds === undefined || mac === undefined) return null
  const expected = Buffer.from(macOf(seals, purpose, about, Number(seconds)))
  if (!timingSafeEqual(expected, Buffer.from(mac))) return null
  return Number(seconds) * 1000 > Date.parse(now) ? about : null
}
