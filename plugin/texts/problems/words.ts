/** What a person reads of a refusal: what is the matter, and what they can do. */
export interface ProblemWords {
  readonly title: string
  readonly whatToDo: string
}

/** The words for one code. */
export const words = (title: string, whatToDo: string): ProblemWords => ({ title, whatToDo })
