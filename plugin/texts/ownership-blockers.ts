import { text } from './blocker-text.ts'

/** Blockers about what only one person owns, and who takes it over. */
export const ownershipBlockers = {
  'successor-not-named': text(
    'Something that only this person owns has no successor.',
    'Name a successor in the policy of the platform, or add a second owner.',
    'Für etwas, das nur dieser Person gehört, ist niemand als Nachfolge benannt.',
    'In den Regeln der Plattform eine Nachfolge benennen oder eine zweite Person als Besitzer eintragen.'
  ),
  'successor-not-living': text(
    'The successor that is named is gone, blocked or leaving.',
    'Name another one.',
    'Die benannte Nachfolge ist weg, gesperrt oder geht.',
    'Jemand anderen benennen.'
  ),
  'hand-over-by-hand': text(
    'A course has only this person as its instructor, and no call of this release can name another.',
    'An administrator of the platform adds a second instructor in Studio (Settings, Course Team).',
    'Ein Kurs hat nur diese Person als Dozierende, und kein Aufruf dieser Version kann jemand anderen eintragen.',
    'Die Administration trägt in Studio (Einstellungen, Kursteam) eine zweite Person ein.'
  ),
  'hand-over-before-request': text(
    'Something has only this person as its admin, and can be handed over only before the platform locks the account.',
    'Ask for the deletion on the help page, where it offers that: Lethe then hands it over first. Otherwise an administrator adds a second admin to the library or course (Studio, or the console of roles); then press the button again.',
    'Etwas hat nur diese Person als Admin und lässt sich nur übergeben, bevor die Plattform das Konto sperrt.',
    'Die Löschung auf der Hilfeseite verlangen, wo sie das anbietet: Lethe übergibt dann zuerst. Sonst trägt die Administration bei der Bibliothek oder dem Kurs eine zweite Person als Admin ein (Studio oder Rollenkonsole); danach den Knopf erneut drücken.'
  ),
  'declared-course-owner': text(
    'The site has declared that this person may own courses alone, and the platform does not say which.',
    'Add a second instructor to these courses, then state who owns courses anew (lethe declare --course-owners).',
    'Laut Erklärung der Betreiber gehören dieser Person vielleicht Kurse allein, und die Plattform sagt nicht, welche.',
    'In diesen Kursen eine zweite Person als Dozierende eintragen, dann neu erklären, wem Kurse gehören (lethe declare --course-owners).'
  ),
  'ownership-unknown': text(
    'The platform does not say what only this person owns.',
    'Give the service account the right to read it (see the platform check), or state who may own courses.',
    'Die Plattform sagt nicht, was nur dieser Person gehört.',
    'Dem Dienstkonto das Leserecht geben (siehe die Prüfung der Plattform), oder erklären, wem Kurse gehören können.'
  )
} as const
