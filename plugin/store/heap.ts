import { setFlagsFromString } from 'node:v8'

/** With fewer open requests than this, what V8 leaves lying about is less than the program itself. */
const manyOpen = 20_000

/**
 * Has V8 collect once the heap has grown by three tenths, where much is kept in memory: left to itself it waits until there
 * is about twice as much. To be called before a store is read, because each collection says when the next one comes; the
 * answer is told how many requests are open, and takes it back where they are fewer than 20,000. `set` takes options of V8
 * (`node --v8-options`).
 */
export const keepHeapSmall = (set: (option: string) => void = setFlagsFromString): ((open: number) => void) => {
  set('--heap-growing-percent=30')
  return open => {
    if (open < manyOpen) set('--heap-growing-percent=0')
  }
}
