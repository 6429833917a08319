import type { Language } from '../language.ts'

const en: Readonly<Record<string, string>> = {
  accounts: 'accounts',
  course: 'courses',
  courses: 'courses',
  'course-coach': 'courses that they coach',
  curriculum: 'curricula',
  'curriculum-element': 'elements of curricula',
  'element-coaches': 'coaching of elements of curricula',
  enrolments: 'enrolments',
  group: 'groups',
  'learning-resource': 'learning resources',
  'lecture-blocks': 'lecture blocks',
  library: 'libraries',
  media: 'media centre',
  ownerships: 'ownerships',
  portfolios: 'portfolios',
  projects: 'projects',
  'question-items': 'questions in question banks',
  roles: 'roles',
  'solely-owned': 'of them owned by nobody else',
  'successors-enrolled': 'successors who are enrolled by it'
}

const de: typeof en = {
  accounts: 'Konten',
  course: 'Kurse',
  courses: 'Kurse',
  'course-coach': 'betreute Kurse',
  curriculum: 'Curricula',
  'curriculum-element': 'Elemente von Curricula',
  'element-coaches': 'Betreuung von Elementen von Curricula',
  enrolments: 'Einschreibungen',
  group: 'Gruppen',
  'learning-resource': 'Lernressourcen',
  'lecture-blocks': 'Lektionen',
  library: 'Bibliotheken',
  media: 'Medien-Center',
  ownerships: 'Besitzrechte',
  portfolios: 'Portfolios',
  projects: 'Projekte',
  'question-items': 'Fragen in Fragenpools',
  roles: 'Rollen',
  'solely-owned': 'davon niemand anderem gehörend',
  'successors-enrolled': 'Nachfolgende, die dadurch eingeschrieben werden'
}

const names: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, de }

/** What plans count, hand over, or leave to people, in words by its code; a code without words stands for itself. */
export const thingName = (code: string, language: Language): string => names[language][code] ?? code
