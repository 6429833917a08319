import type { Identifier, Platform, Subject } from '../../../../adapters/contract.ts'
import { PlatformError } from '../../../../adapters/errors.ts'
import { later } from '../../../erasure/decision.ts'
import { Undelivered } from '../../../erasure/undelivered.ts'
import { makeLink } from '../../../store/records/links.ts'
import type { PageSite } from '../../../store/records/platforms/sites.ts'
import { codeLifeMs, giveCode } from '../../../store/records/subject-codes/mail-codes.ts'
import type { MailCodeParts } from '../../parts.ts'

/** So many looks run at once, and so many more wait; what comes then is dropped, and its person asks again. */
const mostAtOnce = 2
const mostWaiting = 100

/** One look: what was typed, and for which attempt. */
export interface Look {
  readonly site: PageSite
  readonly attempt: string
  readonly typed: string
}

/** An address is looked for as one first; what is none, or nobody's, as a user name. */
const readings = (typed: string): readonly Identifier[] => [
  ...(typed.includes('@') ? [{ kind: 'email', value: typed } as const] : []),
  { kind: 'username', value: typed }
]

const find = async (platform: Platform, typed: string, signal: AbortSignal): Promise<Subject | null> => {
  for (const identifier of readings(typed)) {
    const found = await platform.find({ identifiers: [identifier] }, signal)
    if (found.is === 'one') return found.subject
    if (found.is === 'several') return null
  }
  return null
}

const lookUp = async (parts: MailCodeParts, { site, attempt, typed }: Look, signal: AbortSignal): Promise<void> => {
  const { keys, clock } = parts
  const platform = await parts.connect(site.platform)
  const subject = platform === null ? null : await find(platform, typed, signal)
  if (subject === null || subject.email === null) return
  const code = await giveCode(parts, attempt, subject)
  if (code === null) return
  const token = makeLink(keys, 'code-link', attempt, later(clock.now().toISOString(), codeLifeMs))
  const id = keys.hashForIndex('mail-code-message', attempt).slice(0, 32)
  await parts.sendCode(subject, { id, platform: site.platform, name: site.body.name, code, token })
}

const whyNot = (error: unknown): string =>
  error instanceof PlatformError || error instanceof Undelivered ? error.code : 'not-sent'

/**
 * Looks people up at their platform after they were answered, a few at a time: how long it takes and what it finds can be
 * seen by nobody who only asks.
 */
export const createLookUps = (parts: MailCodeParts, deadline: () => AbortSignal) => {
  const waiting: Look[] = []
  let running = 0
  const next = (): void => {
    if (running >= mostAtOnce) return
    const look = waiting.shift()
    if (look === undefined) return
    running += 1
    lookUp(parts, look, deadline())
      .catch((error: unknown) => parts.tell(whyNot(error)))
      .finally(() => {
        running -= 1
        next()
      })
  }
  return (look: Look): void => {
    if (waiting.length >= mostWaiting) {
      parts.tell('too-many-looks')
      return
    }
    waiting.push(look)
    next()
  }
}
