/** Words around a time that is typed as a number and a unit. */
export const durationTexts = {
  en: {
    number: (label: string) => `${label}: number`,
    unit: (label: string) => `${label}: unit`,
    units: { days: 'days', hours: 'hours', minutes: 'minutes', seconds: 'seconds' }
  },
  de: {
    number: (label: string) => `${label}: Zahl`,
    unit: (label: string) => `${label}: Einheit`,
    units: { days: 'Tage', hours: 'Stunden', minutes: 'Minuten', seconds: 'Sekunden' }
  }
} as const
