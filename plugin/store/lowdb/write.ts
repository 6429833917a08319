import { copyJson, type SpelledEntry, spellEntry } from '../copy-entry.ts'
import { assertSafe, referenceOf } from '../names.ts'
import type { Kind, PutTerms, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Content, Header, Written } from './files/envelope.ts'
import { createFences } from './memory/fences.ts'
import type { LowdbParts } from './parts.ts'
import { readContent } from './read.ts'

/** The verbs `put`, `signal` and `remove`: the disk first, then the index, then the bell. */
export function createWriting(parts: LowdbParts): Pick<Store, 'put' | 'signal' | 'remove'> {
  const { clock, files, index, claims, shared, bell, turns } = parts
  const fences = createFences()

  async function takeTurn<T>(kind: Kind, id: string, work: (reference: string) => Promise<T>): Promise<T> {
    assertSafe(kind, id)
    const reference = referenceOf(kind, id)
    const result = await turns.run(reference, () => work(reference))
    bell.ring(kind, id)
    return result
  }

  /** What is new and waits for its time is not read before. */
  function isDueLater({ dueAt }: Written): boolean {
    return dueAt !== null && Date.parse(dueAt) > clock.now().getTime()
  }

  async function store(content: Written, before: Content | null): Promise<void> {
    const reference = referenceOf(content.kind, content.id)
    const free = await index.unique.reserve(reference, content.unique, before?.unique ?? [])
    shared.forget(reference)
    try {
      await files.save(content, before?.shelf, before !== null || !isDueLater(content))
      index.swap(content)
    } finally {
      free()
    }
  }

  return {
    async put(kind, id, entry, terms) {
      const spelled = spellEntry(entry)
      return takeTurn(kind, id, async reference => {
        await fences.gone(reference)
        const before = await readContent(parts, kind, id)
        if (before !== null || terms.expected > 0) assertMayChange(before, reference, terms)
        assertHeard(before, terms)
        const letGo = await relyOn(terms)
        const after = change(kind, id, spelled, terms, before)
        await store(after, before).finally(letGo)
        if (after.shelf !== null) claims.drop(reference)
        else if (terms.release === true && terms.claim !== undefined) claims.drop(reference, terms.claim)
        return after.revision
      })
    },
    async signal(kind, id, signal) {
      const copy = copyJson(signal)
      return takeTurn(kind, id, async () => {
        const before = await readContent(parts, kind, id)
        if (before === null) throw new StoreError('not-found', 'there is no such document')
        if (before.shelf !== null) throw new StoreError('shelved', 'the document has ended')
        const n = before.signalled + 1
        const at = clock.now().toISOString()
        await store({ ...before, signalled: n, signals: [...before.signals, { n, at, signal: copy }] }, before)
        return n
      })
    },
    async remove(kind, id, expected) {
      await takeTurn(kind, id, async reference => {
        await fences.gone(reference)
        const before = await readContent(parts, kind, id)
        assertMayChange(before, reference, { expected })
        shared.forget(reference)
        await files.erase(kind, id, before.shelf)
        index.forget(kind, id)
      })
    }
  }

  function assertMayChange(before: Content | null, reference: string, terms: PutTerms): asserts before is Content {
    if (before === null) throw new StoreError('not-found', 'there is no such document')
    claims.authorise(reference, terms.claim)
    if (before.revision !== terms.expected) {
      throw new StoreError('revision-conflict', `revision ${before.revision}, not ${terms.expected}`)
    }
  }

  /** Keeps another document as it is expected until this write is stored; returns how to let it go. */
  async function relyOn({ expects }: PutTerms): Promise<() => void> {
    if (expects === undefined) return () => {}
    const { kind, id } = expects
    assertSafe(kind, id)
    const reference = referenceOf(kind, id)
    return turns.run(reference, async () => {
      const known = shared.get(reference) ?? (await readContent(parts, kind, id))
      const revision = known?.revision ?? 0
      if (revision === expects.revision) return fences.put(reference)
      throw new StoreError('expectation-failed', `revision ${revision} of the other, not ${expects.revision}`)
    })
  }
}

function assertHeard(before: Content | null, { heard, folded = 0 }: PutTerms): void {
  if (heard === undefined || !before?.signals.some(({ n }) => n > Math.max(heard, folded))) return
  throw new StoreError('unheard-signal', 'something was said that was not heard yet')
}

function change(kind: Kind, id: string, entry: SpelledEntry, terms: PutTerms, before: Header | null): Written {
  return {
    kind,
    id,
    revision: terms.expected + 1,
    ...entry,
    signalled: before?.signalled ?? 0,
    signals: before?.signals.filter(signal => signal.n > (terms.folded ?? 0)) ?? []
  }
}
