import { mail, note } from './block.ts'
import type { Kind } from './draw.ts'

/** What a subject is told before the point of no return. */
export const noticeMails = {
  'consequences-notice': {
    en: ({ platform, username, erasureAt, request, nameReuse }) =>
      mail(
        `Your account on ${platform} is to be deleted`,
        `Somebody who may ask for it has asked to delete the account “${username}” on ${platform}.`,
        erasureAt === null ? null : `It will be deleted for good after ${erasureAt}. Until then nothing is lost.`,
        'What is deleted cannot be brought back. Fetch certificates and files that you want to keep before then.',
        nameReuse,
        'To object, answer this mail or write to the privacy officer of the institution.',
        note(`Request ${request}`)
      ),
    de: ({ platform, username, erasureAt, request, nameReuse }) =>
      mail(
        `Ihr Konto auf ${platform} soll gelöscht werden`,
        `Jemand, der das verlangen darf, hat die Löschung des Kontos „${username}“ auf ${platform} verlangt.`,
        erasureAt === null ? null : `Es wird nach dem ${erasureAt} endgültig gelöscht. Bis dahin geht nichts verloren.`,
        'Was gelöscht ist, kann nicht zurückgeholt werden. Sichern Sie vorher Zertifikate und Dateien, die Sie behalten wollen.',
        nameReuse,
        'Um zu widersprechen, antworten Sie auf diese Mail oder schreiben Sie der Datenschutzstelle der Einrichtung.',
        note(`Anfrage ${request}`)
      )
  }
} satisfies Readonly<Record<string, Kind>>
