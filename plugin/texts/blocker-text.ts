/** What a person reads about a blocker: what is the matter, and the next step. */
export interface BlockerText {
  readonly what: string
  readonly next: string
}

/** A blocker in both languages. */
export const text = (enWhat: string, enNext: string, deWhat: string, deNext: string) => ({
  en: { what: enWhat, next: enNext },
  de: { what: deWhat, next: deNext }
})
