import { type ProblemCode, problems } from '../../errors.ts'
import type { Language } from '../language.ts'
import { accessInGerman } from './access.ts'
import { agreementInGerman } from './agreement.ts'
import { callsInGerman } from './calls.ts'
import { clockInGerman } from './clock.ts'
import { faultsInGerman } from './faults.ts'
import { holdsInGerman } from './holds.ts'
import { mandatesInGerman } from './mandates.ts'
import { replayInGerman } from './replay.ts'
import { routesInGerman } from './routes.ts'
import { signInInGerman } from './sign-in.ts'
import { sourcesInGerman } from './sources.ts'
import { statesInGerman } from './states.ts'
import { thingsInGerman } from './things.ts'
import type { ProblemWords } from './words.ts'

export type { ProblemWords } from './words.ts'

/** What every code means in German; the compiler misses a code that has no words here. */
export const problemsInGerman: Readonly<Record<ProblemCode, ProblemWords>> = {
  ...callsInGerman,
  ...accessInGerman,
  ...signInInGerman,
  ...agreementInGerman,
  ...clockInGerman,
  ...holdsInGerman,
  ...mandatesInGerman,
  ...replayInGerman,
  ...routesInGerman,
  ...sourcesInGerman,
  ...thingsInGerman,
  ...statesInGerman,
  ...faultsInGerman
}

/** What a refusal means and what to do, in the language of the reader. */
export const problemText = (code: ProblemCode, language: Language): ProblemWords =>
  language === 'de' ? problemsInGerman[code] : problems[code]
