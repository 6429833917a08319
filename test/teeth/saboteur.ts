/** A fault put into one line of the source, and the test that must notice it. */
export interface Saboteur {
  readonly id: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  readonly caughtBy: { readonly file: string; readonly name: string }
}

/** Names the tests of one file. */
export const by =
  (file: string) =>
  (name: string): Saboteur['caughtBy'] => ({ file, name })
