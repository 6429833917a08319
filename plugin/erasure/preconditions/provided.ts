/** What a finance or student-information system can be asked of one subject. */
export type SubjectQuestion = 'unpaid-invoices' | 'open-grading-orders' | 'records-archived'

/** What a fact provider said of one subject, or the code of why nothing is known. Unknown is never yes. */
export type Provided = { readonly provider: string; readonly at: string } & (
  | { readonly is: 'clear' }
  | { readonly is: 'outstanding'; readonly count: number | null }
  | { readonly is: 'unknown'; readonly because: string }
)

/** The answers by question; a question without a provider has none. */
export type ProvidedFacts = Readonly<Partial<Record<SubjectQuestion, Provided>>>
