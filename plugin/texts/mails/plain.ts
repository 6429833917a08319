import type { Block, MailText } from './block.ts'

const drawBlock = (block: Block): string => {
  switch (block.is) {
    case 'list':
      return block.items.map(item => `- ${item}`).join('\n')
    case 'link':
    case 'button':
      return `${block.text}: ${block.url}`
    case 'verbatim':
      return `${block.text}: ${block.kept}`
    default:
      return block.text
  }
}

/** A mail as plain text: a blank line between blocks, every address in full. */
export const drawPlain = ({ blocks }: MailText): string => `${blocks.map(drawBlock).join('\n\n')}\n`
