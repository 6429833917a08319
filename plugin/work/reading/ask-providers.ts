import type { Identifier, Subject } from '../../../adapters/contract.ts'
import { questionsToAsk } from '../../erasure/assess.ts'
import type { ErasureRequest, Reading, Work } from '../../erasure/request.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'
import { look } from './look.ts'

/** What the platform calls the subject, and of what the sender said only what the platform does not tell. */
const identifiersOf = ({ identifiers }: Work, subject: Subject): readonly Identifier[] => {
  const known: readonly Identifier[] = [
    { kind: 'platform-id', value: subject.id },
    { kind: 'username', value: subject.username },
    ...(subject.email === null ? [] : [{ kind: 'email', value: subject.email } as const])
  ]
  return [...known, ...identifiers.filter(said => !known.some(({ kind }) => kind === said.kind))]
}

/**
 * Adds to a reading what fact providers say of the subject, as far as nothing else answers and somebody is registered
 * for it. `work.subject` is who was found.
 */
export const askProviders = async (
  parts: WorkParts,
  connected: ConnectedPlatform,
  { id, request, work }: { readonly id: string; readonly request: ErasureRequest; readonly work: Work },
  reading: Reading,
  signal: AbortSignal
): Promise<Reading> => {
  if (parts.askFacts === undefined || work.subject === null) return reading
  const questions = questionsToAsk(await look(parts, connected, id, request, work, reading))
  if (questions.length === 0) return reading
  const about = {
    platform: { id: connected.id, name: connected.body.name },
    subject: subjectHash(parts.keys, connected.id, work.subject),
    identifiers: identifiersOf(work, work.subject),
    request: id
  }
  return { ...reading, provided: await parts.askFacts(about, questions, signal) }
}
