import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../../texts/language.ts'
import type { Block, MailText } from '../../texts/mails/block.ts'

// Mail clients drop style sheets, so every style stands where it applies. Colours are left to the reader's own, light or
// dark; only the button brings a pair of its own.
const styles = {
  body: 'margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif',
  frame: 'max-width:36em;margin:0 auto;overflow-wrap:break-word',
  title: 'font-size:22px;line-height:1.3;margin:0 0 20px',
  block: 'margin:0 0 16px',
  list: 'margin:0 0 16px;padding:0 0 0 1.4em',
  item: 'margin:0 0 8px',
  button:
    'display:inline-block;padding:10px 20px;border-radius:6px;background:#1d4f91;color:#ffffff;font-weight:600;text-decoration:none',
  verbatim:
    'margin:0 0 16px;padding:12px;border:1px solid #808080;border-radius:6px;font:13px/1.5 ui-monospace,Consolas,monospace;word-break:break-all',
  note: 'margin:0 0 8px;font-size:13px;opacity:0.8'
}

const drawBlock = (block: Block) => {
  switch (block.is) {
    case 'list':
      return html`<ul style=${styles.list}>${block.items.map(item => html`<li style=${styles.item}>${item}</li>`)}</ul>`
    case 'link':
      return html`<p style=${styles.block}><a href=${block.url}>${block.text}</a></p>`
    case 'button':
      return html`
        <p style=${styles.block}>${block.text}:</p>
        <p style=${styles.block}><a href=${block.url} style=${styles.button}>${block.label}</a></p>`
    case 'verbatim':
      return html`
        <p style=${styles.block}>${block.text}:</p>
        <p style=${styles.verbatim}>${block.kept}</p>`
    case 'note':
      return html`<p style=${styles.note}>${block.text}</p>`
    default:
      return html`<p style=${styles.block}>${block.text}</p>`
  }
}

/** A mail as HTML: no picture, no script, no style sheet, nothing fetched, everything that was put in escaped. */
export const drawHtml = ({ subject, blocks }: MailText, language: Language): string =>
  `<!doctype html>${renderToString(
    html`
    <html lang=${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${subject}</title>
      </head>
      <body style=${styles.body}>
        <div style=${styles.frame}>
          <h1 style=${styles.title}>${subject}</h1>
          ${blocks.map(drawBlock)}
        </div>
      </body>
    </html>
  ` as VNode
  )}`
