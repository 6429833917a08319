import type { Language } from '../language.ts'
import { type MailText, mail } from './block.ts'

/** What a run tells people before it does something. */
export type WarningKind = 'expiry' | 'deactivation'

/** What a warning may speak of. `at`: the day from which it happens, as it is written in the reader's language. */
export interface WarningContext {
  readonly platform: string
  readonly username: string
  readonly at: string | null
}

type Kind = Readonly<Record<Language, (context: WarningContext) => MailText>>

const kinds: Readonly<Record<WarningKind, Kind>> = {
  expiry: {
    en: ({ platform, username, at }) =>
      mail(
        `Your account on ${platform} expires`,
        `The account “${username}” on ${platform} can be used until ${at}. Then it is taken out of use.`,
        'Nothing is deleted by that. If you still need it, write to the institution before then.'
      ),
    de: ({ platform, username, at }) =>
      mail(
        `Ihr Konto auf ${platform} läuft ab`,
        `Das Konto „${username}“ auf ${platform} kann bis zum ${at} benutzt werden. Danach wird es stillgelegt.`,
        'Gelöscht wird dadurch nichts. Wenn Sie es noch brauchen, schreiben Sie vorher der Einrichtung.'
      )
  },
  deactivation: {
    en: ({ platform, username, at }) =>
      mail(
        `Your account on ${platform} has not been used for long`,
        `The account “${username}” on ${platform} has not been used for long. It is taken out of use after ${at}.`,
        'To keep it, sign in before then. Nothing is deleted by that yet.'
      ),
    de: ({ platform, username, at }) =>
      mail(
        `Ihr Konto auf ${platform} wurde lange nicht benutzt`,
        `Das Konto „${username}“ auf ${platform} wurde lange nicht benutzt. Nach dem ${at} wird es stillgelegt.`,
        'Um es zu behalten, melden Sie sich vorher an. Gelöscht wird dadurch noch nichts.'
      )
  }
}

/** The mail of a warning in a language. */
export const warningText = (kind: WarningKind, language: Language, context: WarningContext): MailText =>
  kinds[kind][language](context)
