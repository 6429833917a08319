import { html } from 'htm/preact'

const id = 'end-of-page'

/**
 * In the head of a page: draw nothing before its end is there (HTML, link type `expect`). On a slow line the columns of a
 * half-read table would move with each row that arrives. Our pages are small; a browser that does not know it draws as before.
 */
export const expectEnd = html`<link rel="expect" href="#${id}" blocking="render" />`

/** The last element of the body of such a page. */
export const endOfPage = html`<div id=${id} hidden></div>`
