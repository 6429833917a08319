import { by, type Saboteur } from '../saboteur.ts'

const api = by('test/attacks/api.test.ts')
const door = by('test/attacks/door.test.ts')
const bodies = api('bodies: what is no plain JSON of the shape that is asked for is refused before anything is done')
const lines = api('request lines: however an address is spelt, it opens nothing else, and is no fault of ours')

/** What comes in from outside, and where we call. */
export const input: readonly Saboteur[] = [
  {
    id: 'takes-half-a-letter',
    file: 'plugin/read-json.ts',
    find: '  for (const [text] of json.matchAll(texts)) if (!(JSON.parse(text) as string).isWellFormed()) return true',
    replace: "  for (const [text] of json.matchAll(texts)) if (text === '') return true",
    caughtBy: bodies
  },
  {
    id: 'reads-other-letters-than-utf-8',
    file: 'plugin/api/validation.ts',
    find: "    if (isOther || headers['content-encoding'] !== undefined) done(new Problem('media-type-unsupported'))",
    replace:
      "    if (isOther && headers['content-encoding'] !== undefined) done(new Problem('media-type-unsupported'))",
    caughtBy: bodies
  },
  {
    id: 'takes-a-prototype',
    file: 'plugin/api/validation.ts',
    find: "  const parseJson = app.getDefaultJsonParser('error', 'error')",
    replace: "  const parseJson = app.getDefaultJsonParser('ignore', 'ignore')",
    caughtBy: bodies
  },
  {
    id: 'answers-500-to-a-wrong-token',
    file: 'plugin/api/problem-answer.ts',
    find: "  if (code.startsWith('FAST_JWT_') || code.startsWith('FST_JWT_')) return new Problem('token-refused', { cause: error })",
    replace: "  if (code.startsWith('FST_JWT_')) return new Problem('token-refused', { cause: error })",
    caughtBy: api('tokens: each that is none of ours is 401, in whichever way it is wrong')
  },
  {
    id: 'breaks-on-half-an-escape',
    file: 'plugin/api/problem-answer.ts',
    find: "  FST_ERR_BAD_URL: 'request-malformed',",
    replace: "  FST_ERR_BAD_URL: 'internal',",
    caughtBy: lines
  },
  {
    id: 'calls-private-addresses-in-other-letters',
    file: 'adapters/http/address.ts',
    find: 'for (const range of [...PRIVATE_6, ...TRANSLATED_6]) addRange(range, ',
    replace: 'for (const range of [...PRIVATE_6, ...TRANSLATED_6].slice(0, 2)) addRange(range, ',
    caughtBy: door('addresses: what is not on the public internet is called by nobody, however it is written')
  },
  {
    id: 'believes-the-first-look-up',
    file: 'adapters/http/address.ts',
    find: '      const isRefused = error === null && found.some(isPrivateAddress)',
    replace: '      const isRefused = error === null && found.every(isPrivateAddress)',
    caughtBy: door('rebinding: a name that is another place by the time of the connection is not connected to')
  },
  {
    id: 'reads-answers-without-end',
    file: 'adapters/http/exchange.ts',
    find: '    if (length > BODY_LIMIT_BYTES) {',
    replace: '    if (length < 0) {',
    caughtBy: door('answers: whatever a platform writes, it is bounded, and nothing of it counts as done')
  }
]
