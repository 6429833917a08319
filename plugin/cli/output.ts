import { styleText } from 'node:util'
import type { Io } from './io.ts'

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green'

/** Colours a text where there is a terminal that wants it. */
export const paint = (io: Io, style: Style, text: string): string =>
  io.hasColour ? styleText(style, text, { validateStream: false }) : text

/** What others sent may hold control characters that a terminal would obey. */
export const plain = (value: unknown): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  String(value ?? '–').replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')

/** Rows under headings, in columns as wide as they need; where there is no row, `none`, or that there is none of what. */
export const drawTable = (
  io: Io,
  headings: readonly string[],
  rows: readonly (readonly unknown[])[],
  none = 'none'
): string => {
  const cells = rows.map(row => row.map(plain))
  const widths = headings.map((heading, at) => Math.max(heading.length, ...cells.map(row => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd()
  if (rows.length === 0) return `${none}\n`
  return [paint(io, 'bold', line(headings)), ...cells.map(line)].map(text => `${text}\n`).join('')
}

/** Names and values, one a line. */
export const drawPairs = (io: Io, pairs: readonly (readonly [string, unknown])[]): string => {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${paint(io, 'bold', name.padEnd(width))}  ${plain(value)}\n`).join('')
}

const mostColumns = 80

/** Words one after the other in lines of at most 80 columns, each below the first set in by two. */
const fold = (text: string): string => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const isFull = last === undefined || last.length + 1 + word.length > mostColumns
    if (isFull) lines.push(`  ${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.join('\n')
}

/** Things that have a name and an id, in blocks that fit 80 columns: what is said of each stands below its name. */
export const drawBlocks = (
  io: Io,
  things: readonly { readonly name: string; readonly id: string; readonly lines: readonly string[] }[],
  none = 'none'
): string => {
  if (things.length === 0) return `${none}\n`
  return things
    .map(({ name, id, lines }) => {
      const head = `${paint(io, 'bold', clip(plain(name), mostColumns - id.length - 2))}  ${id}`
      return [head, ...lines.map(line => fold(plain(line)))].map(line => `${line}\n`).join('')
    })
    .join('\n')
}

/** A text that is cut where it would be longer than a column may be. */
export const clip = (value: string, most: number): string =>
  value.length <= most ? value : `${value.slice(0, most - 1)}…`
