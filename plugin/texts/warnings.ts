import type { Language } from './language.ts'
import type { MailText } from './mail-context.ts'

/** What a run tells people before it does something. */
export type WarningKind = 'expiry' | 'deactivation'

/** What a warning may speak of. `at`: the day from which it happens, as it is written in the reader's language. */
export interface WarningContext {
  readonly platform: string
  readonly username: string
  readonly at: string | null
}

type Draw = (context: WarningContext) => MailText

const en: Readonly<Record<WarningKind, Draw>> = {
  expiry: ({ platform, username, at }) => ({
    subject: `Your account on ${platform} expires`,
    text: [
      `The account “${username}” on ${platform} can be used until ${at}. Then it is taken out of use.`,
      'Nothing is deleted by that. If you still need it, write to the institution before then.'
    ].join('\n')
  }),
  deactivation: ({ platform, username, at }) => ({
    subject: `Your account on ${platform} has not been used for long`,
    text: [
      `The account “${username}” on ${platform} has not been used for long. It is taken out of use after ${at}.`,
      'To keep it, sign in before then. Nothing is deleted by that yet.'
    ].join('\n')
  })
}

const de: Readonly<Record<WarningKind, Draw>> = {
  expiry: ({ platform, username, at }) => ({
    subject: `Ihr Konto auf ${platform} läuft ab`,
    text: [
      `Das Konto „${username}“ auf ${platform} kann bis zum ${at} benutzt werden. Danach wird es stillgelegt.`,
      'Gelöscht wird dadurch nichts. Wenn Sie es noch brauchen, schreiben Sie vorher der Einrichtung.'
    ].join('\n')
  }),
  deactivation: ({ platform, username, at }) => ({
    subject: `Ihr Konto auf ${platform} wurde lange nicht benutzt`,
    text: [
      `Das Konto „${username}“ auf ${platform} wurde lange nicht benutzt. Nach dem ${at} wird es stillgelegt.`,
      'Um es zu behalten, melden Sie sich vorher an. Gelöscht wird dadurch noch nichts.'
    ].join('\n')
  })
}

/** The mail of a warning in a language. */
export const warningText = (kind: WarningKind, language: Language, context: WarningContext): MailText =>
  ({ en, de })[language][kind](context)
