import { assertSafe, referenceOf } from '../names.ts'
import type { Store } from '../store.ts'
import type { LowdbParts } from './parts.ts'
import { readContent } from './read.ts'

/** The verb `signals`: the index knows to whom nothing was said, and then no document is read. */
export function createHearing(parts: LowdbParts): Pick<Store, 'signals'> {
  const { index, turns } = parts

  return {
    async signals(kind, id) {
      assertSafe(kind, id)
      if (!index.of(kind).isSignalled(id)) return []
      const content = await turns.run(referenceOf(kind, id), () => readContent(parts, kind, id))
      return content?.signals ?? []
    }
  }
}
