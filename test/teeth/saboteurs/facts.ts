import { by, type Saboteur } from '../saboteur.ts'

const asked = by('test/plugin/facts.test.ts')

/** What a finance or student-information system is believed. */
export const facts: readonly Saboteur[] = [
  {
    id: 'takes-no-answer-for-paid',
    file: 'plugin/facts/ask.ts',
    find: "  if (known.is === 'unknown') return { provider, at, is: 'unknown', because: known.because }",
    replace: "  if (known.is === 'unknown') return { provider, at, is: 'clear' }",
    caughtBy: asked('unknown is never yes: whatever goes wrong outside stops the request and says why')
  },
  {
    id: 'takes-an-answer-about-somebody-else',
    file: 'plugin/facts/ask-provider.ts',
    find: '  return given.length === wanted.length && timingSafeEqual(given, wanted)',
    replace: '  return given.length > 0 || timingSafeEqual(given, wanted)',
    caughtBy: asked('unknown is never yes: whatever goes wrong outside stops the request and says why')
  },
  {
    id: 'takes-an-unsigned-answer',
    file: 'plugin/facts/receive.ts',
    find: "  if (found === null || !isSigned) throw new Problem('answer-refused')",
    replace: "  if (found === null) throw new Problem('answer-refused')",
    caughtBy: asked('an answer that comes later wakes the request; its token is good once, for its own question')
  },
  {
    id: 'takes-an-answer-twice',
    file: 'plugin/facts/receive.ts',
    find: '    return { ...known, tokenHash: null, waiting: [], answer }',
    replace: '    return { ...known, waiting: [], answer }',
    caughtBy: asked('an answer that comes later wakes the request; its token is good once, for its own question')
  }
]
