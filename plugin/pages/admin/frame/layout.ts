import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { otherLanguage } from '../../../texts/language.ts'
import { languageAddress } from '../../language.ts'
import { drawShell } from '../../shell.ts'
import type { Area, Drawn } from './page.ts'
import type { Visit } from './visit.ts'

const groups = ['work', 'site', 'proof', 'access'] as const

const drawEntries = (visit: Visit, areas: readonly Area[]) => {
  const texts = frameTexts[visit.language]
  const isHere = (href: string) => visit.path === href || (href !== '/admin' && visit.path.startsWith(`${href}/`))
  const entry = (href: string, title: string) =>
    html`<li><a href=${href} aria-current=${isHere(href) ? 'page' : undefined}>${title}</a></li>`
  return html`
    <ul>${entry('/admin', texts.overview)}</ul>
    ${groups.map(group => {
      const shown = areas.flatMap(({ entry }) =>
        entry !== null && entry.group === group && (entry.needs === 'signed-in' || visit.may(entry.needs))
          ? [entry]
          : []
      )
      if (shown.length === 0) return null
      return html`
        <h2 id=${`menu-${group}`}>${texts.groups[group]}</h2>
        <ul aria-labelledby=${`menu-${group}`}>${shown.map(({ href, title }) => entry(href, title[visit.language]))}</ul>
      `
    })}
  `
}

/** Pages above this one; the area's own first. */
const drawWhere = (visit: Visit, { above = [] }: Drawn, area: Area | null) => {
  const own = area?.entry
  const steps = [
    ...(own && own.href !== visit.path ? [{ title: own.title[visit.language], href: own.href }] : []),
    ...above
  ]
  if (steps.length === 0) return null
  return html`
    <nav class="where" aria-label=${frameTexts[visit.language].where}>
      <ol>${steps.map(({ title, href }) => html`<li><a href=${href}>${title}</a></li>`)}</ol>
    </nav>
  `
}

/** Draws a whole page for somebody who is signed in: their menu, where they are, what was said, and the page itself. */
export const drawAdminPage = (
  visit: Visit,
  drawn: Drawn,
  around: { readonly areas: readonly Area[]; readonly area: Area | null; readonly notice: ComponentChild }
): string => {
  const { language, staff, formToken } = visit
  const texts = frameTexts[language]
  const roles = staff.person.body.roles.map(role => texts.roles[role]).join(', ')
  const other = otherLanguage(language)
  return drawShell({
    language,
    title: `${drawn.title} · Lethe`,
    readers: 'staff',
    assets: '',
    renewSeconds: drawn.renewSeconds,
    body: html`
      <a class="skip" href="#content">${texts.skip}</a>
      <header class="top">
        <a class="brand" href="/admin">Lethe</a>
        <p>${texts.signedInAs(staff.person.body.name)}<br /><small>${roles}</small></p>
        <form method="post" action="/sign-out">
          <input type="hidden" name="form" value=${formToken} />
          <a href=${languageAddress(language, visit.path)} lang=${other} hreflang=${other}>${texts.language}</a>
          <button class="outline secondary">${texts.signOut}</button>
        </form>
      </header>
      <div class="with-menu">
        <details class="menu">
          <summary>${texts.menu}</summary>
          <nav aria-label=${texts.main}>${drawEntries(visit, around.areas)}</nav>
        </details>
        <main id="content" tabindex="-1">
          ${drawWhere(visit, drawn, around.area)}
          <h1>${drawn.title}</h1>
          ${around.notice}
          ${drawn.body}
        </main>
      </div>
    `
  })
}
