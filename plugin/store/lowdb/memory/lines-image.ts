/** The lines of open documents in columns: of a hundred thousand almost all values are equal to those of others. */
export interface LinesImage {
  /** The names of fields that occur together. */
  readonly shapes: readonly (readonly string[])[]
  /** Of each line its shape; -1: it is one value as it stands, a list or null. */
  readonly shapeOf: Int32Array
  /** The places in `values` of what its fields hold, line after line; 0: its own id. */
  readonly codes: Uint32Array
  readonly values: readonly unknown[]
}

const isSame = (shape: readonly string[], names: readonly string[]): boolean =>
  shape.length === names.length && shape.every((name, at) => name === names[at])

/** Lines are small JSON objects whose equal values are shared; the image shares them too. */
export const imageOfLines = (cards: readonly { readonly id: string; readonly line: unknown }[]): LinesImage => {
  const shapes: (readonly string[])[] = []
  const values: unknown[] = [null]
  const places = new Map<unknown, number>()
  const codes: number[] = []
  const note = (value: unknown, id: string): void => {
    const known = value === id ? 0 : places.get(value)
    codes.push(known ?? values.length)
    if (known === undefined) places.set(value, values.push(value) - 1)
  }
  const shapeOf = Int32Array.from(cards, ({ id, line }) => {
    if (typeof line !== 'object' || line === null || Array.isArray(line)) {
      note(line, id)
      return -1
    }
    const names = Object.keys(line)
    for (const name of names) note((line as Record<string, unknown>)[name], id)
    const known = shapes.findIndex(shape => isSame(shape, names))
    return known < 0 ? shapes.push(names) - 1 : known
  })
  return { shapes, shapeOf, codes: Uint32Array.from(codes), values }
}

/** Gives the lines, each to be asked for once, in their order. */
export const linesOf = ({ shapes, shapeOf, codes, values }: LinesImage, ids: readonly string[]) => {
  // A copy of what JSON gives holds all fields in itself; one that is filled bit by bit keeps them in a second object.
  const empty = shapes.map(names => JSON.parse(JSON.stringify(Object.fromEntries(names.map(name => [name, null])))))
  let at = 0
  const next = (n: number): unknown => {
    const code = codes[at]!
    at += 1
    return code === 0 ? ids[n]! : values[code]
  }
  return (n: number): unknown => {
    const shape = shapeOf[n]!
    if (shape < 0) return next(n)
    const line: Record<string, unknown> = { ...empty[shape] }
    for (const name of shapes[shape]!) line[name] = next(n)
    return line
  }
}
