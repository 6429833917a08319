import type { Identifier } from '../../../adapters/contract.ts'
import type { Language } from '../language.ts'
import { list, type MailText, mail, note } from './block.ts'

/** What a recipient of somebody's data is told. The subject line names nobody. */
export interface PartnerContext {
  readonly platform: string
  /** Who asks: the organisation that answers for the platform; null: nobody said. */
  readonly controller: string | null
  readonly identifiers: readonly Identifier[]
  readonly request: string
}

const words: Readonly<Record<Language, Readonly<Record<Identifier['kind'], string>>>> = {
  en: {
    'platform-id': 'number on the platform',
    username: 'user name',
    email: 'e-mail address',
    'external-id': 'other number'
  },
  de: {
    'platform-id': 'Nummer auf der Plattform',
    username: 'Benutzername',
    email: 'E-Mail-Adresse',
    'external-id': 'andere Nummer'
  }
}

const namesOf = (language: Language, { identifiers }: PartnerContext) =>
  list(identifiers.map(({ kind, value }) => `${words[language][kind]}: ${value}`))

const kinds: Readonly<Record<Language, (context: PartnerContext) => MailText>> = {
  en: context =>
    mail(
      `Please erase the data of an account on ${context.platform}`,
      `${context.controller ?? context.platform} has disclosed data of the following account on ${context.platform} to you. The account was erased on the subject’s right to erasure.`,
      namesOf('en', context),
      'Erase what you received of it, with links to it, copies and replications, and tell whoever you passed it on to (Articles 17 and 19 GDPR). If a law makes you keep some of it, answer with the law.',
      note(`Request ${context.request}`)
    ),
  de: context =>
    mail(
      `Bitte die Daten eines Kontos auf ${context.platform} löschen`,
      `${context.controller ?? context.platform} hat Ihnen Daten des folgenden Kontos auf ${context.platform} offengelegt. Das Konto wurde auf Grund des Rechts auf Löschung gelöscht.`,
      namesOf('de', context),
      'Löschen Sie, was Sie davon erhalten haben, mit Verweisen darauf, Kopien und Nachbildungen, und sagen Sie es denen, an die Sie es weitergegeben haben (Artikel 17 und 19 DSGVO). Wenn ein Gesetz Sie verpflichtet, etwas zu behalten, antworten Sie mit dem Gesetz.',
      note(`Anfrage ${context.request}`)
    )
}

/** The mail that asks a recipient to erase what it received. */
export const partnerText = (language: Language, context: PartnerContext): MailText => kinds[language](context)
