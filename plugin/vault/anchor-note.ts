import type { KeyFiles } from './key-files.ts'

/** Number and hash (SHA-256, hexadecimal) of a signed batch of heads. */
export interface NotedAnchor {
  readonly number: number
  readonly hash: string
}

const noteName = /^anchor-([1-9][0-9]*)\.noted$/

const numbersOf = (files: KeyFiles): readonly number[] =>
  files
    .list()
    .flatMap(name => noteName.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other)

const nameOf = (number: number): string => `anchor-${number}.noted`

/**
 * The last batch that was signed. It is noted beside the keys because whoever can write the data folder could take the
 * last batches out of it, and with them the proof that a chain was another.
 */
export const readNotedAnchor = (files: KeyFiles): NotedAnchor | null => {
  const number = numbersOf(files).at(-1)
  if (number === undefined) return null
  return { number, hash: files.read(nameOf(number))?.toString() ?? '' }
}

/** Notes a batch; the ones before it go. */
export const noteAnchor = (files: KeyFiles, { number, hash }: NotedAnchor): void => {
  files.keep(nameOf(number), Buffer.from(hash))
  for (const past of numbersOf(files)) if (past < number) files.remove(nameOf(past))
}
