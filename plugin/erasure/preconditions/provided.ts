import type { Answer, WhoCanFix } from './precondition.ts'

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

/** How evidence names a fact provider as a source. */
const providerSource = (provider: string): string => `fact-provider-${provider}`

/** What a provider's answer means for a question; null where no provider was asked. */
export const answerProvided = (provided: Provided | undefined, code: string, whoCanFix: WhoCanFix): Answer | null => {
  if (provided === undefined) return null
  const source = providerSource(provided.provider)
  if (provided.is === 'clear') return { is: 'met', source }
  const blocker =
    provided.is === 'outstanding'
      ? { code, whoCanFix, count: provided.count }
      : { code: provided.because, whoCanFix: 'administrator' as const, count: null }
  return { is: 'unmet', source, blockers: [{ severity: 'stops', ...blocker }] }
}
