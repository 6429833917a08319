import { setFlagsFromString } from 'node:v8'

/** With fewer open requests than this, what V8 leaves lying about is less than the program itself. */
const manyOpen = 20_000

/**
 * Has V8 collect once the heap has grown by three tenths where much is kept in memory: left to itself it waits until there
 * is about twice as much. `open`: how many requests are; below 20,000 nothing is set. `set` takes the option of V8
 * (`node --v8-options`), which is asked at each collection.
 */
export const keepHeapSmall = (open: number, set: (option: string) => void = setFlagsFromString): void => {
  if (open >= manyOpen) set('--heap-growing-percent=30')
}
