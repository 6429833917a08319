import { button, link, mail, note } from './block.ts'
import type { MailContext } from './context.ts'
import type { Kind } from './draw.ts'
import { officerOf } from './way-to-stop.ts'

const officer = (context: MailContext) => officerOf(context, 'en')
const officerDe = (context: MailContext) => officerOf(context, 'de')

const objectInEnglish = (context: MailContext) =>
  context.links === null
    ? `To object, write to ${officer(context)} before then and give the number of the request below. They record it, and you hear what becomes of it.`
    : button('To object', 'I object to the deletion', context.links.object)

const objectInGerman = (context: MailContext) =>
  context.links === null
    ? `Um zu widersprechen, schreiben Sie vorher an ${officerDe(context)} und nennen Sie die Nummer der Anfrage unten. Der Widerspruch wird vermerkt, und Sie erfahren, was daraus wird.`
    : button('Um zu widersprechen', 'Ich widerspreche der Löschung', context.links.object)

const whoInEnglish =
  'This mail comes from Lethe, which works for the institution under its own name: it never signs in as you and never changes your password.'
const whoInGerman =
  'Diese Mail kommt von Lethe, das im Namen der Einrichtung und unter eigenem Namen arbeitet: Es meldet sich nie als Sie an und ändert nie Ihr Passwort.'

/** What a subject is told before the point of no return, and is invited to before others ask for them. */
export const noticeMails = {
  invitation: {
    en: context => {
      const { platform, username, answerBy, consequences, links, request } = context
      return mail(
        `Do you want your account on ${platform} to be deleted?`,
        `Somebody has asked to delete the account “${username}” on ${platform} for you. Nothing has been deleted. You can ask for it yourself, object, or do nothing.`,
        answerBy !== null &&
          `If you do nothing, their demand goes on after ${answerBy}; you are told again before anything is deleted.`,
        links === null
          ? `To ask for it yourself, write to ${officer(context)}.`
          : button('To ask for it yourself', 'Look at my account', links.help),
        objectInEnglish(context),
        `To keep the way open to sign in and ask: if you sign in through another login (a social network or your institution), set a password of your own on ${platform} first (“Forgot password?” on the sign-in page), then unlink the other login in the account settings.`,
        ...consequences,
        whoInEnglish,
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, username, answerBy, consequences, links, request } = context
      return mail(
        `Soll Ihr Konto auf ${platform} gelöscht werden?`,
        `Jemand hat für Sie die Löschung des Kontos „${username}“ auf ${platform} verlangt. Es wurde nichts gelöscht. Sie können sie selbst verlangen, widersprechen oder nichts tun.`,
        answerBy !== null &&
          `Wenn Sie nichts tun, geht das Verlangen nach dem ${answerBy} weiter; Sie werden noch einmal benachrichtigt, bevor etwas gelöscht wird.`,
        links === null
          ? `Um sie selbst zu verlangen, schreiben Sie an ${officerDe(context)}.`
          : button('Um sie selbst zu verlangen', 'Mein Konto ansehen', links.help),
        objectInGerman(context),
        `Damit Sie sich anmelden und fragen können: Wenn Sie sich über eine andere Anmeldung anmelden (ein soziales Netz oder Ihre Einrichtung), setzen Sie auf ${platform} zuerst ein eigenes Passwort („Passwort vergessen?“ auf der Anmeldeseite) und lösen Sie dann die andere Anmeldung in den Kontoeinstellungen.`,
        ...consequences,
        whoInGerman,
        note(`Anfrage ${request}`)
      )
    }
  },
  'consequences-notice': {
    en: context => {
      const { platform, username, erasureAt, request, consequences, links, isBegunElsewhere } = context
      return mail(
        `Your account on ${platform} is to be deleted`,
        isBegunElsewhere
          ? `The deletion of the account “${username}” was begun on ${platform} itself.`
          : `Somebody who may ask for it has asked to delete the account “${username}” on ${platform}.`,
        erasureAt === null ? null : `It will be deleted for good after ${erasureAt}. Until then nothing is lost.`,
        !isBegunElsewhere && objectInEnglish(context),
        isBegunElsewhere && links === null && `If it was not you, write to ${officer(context)} at once.`,
        isBegunElsewhere && links !== null && link('If it was not you, look here at once', links.help),
        ...consequences,
        whoInEnglish,
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, username, erasureAt, request, consequences, links, isBegunElsewhere } = context
      return mail(
        `Ihr Konto auf ${platform} soll gelöscht werden`,
        isBegunElsewhere
          ? `Die Löschung des Kontos „${username}“ wurde auf ${platform} selbst begonnen.`
          : `Jemand, der das verlangen darf, hat die Löschung des Kontos „${username}“ auf ${platform} verlangt.`,
        erasureAt === null ? null : `Es wird nach dem ${erasureAt} endgültig gelöscht. Bis dahin geht nichts verloren.`,
        !isBegunElsewhere && objectInGerman(context),
        isBegunElsewhere &&
          links === null &&
          `Wenn Sie das nicht waren, schreiben Sie sofort an ${officerDe(context)}.`,
        isBegunElsewhere && links !== null && link('Wenn Sie das nicht waren, sehen Sie sofort hier nach', links.help),
        ...consequences,
        whoInGerman,
        note(`Anfrage ${request}`)
      )
    }
  }
} satisfies Readonly<Record<string, Kind>>
