import type { StandAnswer } from '../../../sandbox/stand.ts'

/** What stands on a page: a line of text, or a form. Ids are for browser tests. */
export type Part =
  | { readonly id: string; readonly text: string }
  | {
      readonly form: string
      /** Labels by name; `password` is typed unseen. */
      readonly fields: Readonly<Record<string, string>>
      readonly hidden?: Readonly<Record<string, string>>
    }

/** A plain page of the LMS. */
export function page(title: string, parts: readonly Part[], status = 200): StandAnswer {
  const body = parts.map(part => ('form' in part ? showForm(part) : `<p id="${part.id}">${escapeHtml(part.text)}</p>`))
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<h1>${escapeHtml(title)}</h1>${body.join('')}</html>`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, text }
}

function showForm({ form, fields, hidden = {} }: Extract<Part, { form: string }>): string {
  const secret = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
  )
  const shown = Object.entries(fields).map(([name, label]) => {
    const type = name === 'password' ? 'password' : 'text'
    return `<label>${label} <input id="${name}" name="${name}" type="${type}"></label> `
  })
  return `<form method="post" action="${escapeHtml(form)}">${secret.join('')}${shown.join('')}<button>Send</button></form>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
