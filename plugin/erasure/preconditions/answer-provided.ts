import type { Answer, WhoCanFix } from './precondition.ts'
import type { Provided } from './provided.ts'

/** How evidence names a fact provider as a source. */
export const providerSource = (provider: string): string => `fact-provider-${provider}`

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
