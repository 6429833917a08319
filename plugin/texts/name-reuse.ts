import type { PlatformKind } from '../../adapters/contract.ts'
import type { Language } from './language.ts'

/** Whether name and e-mail address can be used again is the platform's doing; one true sentence each. */
export const nameReuse: Readonly<Record<PlatformKind, Readonly<Record<Language, string>>>> = {
  openedx: {
    en: 'User name and e-mail address cannot be used there again; later you can come back with others.',
    de: 'Benutzername und E-Mail-Adresse können dort nicht wieder verwendet werden; später können Sie mit anderen wiederkommen.'
  },
  openolat: {
    en: 'User name and e-mail address are free again afterwards; later you can come back with a new account.',
    de: 'Benutzername und E-Mail-Adresse sind danach wieder frei; später können Sie mit einem neuen Konto wiederkommen.'
  }
}
