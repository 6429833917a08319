import type { PlatformKind } from '../../adapters/contract.ts'
import type { Language } from './language.ts'

/** What each action of a platform does, in German, by its id. English is what the action itself says. */
const german: Readonly<Record<PlatformKind, Readonly<Record<string, string>>>> = {
  openedx: {
    'hand-over':
      'Ihre Rollen in Kurs- und Bibliotheksteams enden; was nur Ihnen gehörte, geht an jemand anderen, der dadurch in den Kurs eingeschrieben wird.',
    start:
      'Ihr Konto wird gesperrt; Anmelde-Verknüpfungen, Token, eigene Anwendungen und die Ersatzadresse werden gelöscht.',
    'enter-working-state': 'Ihre Löschung wird aufgenommen; von hier an lässt sie sich nicht mehr abbrechen.',
    unenrol: 'Sie werden aus allen Kursen ausgetragen.',
    notes: 'Ihre Notizen in Kurstexten werden gelöscht.',
    proctoring: 'Ihre beaufsichtigten Prüfungsversuche tragen Ihren Namen nicht mehr.',
    'proctoring-backends': 'Die Firmen, die Ihre Prüfungen beaufsichtigt haben, werden angewiesen, Sie zu löschen.',
    misc: 'Ihre Urheberschaft im Wiki, Anträge auf Leistungspunkte und Einträge über Einschreibungen von Hand werden geleert.',
    image: 'Ihr Profilbild und seine Dateien werden gelöscht.',
    forum: 'Ihre Forenbeiträge werden geleert und tragen Ihren Namen nicht mehr.',
    retire:
      'Name, E-Mail-Adressen, Selbstbeschreibung, Geburtsjahr, Geschlecht, Land, Postanschrift, Telefonnummer, Links, Bild und die Felder dieser Installation werden entfernt, und das Konto wird für immer abgeschaltet.',
    'partner-queue':
      'Die Einrichtungen, deren Kurse Sie belegt haben, werden angewiesen, zu löschen, was sie von Ihnen haben.',
    credentials: 'Ihr Name in Nachweisen und Programmen wird ersetzt.',
    licences: 'Lizenzen, die Ihnen zugeteilt waren, tragen Name und E-Mail nicht mehr.',
    complete: 'Die Plattform vermerkt, dass Ihre Löschung abgeschlossen ist.',
    'clean-up': 'Der Eintrag in der Liste der Löschungen, der noch Ihre alten Namen trägt, wird gelöscht.'
  },
  openolat: {
    block: 'Sie können sich nicht mehr anmelden; gelöscht ist noch nichts.',
    'hand-over': 'Kurse, Lernressourcen, Gruppen und Curricula, die nur Sie betreuen, führt jemand anderes weiter.',
    'leave-roles': 'Ihre Rollen und Besitzrechte enden, damit Ihr Name nicht bei ihnen bleibt.',
    delete: 'Ihr Konto, Ihr Profil und alles, was nur Ihnen gehört, werden endgültig gelöscht.'
  }
}

/** Ids of the actions that are worded in German. */
export const wordedActions = (kind: PlatformKind): readonly string[] => Object.keys(german[kind])

/** What an action does, for the subject; `covers` is the sentence of the platform's own table. */
export const actionText = (
  kind: PlatformKind,
  { id, covers }: { readonly id: string; readonly covers: string },
  language: Language
): string => (language === 'de' ? german[kind][id] : undefined) ?? covers
