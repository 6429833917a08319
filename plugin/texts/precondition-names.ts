import type { PreconditionId } from '../erasure/preconditions/precondition.ts'
import type { Language } from './language.ts'

const names: Readonly<Record<PreconditionId, Readonly<Record<Language, string>>>> = {
  'password-set': { en: 'a password of their own', de: 'ein eigenes Passwort' },
  'social-accounts-unlinked': { en: 'social logins unlinked', de: 'soziale Anmeldungen gelöst' },
  'identity-proven': { en: 'identity proven', de: 'Identität belegt' },
  'mandate-recorded': { en: 'mandate recorded', de: 'Vollmacht vermerkt' },
  'consequences-told': { en: 'consequences told', de: 'Folgen mitgeteilt' },
  'account-confirmed': { en: 'account activated', de: 'Konto aktiviert' },
  'no-open-grading-orders': { en: 'no open grading orders', de: 'keine offenen Korrekturaufträge' },
  'no-unpaid-invoices': { en: 'no unpaid invoices', de: 'keine offenen Rechnungen' },
  'successors-named': { en: 'successors named', de: 'Nachfolge benannt' },
  'open-todos': { en: 'open to-dos', de: 'offene Aufgaben' },
  'records-archived': { en: 'records archived', de: 'Unterlagen archiviert' },
  'account-not-protected': { en: 'account not protected', de: 'Konto nicht geschützt' },
  'no-legal-hold': { en: 'no legal hold', de: 'keine Aufbewahrungspflicht' }
}

/** What a precondition asks for, in a few words. */
export const preconditionName = (id: string, language: Language): string =>
  names[id as PreconditionId]?.[language] ?? id
