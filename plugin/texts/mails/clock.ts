import type { ExtensionReason } from '../../erasure/deadline/legal-clock.ts'
import type { Language } from '../language.ts'
import { button, link, list, mail, note } from './block.ts'
import type { Kind } from './draw.ts'
import { proofStep } from './proof-step.ts'
import { officerOf, wayToStop } from './way-to-stop.ts'

const reasons: Readonly<Record<ExtensionReason, Readonly<Record<Language, string>>>> = {
  'complex-request': {
    en: 'it is complex: your data lies in several places that have to be settled one after the other',
    de: 'sie ist aufwendig: Ihre Daten liegen an mehreren Stellen, die nacheinander zu klären sind'
  },
  'many-requests': {
    en: 'you have made several requests that are answered together',
    de: 'Sie haben mehrere Anfragen gestellt, die zusammen beantwortet werden'
  }
}

/** What a subject is told of the time that an answer takes (Article 12(3) and (6) GDPR). */
export const clockMails = {
  extended: {
    en: ({ platform, request, deadlineOn, extendedBecause, links }) =>
      mail(
        `Your request about the account on ${platform} takes longer`,
        `You will have an answer by ${deadlineOn} at the latest. The law allows a month, and up to two more where a request needs them (Article 12(3) GDPR).`,
        extendedBecause && `Yours needs them because ${reasons[extendedBecause].en}.`,
        'You need not do anything. Nothing was deleted so far.',
        links && link('How things stand now', links.help),
        note(`Request ${request}`)
      ),
    de: ({ platform, request, deadlineOn, extendedBecause, links }) =>
      mail(
        `Ihre Anfrage zum Konto auf ${platform} dauert länger`,
        `Sie haben spätestens am ${deadlineOn} eine Antwort. Das Gesetz gibt einen Monat, und bis zu zwei weitere, wo eine Anfrage sie braucht (Artikel 12 Absatz 3 DSGVO).`,
        extendedBecause && `Ihre braucht sie, denn ${reasons[extendedBecause].de}.`,
        'Sie müssen nichts tun. Bisher wurde nichts gelöscht.',
        links && link('Wie es jetzt steht', links.help),
        note(`Anfrage ${request}`)
      )
  },
  reminder: {
    en: context => {
      const { platform, blockers, request, deadlineOn, links } = context
      return mail(
        `Still missing: the deletion of your account on ${platform}`,
        `Nothing was deleted. If this is not settled by ${deadlineOn}, the request ends without anything being deleted, and you are told why. You can ask again at any time.`,
        blockers.length > 0 && list(blockers.map(({ what, next }) => `${what} ${next}`)),
        ...(context.isProofMissing ? proofStep(context, 'en') : []),
        wayToStop(context, 'en', 'If you do not want it any more', 'Keep my account'),
        links && link('How things stand now', links.help),
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, blockers, request, deadlineOn, links } = context
      return mail(
        `Es fehlt noch etwas: die Löschung Ihres Kontos auf ${platform}`,
        `Es wurde nichts gelöscht. Wenn das bis ${deadlineOn} nicht geklärt ist, endet die Anfrage, ohne dass etwas gelöscht wird, und Sie erfahren, warum. Sie können die Löschung jederzeit neu verlangen.`,
        blockers.length > 0 && list(blockers.map(({ what, next }) => `${what} ${next}`)),
        ...(context.isProofMissing ? proofStep(context, 'de') : []),
        wayToStop(context, 'de', 'Wenn Sie es nicht mehr wollen', 'Mein Konto behalten'),
        links && link('Wie es jetzt steht', links.help),
        note(`Anfrage ${request}`)
      )
    }
  },
  'identity-asked': {
    en: ({ platform, request, privacyContact, links }) =>
      mail(
        `Is it you? The deletion of your account on ${platform}`,
        'Somebody asked for your account to be deleted, and the institution is not sure that it was you. Nothing is deleted until that is clear, and the time for an answer stands still meanwhile (Article 12(6) GDPR).',
        links?.confirm
          ? button('To say that it is you who wants it', 'It is me, I want it', links.confirm)
          : `To say that it is you who wants it, write to ${officerOf({ privacyContact }, 'en')} and give the number of the request below. Do not send a copy of an identity card.`,
        'If you did not ask for it, do nothing, and change your password.',
        note(`Request ${request}`)
      ),
    de: ({ platform, request, privacyContact, links }) =>
      mail(
        `Sind Sie es? Die Löschung Ihres Kontos auf ${platform}`,
        'Jemand hat verlangt, Ihr Konto zu löschen, und die Einrichtung ist nicht sicher, dass Sie es waren. Bis das klar ist, wird nichts gelöscht, und die Frist für eine Antwort steht so lange still (Artikel 12 Absatz 6 DSGVO).',
        links?.confirm
          ? button('Um zu sagen, dass Sie es sind und das wollen', 'Ich bin es, ich will das', links.confirm)
          : `Um zu sagen, dass Sie es sind und das wollen, schreiben Sie an ${officerOf({ privacyContact }, 'de')} und nennen Sie die Nummer der Anfrage unten. Schicken Sie keine Kopie eines Ausweises.`,
        'Wenn Sie das nicht verlangt haben, tun Sie nichts, und ändern Sie Ihr Passwort.',
        note(`Anfrage ${request}`)
      )
  }
} satisfies Readonly<Record<string, Kind>>
