import { styleText } from 'node:util'

/** How a report is drawn: columns of the terminal (endless where there is none), and whether it has colours. */
export interface Paper {
  readonly width: number
  readonly isColoured: boolean
}

/** Breaks a text between words; each line but the first begins with `hanging` blanks. A word is never broken. */
export function wrap(text: string, width: number, hanging: number): string {
  const lines: string[] = []
  let line = /^ */.exec(text)![0]
  let isEmpty = true
  for (const word of text.trimStart().split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line.trimEnd())
      line = ' '.repeat(hanging)
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line].join('\n')
}

/** Colours a text where the paper has colours. */
export const paint = ({ isColoured }: Paper, style: 'bold' | 'green' | 'yellow' | 'red', text: string): string =>
  isColoured ? styleText(style, text, { validateStream: false }) : text
