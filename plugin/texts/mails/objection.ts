import { mail, note } from './block.ts'
import type { Kind } from './draw.ts'

/** What a subject who objected is told: at once what it does, and later what became of it. */
export const objectionMails = {
  'objection-stops': {
    en: ({ platform, request }) =>
      mail(
        `Your objection: the account on ${platform} stays`,
        'You have objected. The demand rested on your consent, which is gone: nothing is deleted on it.',
        'If somebody else asks on another ground, you are told again before anything is deleted.',
        note(`Request ${request}`)
      ),
    de: ({ platform, request }) =>
      mail(
        `Ihr Widerspruch: Das Konto auf ${platform} bleibt`,
        'Sie haben widersprochen. Das Verlangen beruhte auf Ihrer Einwilligung, und die gibt es nicht mehr: Darauf wird nichts gelöscht.',
        'Wenn jemand anderes aus einem anderen Grund fragt, werden Sie wieder benachrichtigt, bevor etwas gelöscht wird.',
        note(`Anfrage ${request}`)
      )
  },
  'objection-waits': {
    en: ({ platform, request }) =>
      mail(
        `Your objection about the account on ${platform}`,
        'You have objected. Nothing is deleted until the privacy officer of the institution has decided on it; you hear what becomes of it.',
        note(`Request ${request}`)
      ),
    de: ({ platform, request }) =>
      mail(
        `Ihr Widerspruch zum Konto auf ${platform}`,
        'Sie haben widersprochen. Es wird nichts gelöscht, bis die Datenschutzstelle der Einrichtung darüber entschieden hat; Sie erfahren, was daraus wird.',
        note(`Anfrage ${request}`)
      )
  },
  'objection-overruled': {
    en: ({ platform, erasureAt, request }) =>
      mail(
        `Your objection about the account on ${platform} was not followed`,
        'The privacy officer of the institution has decided that the deletion goes on.',
        erasureAt !== null && `The account will not be deleted before ${erasureAt}.`,
        'You may complain to a supervisory authority and go to court (Articles 77 and 79 GDPR).',
        note(`Request ${request}`)
      ),
    de: ({ platform, erasureAt, request }) =>
      mail(
        `Ihrem Widerspruch zum Konto auf ${platform} wurde nicht gefolgt`,
        'Die Datenschutzstelle der Einrichtung hat entschieden, dass die Löschung weitergeht.',
        erasureAt !== null && `Das Konto wird nicht vor dem ${erasureAt} gelöscht.`,
        'Sie können sich bei einer Aufsichtsbehörde beschweren und vor Gericht gehen (Artikel 77 und 79 DSGVO).',
        note(`Anfrage ${request}`)
      )
  },
  'objection-too-late': {
    en: ({ platform, request }) =>
      mail(
        `Your objection about the account on ${platform} came too late`,
        'Your objection is recorded. But something was deleted already that nobody can bring back, so the deletion goes on to its end.',
        'You may complain to a supervisory authority and go to court (Articles 77 and 79 GDPR).',
        note(`Request ${request}`)
      ),
    de: ({ platform, request }) =>
      mail(
        `Ihr Widerspruch zum Konto auf ${platform} kam zu spät`,
        'Ihr Widerspruch ist vermerkt. Aber es wurde schon etwas gelöscht, was niemand zurückholen kann; deshalb geht die Löschung zu Ende.',
        'Sie können sich bei einer Aufsichtsbehörde beschweren und vor Gericht gehen (Artikel 77 und 79 DSGVO).',
        note(`Anfrage ${request}`)
      )
  }
} satisfies Readonly<Record<string, Kind>>
