const en = { title: 'Overview', text: 'What waits for whom stands here.' }

const de: typeof en = { title: 'Übersicht', text: 'Hier steht, was auf wen wartet.' }

/** Words of the first page after signing in. */
export const overviewTexts = { en, de } as const
