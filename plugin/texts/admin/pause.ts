const en = {
  title: 'Pause everything',
  lead: 'Nothing destructive happens on any platform while it lasts. Demands are still taken in, and the legal periods run on.',
  banner: (who: string) => `Everything is paused by ${who}.`,
  somebody: 'a colleague',
  why: 'Why',
  more: 'What that means',
  since: 'Paused since',
  by: 'By',
  goesOn: 'Nothing is paused as a whole. A single platform can be paused by itself.',
  because: 'Why',
  becauseHint: 'Shown on every page to everybody who works with Lethe; no personal data.',
  pause: 'Pause everything',
  resumeTitle: 'Let everything go on',
  resumeLead: 'Every platform goes on that is not paused by itself; open requests are looked at again.',
  resume: 'Let it go on',
  notPaused: 'Nothing is paused as a whole.',
  said: { 'everything-paused': 'Everything is paused.', 'everything-resumed': 'It goes on.' }
}

const de: typeof en = {
  title: 'Alles anhalten',
  lead: 'Solange es dauert, wird auf keiner Plattform etwas gelöscht. Verlangen werden weiter angenommen, und die gesetzlichen Fristen laufen.',
  banner: who => `Alles ist angehalten, von ${who}.`,
  somebody: 'einer anderen Person',
  why: 'Warum',
  more: 'Was das bedeutet',
  since: 'Angehalten seit',
  by: 'Von',
  goesOn: 'Im Ganzen ist nichts angehalten. Eine einzelne Plattform lässt sich für sich anhalten.',
  because: 'Warum',
  becauseHint: 'Steht auf jeder Seite für alle, die mit Lethe arbeiten; keine personenbezogenen Daten.',
  pause: 'Alles anhalten',
  resumeTitle: 'Alles weitergehen lassen',
  resumeLead: 'Jede Plattform geht weiter, die nicht für sich angehalten ist; offene Anfragen werden neu angesehen.',
  resume: 'Weitergehen lassen',
  notPaused: 'Im Ganzen ist nichts angehalten.',
  said: { 'everything-paused': 'Alles ist angehalten.', 'everything-resumed': 'Es geht weiter.' }
}

/** Words of the pages about the pause of the whole installation. */
export const pauseTexts = { en, de } as const
