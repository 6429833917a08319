import { html } from 'htm/preact'
import type { VNode } from 'preact'
import type { Block } from '../texts/mails/block.ts'

const drawBlock = (block: Block) => {
  switch (block.is) {
    case 'list':
      return html`<ul>${block.items.map(item => html`<li>${item}</li>`)}</ul>`
    case 'link':
      return html`<p><a href=${block.url}>${block.text}</a></p>`
    case 'button':
      return html`<p>${block.text}: <a href=${block.url} role="button">${block.label}</a></p>`
    case 'verbatim':
      return html`<p>${block.text}: <code>${block.kept}</code></p>`
    case 'note':
      return html`<p><small>${block.text}</small></p>`
    default:
      return html`<p>${block.text}</p>`
  }
}

/** The pieces of a mail as they stand on a page, so that both say the same. */
export const drawBlocks = (blocks: readonly Block[]) => blocks.map(drawBlock) as readonly VNode[]
