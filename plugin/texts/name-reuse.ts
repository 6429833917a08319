import type { PlatformKind } from '../../adapters/contract.ts'
import type { Language } from './language.ts'

/** Whether name and e-mail address can be used again is the platform's doing; one true sentence each. */
export const nameReuse: Readonly<Record<PlatformKind, Readonly<Record<Language, string>>>> = {
  openedx: {
    en: 'User name and e-mail address cannot be used there again; later you are welcome back with a new account under others.',
    de: 'Benutzername und E-Mail-Adresse können dort nicht wieder verwendet werden; später sind Sie mit einem neuen Konto unter anderen willkommen.'
  },
  openolat: {
    en: 'User name and e-mail address are free again afterwards; later you are welcome back with a new account.',
    de: 'Benutzername und E-Mail-Adresse sind danach wieder frei; später sind Sie mit einem neuen Konto willkommen.'
  }
}
