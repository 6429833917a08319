/** One piece of a mail. Each is drawn as plain text and as HTML; nothing in it is markup. */
export type Block =
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  /** A page to look at: `text` says what is there. */
  | { readonly is: 'link'; readonly text: string; readonly url: string }
  /** The one thing to do: `text` says what for, `label` stands on the button and is left out of plain text. */
  | { readonly is: 'button'; readonly text: string; readonly label: string; readonly url: string }
  /** Text to be kept as it is, character by character. */
  | { readonly is: 'verbatim'; readonly text: string; readonly kept: string }
  /** Small print. */
  | { readonly is: 'note'; readonly text: string }

/** A mail in one language, before it is drawn. The subject line never names the subject. */
export interface MailText {
  readonly subject: string
  readonly blocks: readonly Block[]
}

/** Things that belong together, one a line. */
export const list = (items: readonly string[]): Block => ({ is: 'list', items })

/** A page to look at; `text` says what is there. */
export const link = (text: string, url: string): Block => ({ is: 'link', text, url })

/** The one thing to do: `text` says what for, `label` what the button says. */
export const button = (text: string, label: string, url: string): Block => ({ is: 'button', text, label, url })

/** Text that is to be kept character by character, and what it is for. */
export const verbatim = (text: string, kept: string): Block => ({ is: 'verbatim', text, kept })

/** Small print. */
export const note = (text: string): Block => ({ is: 'note', text })

/** A mail of paragraphs (plain strings) and other blocks; anything that is none: one that does not apply. */
export const mail = (subject: string, ...blocks: readonly (Block | string | null | undefined | false)[]): MailText => ({
  subject,
  blocks: blocks
    .filter(block => block !== null && block !== undefined && block !== false)
    .map(block => (typeof block === 'string' ? { is: 'paragraph', text: block } : block))
})
