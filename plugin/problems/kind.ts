/** What a refusal means: its HTTP status, a title, and what whoever reads it can do. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
  readonly whatToDo: string
}

/** One kind of refusal. */
export const kind = (status: number, title: string, whatToDo: string): ProblemKind => ({ status, title, whatToDo })
