import type { Due, DueList } from './due-list.ts'
import { imageOfLines, type LinesImage, linesOf } from './lines-image.ts'
import type { Handle, ManyImage, ManyOf } from './many-of.ts'

/** What is kept of an open document: a hundred thousand of them are most of what is kept at all, and have one list each. */
export interface Card extends Due {
  /** When it is due, epoch milliseconds; `never`. */
  readonly atMs: number
  /** By which its keys can be let go of, then its unique ones. */
  readonly handles: readonly Handle[]
  /** How many of them are of its keys. */
  readonly keys: number
  readonly line: unknown
}

/** What is known of open documents, each by its number. */
export interface OpenImage {
  readonly ids: readonly string[]
  readonly atMs: Float64Array
  /** Numbers in the order of their instants; those that are never due are not in it. */
  readonly due: Uint32Array
  /** Since when; not a number: nothing was said to it. */
  readonly signalledMs: Float64Array
  readonly keys: ManyImage
  /** Their keys one after the other, and where each one's end: packed ones by number, others from -1 down. */
  readonly handles: Int32Array
  readonly handlesEnd: Uint32Array
  readonly lines: LinesImage
}

/** Draws what is known of open documents, given in the order of their ids. */
export const imageOf = (
  cards: readonly Card[],
  known: {
    readonly byKey: Pick<ManyOf, 'image'>
    readonly due: DueList
    readonly signalled: ReadonlyMap<string, number>
  }
): OpenImage => {
  const ids = cards.map(({ id }) => id)
  const numbers = new Map(ids.map((id, n) => [id, n]))
  const numberOf = (id: string): number => numbers.get(id)!
  const keys = known.byKey.image(numberOf)
  const others = new Map(keys.others.map(({ key }, at) => [key, -1 - at]))
  const handles: number[] = []
  const handlesEnd = new Uint32Array(ids.length)
  for (const [n, card] of cards.entries()) {
    for (const handle of card.handles.slice(0, card.keys))
      handles.push(typeof handle === 'string' ? others.get(handle)! : handle)
    handlesEnd[n] = handles.length
  }
  return {
    ids,
    atMs: Float64Array.from(cards, ({ atMs }) => atMs),
    due: Uint32Array.from(known.due, ({ id }) => numberOf(id)),
    signalledMs: Float64Array.from(ids, id => known.signalled.get(id) ?? Number.NaN),
    keys,
    handles: Int32Array.from(handles),
    handlesEnd,
    lines: imageOfLines(cards)
  }
}

/** What an image holds of each document, in the order of the ids, without their unique keys. */
export function* cardsOf(
  image: OpenImage
): Iterable<{ readonly n: number; readonly card: Card; readonly signalledMs: number }> {
  const { ids, atMs, handles, handlesEnd, signalledMs } = image
  const lineAt = linesOf(image.lines, ids)
  for (const [n, id] of ids.entries()) {
    const own = Array.from(handles.subarray(handlesEnd[n - 1] ?? 0, handlesEnd[n]), handle =>
      handle < 0 ? image.keys.others[-1 - handle]!.key : handle
    )
    yield {
      n,
      card: { id, atMs: atMs[n]!, handles: own, keys: own.length, line: lineAt(n) },
      signalledMs: signalledMs[n]!
    }
  }
}
