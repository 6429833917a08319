import { dayMs } from '../../durations.ts'
import type { Kind } from '../../store/store.ts'

const yearMs = 365 * dayMs

/** How long a kind of our own records is kept, and who takes it away. */
export interface RecordRow {
  readonly kind: Kind
  /** What it holds. */
  readonly holds: string
  /** From when the term runs. */
  readonly from: string
  /** Null: for ever, or as long as what it belongs to. */
  readonly keepMs: number | null
  /** Why so long and no longer. */
  readonly because: string
  /** Article of Regulation (EU) 2016/679. */
  readonly article: string
  /** `daily`: our own purge. `own`: what makes them takes them away. `never`, `person`: nobody, or somebody by hand. */
  readonly by: 'daily' | 'own' | 'person' | 'never'
}

/** Four years: a claim lapses after three, counted from the end of a year (section 199 of the German Civil Code). */
const claimsLapseMs = 4 * yearMs

/** The retention of our own records, one row a kind of document. The guide says the same; a test compares. */
export const recordTable: readonly RecordRow[] = [
  {
    kind: 'request',
    holds: 'evidence without a name; what names somebody dies long before, with its key',
    from: 'its end, and the scheduled end of everything that the platform keeps',
    keepMs: claimsLapseMs,
    because: 'until no claim can rest on it',
    article: '5(2), 17(3)(e)',
    by: 'daily'
  },
  {
    kind: 'hold',
    holds: 'ground, owner and dates; hashes, names and notes go with its release',
    from: 'its release',
    keepMs: claimsLapseMs,
    because: 'until no claim can rest on it',
    article: '17(3)(e)',
    by: 'daily'
  },
  {
    kind: 'delivery',
    holds: 'the answer to a signed call that made no request',
    from: 'its arrival',
    keepMs: 90 * dayMs,
    because: 'a sender that repeats a call gets the same answer',
    article: '32(1)',
    by: 'daily'
  },
  {
    kind: 'person',
    holds: 'the name of somebody who works with Lethe',
    from: 'the day on which they were shut out',
    keepMs: claimsLapseMs,
    because: 'evidence names them by an id until then',
    article: '5(2)',
    by: 'daily'
  },
  {
    kind: 'token',
    holds: 'label and dates of a token; the token itself is stored nowhere',
    from: 'its end',
    keepMs: yearMs,
    because: 'an auditor may ask what was valid when',
    article: '32(1)',
    by: 'daily'
  },
  {
    kind: 'governance',
    holds: 'who decided who may do what; ids and codes',
    from: 'the act',
    keepMs: 10 * yearMs,
    because: 'it shows under whose responsibility every kept request was carried out',
    article: '5(2), 24',
    by: 'daily'
  },
  {
    kind: 'source',
    holds: 'a sender that was removed; its secrets went with it',
    from: 'its removal',
    keepMs: claimsLapseMs,
    because: 'evidence names it by an id until then',
    article: '5(2)',
    by: 'daily'
  },
  {
    kind: 'declaration',
    holds: 'what an administrator stated of the site; hashes, no names',
    from: 'its replacement',
    keepMs: claimsLapseMs,
    because: 'verdicts rest on it',
    article: '5(2)',
    by: 'daily'
  },
  {
    kind: 'replay',
    holds: 'a restored platform: when, and how many; the accounts are sealed and go with the work',
    from: 'its end',
    keepMs: claimsLapseMs,
    because: 'it shows that a restore brought nobody back',
    article: '5(2)',
    by: 'daily'
  },
  {
    kind: 'selection',
    holds: 'who was picked from a list, sealed',
    from: 'its beginning',
    keepMs: 30 * dayMs,
    because: 'the requests that came of it stand for themselves',
    article: '5(1)(e)',
    by: 'own'
  },
  {
    kind: 'run',
    holds:
      'a nightly run over accounts that nobody needs: counts and codes; whom a braked one would have touched, sealed',
    from: 'the run',
    keepMs: null,
    because: 'the youngest four hundred of a platform are kept: over a year of nights',
    article: '5(1)(e)',
    by: 'own'
  },
  {
    kind: 'fact',
    holds: 'what another system answered about somebody, sealed, under a keyed hash',
    from: 'the end of its validity',
    keepMs: 0,
    because: 'it holds no more',
    article: '5(1)(e)',
    by: 'own'
  },
  {
    kind: 'receipt',
    holds: 'that a source sent something in an hour',
    from: 'its arrival',
    keepMs: 8 * dayMs,
    because: 'the brake counts them',
    article: '32(1)',
    by: 'daily'
  },
  {
    kind: 'dead-letter',
    holds: 'a message of codes that its recipient did not take',
    from: 'its last try',
    keepMs: 90 * dayMs,
    because: 'somebody may send it again',
    article: '19',
    by: 'daily'
  },
  {
    kind: 'spool',
    holds:
      'lists that a platform needs between two looks, and who comes to the pages by a code; what may name somebody is sealed',
    from: 'the next look',
    keepMs: null,
    because:
      'each look writes it anew, and a platform that is removed takes it along; a code by mail goes after an hour, that of a demand a year, or a month more, after it was last said',
    article: '5(1)(e)',
    by: 'own'
  },
  ...(['platform', 'provider', 'endpoint', 'lifecycle'] as const).map(
    (kind): RecordRow => ({
      kind,
      holds:
        kind === 'lifecycle'
          ? 'settings of the site; what the last run remembers of each account, sealed'
          : 'settings of the site',
      from: 'its removal',
      keepMs: null,
      because: 'somebody takes it out when it is needed no more',
      article: '5(1)(e)',
      by: 'person'
    })
  ),
  {
    kind: 'ledger',
    holds: 'counters, which keys belong to this data, and the controller',
    from: 'never',
    keepMs: null,
    because: 'it is about the installation and nobody else',
    article: '24',
    by: 'never'
  },
  {
    kind: 'anchor',
    holds: 'heads of chains: hashes, and ids of requests',
    from: 'never',
    keepMs: null,
    because: 'a certificate names them, and they must hold when its request is gone',
    article: '5(2)',
    by: 'never'
  }
]

/** How long a kind is kept after its term begins; null: the purge leaves it alone. */
export const keepMsOf = (kind: Kind): number | null => {
  const row = recordTable.find(each => each.kind === kind)
  return row?.by === 'daily' ? row.keepMs : null
}
