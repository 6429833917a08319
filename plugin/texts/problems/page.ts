const en = {
  heading: 'Why Lethe did not do something',
  whatToDo: 'What to do',
  because: 'Why it comes',
  forPrograms: (code: string, status: number) => `For programs: code ${code}, status ${status}.`,
  all: 'All refusals',
  code: 'Code',
  status: 'Status',
  means: 'It means',
  language: 'Deutsch'
}

const de: typeof en = {
  heading: 'Warum Lethe etwas nicht ausgeführt hat',
  whatToDo: 'Was zu tun ist',
  because: 'Wie es dazu kommt',
  forPrograms: (code, status) => `Für Programme: Code ${code}, Status ${status}.`,
  all: 'Alle Ablehnungen',
  code: 'Code',
  status: 'Status',
  means: 'Bedeutung',
  language: 'English'
}

/** What stands around the explanation of a refusal. */
export const problemPageTexts = { en, de } as const
