import { link, list, mail, note } from './block.ts'
import type { Kind } from './draw.ts'
import { proofStep } from './proof-step.ts'
import { wayToStop } from './way-to-stop.ts'

/** What a subject is told while the request is open: what stops it, what is missing, when it happens. */
export const askedMails = {
  received: {
    en: context => {
      const { platform, request, deadlineOn, privacyContact, links } = context
      return mail(
        `Your request about the account on ${platform} has arrived`,
        `You asked for your account on ${platform} to be deleted. Nothing was deleted so far. You will have an answer by ${deadlineOn} at the latest.`,
        'The institution is at it: its people have something to settle or to agree to first. You need not do anything, and you are told how it goes on.',
        privacyContact && `Questions: ${privacyContact}`,
        wayToStop(context, 'en', 'If you do not want it any more', 'Keep my account'),
        links && link('How things stand now', links.help),
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, request, deadlineOn, privacyContact, links } = context
      return mail(
        `Ihre Anfrage zum Konto auf ${platform} ist eingegangen`,
        `Sie haben verlangt, Ihr Konto auf ${platform} zu löschen. Bisher wurde nichts gelöscht. Sie haben spätestens am ${deadlineOn} eine Antwort.`,
        'Die Einrichtung ist damit befasst: Zuerst hat dort jemand etwas zu klären oder zuzustimmen. Sie müssen nichts tun und erfahren, wie es weitergeht.',
        privacyContact && `Fragen: ${privacyContact}`,
        wayToStop(context, 'de', 'Wenn Sie es nicht mehr wollen', 'Mein Konto behalten'),
        links && link('Wie es jetzt steht', links.help),
        note(`Anfrage ${request}`)
      )
    }
  },
  approved: {
    en: context => {
      const { platform, username, beginsAt, request } = context
      return mail(
        `The deletion of your account on ${platform} was approved`,
        beginsAt === null
          ? `The institution has approved the deletion of the account “${username}” on ${platform}. It begins now.`
          : `The institution has approved the deletion of the account “${username}” on ${platform}. It begins after ${beginsAt}.`,
        'You get another mail when it is done.',
        beginsAt !== null && wayToStop(context, 'en', 'If you want to keep it', 'Keep my account'),
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, username, beginsAt, request } = context
      return mail(
        `Die Löschung Ihres Kontos auf ${platform} ist freigegeben`,
        beginsAt === null
          ? `Die Einrichtung hat die Löschung des Kontos „${username}“ auf ${platform} freigegeben. Sie beginnt jetzt.`
          : `Die Einrichtung hat die Löschung des Kontos „${username}“ auf ${platform} freigegeben. Sie beginnt nach dem ${beginsAt}.`,
        'Sie bekommen noch eine Mail, wenn sie fertig ist.',
        beginsAt !== null && wayToStop(context, 'de', 'Wenn Sie es behalten wollen', 'Mein Konto behalten'),
        note(`Anfrage ${request}`)
      )
    }
  },
  blocked: {
    en: context => {
      const { platform, blockers, request, links, isProofMissing } = context
      return mail(
        `What stops the deletion of your account on ${platform}`,
        'Nothing was deleted. What has to be done first:',
        list(blockers.map(({ what, next }) => `${what} ${next}`)),
        isProofMissing && 'It must also be certain that it is you who asks: take this step too, or nothing is deleted.',
        ...(isProofMissing ? proofStep(context, 'en') : []),
        isProofMissing && 'If you did not ask for it, do nothing, and change your password.',
        links && link('How things stand now', links.help),
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, blockers, request, links, isProofMissing } = context
      return mail(
        `Was die Löschung Ihres Kontos auf ${platform} aufhält`,
        'Es wurde nichts gelöscht. Was vorher zu tun ist:',
        list(blockers.map(({ what, next }) => `${what} ${next}`)),
        isProofMissing &&
          'Außerdem muss sicher sein, dass Sie es sind: Ohne diesen Schritt wird ebenfalls nichts gelöscht.',
        ...(isProofMissing ? proofStep(context, 'de') : []),
        isProofMissing && 'Wenn Sie das nicht verlangt haben, tun Sie nichts, und ändern Sie Ihr Passwort.',
        links && link('Wie es jetzt steht', links.help),
        note(`Anfrage ${request}`)
      )
    }
  },
  confirm: {
    en: context => {
      const { platform, request, links } = context
      return mail(
        `One step is missing: your account on ${platform}`,
        'Nothing has been deleted yet, whatever the page said, and nothing will be unless you take this step.',
        'Nothing else stands in the way of the deletion.',
        ...proofStep(context, 'en'),
        'If you did not ask for it, do nothing, and change your password.',
        links && link('How things stand now', links.help),
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, request, links } = context
      return mail(
        `Ein Schritt fehlt noch: Ihr Konto auf ${platform}`,
        'Es wurde noch nichts gelöscht, was auch immer die Seite gesagt hat, und ohne diesen Schritt wird nichts gelöscht.',
        'Sonst steht der Löschung nichts im Weg.',
        ...proofStep(context, 'de'),
        'Wenn Sie das nicht verlangt haben, tun Sie nichts, und ändern Sie Ihr Passwort.',
        links && link('Wie es jetzt steht', links.help),
        note(`Anfrage ${request}`)
      )
    }
  },
  'cooling-off': {
    en: context => {
      const { platform, username, erasureAt, request, consequences, links } = context
      return mail(
        `Your account on ${platform} will be deleted`,
        `Nothing has been deleted yet. The account “${username}” on ${platform} will be deleted${erasureAt === null ? '.' : ` after ${erasureAt}.`}`,
        wayToStop(context, 'en', 'If you change your mind', 'Keep my account'),
        links?.isLocked &&
          (links.mayCancel
            ? 'The platform has locked the account already; after a change of mind you set a new password and link other logins again.'
            : 'Lethe then deletes nothing. But the platform has locked the account already, and only its administrators can unlock it: write to them too.'),
        ...consequences,
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, username, erasureAt, request, consequences, links } = context
      return mail(
        `Ihr Konto auf ${platform} wird gelöscht`,
        `Es wurde noch nichts gelöscht. Das Konto „${username}“ auf ${platform} wird${erasureAt === null ? '' : ` nach dem ${erasureAt}`} gelöscht.`,
        wayToStop(context, 'de', 'Wenn Sie es sich anders überlegen', 'Mein Konto behalten'),
        links?.isLocked &&
          (links.mayCancel
            ? 'Die Plattform hat das Konto schon gesperrt; nach einem Sinneswandel setzen Sie ein neues Passwort und verknüpfen andere Anmeldungen neu.'
            : 'Lethe löscht dann nichts. Aber die Plattform hat das Konto schon gesperrt, und nur ihre Administration kann es entsperren: schreiben Sie auch ihr.'),
        ...consequences,
        note(`Anfrage ${request}`)
      )
    }
  },
  'last-days': {
    en: context => {
      const { platform, username, erasureAt, request } = context
      return mail(
        `The last days of your account on ${platform}`,
        erasureAt === null
          ? `The account “${username}” on ${platform} is about to be deleted for good.`
          : `The account “${username}” on ${platform} will be deleted for good after ${erasureAt}.`,
        'Until then nothing is lost, and you can still stop it.',
        wayToStop(context, 'en', 'If you want to keep it', 'Keep my account'),
        note(`Request ${request}`)
      )
    },
    de: context => {
      const { platform, username, erasureAt, request } = context
      return mail(
        `Die letzten Tage Ihres Kontos auf ${platform}`,
        erasureAt === null
          ? `Das Konto „${username}“ auf ${platform} wird in Kürze endgültig gelöscht.`
          : `Das Konto „${username}“ auf ${platform} wird nach dem ${erasureAt} endgültig gelöscht.`,
        'Bis dahin geht nichts verloren, und Sie können es noch verhindern.',
        wayToStop(context, 'de', 'Wenn Sie es behalten wollen', 'Mein Konto behalten'),
        note(`Anfrage ${request}`)
      )
    }
  }
} satisfies Readonly<Record<string, Kind>>
