import { html } from 'htm/preact'
import type { ComponentChild, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../../texts/language.ts'
import { type NotLetIn, signInTexts } from '../../texts/sign-in.ts'
import { assetAddress } from '../assets/register.ts'

const drawOutside = (language: Language, title: string, here: string, body: ComponentChild): string => {
  const { heading, language: otherName } = signInTexts[language]
  const other = language === 'en' ? 'de' : 'en'
  return `<!doctype html>${renderToString(
    html`
    <html lang=${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Lethe</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=${assetAddress('', 'pico.min.css')} />
        <link rel="stylesheet" href=${assetAddress('', 'lethe.css')} />
      </head>
      <body class="outside">
        <header class="container">
          <p><strong>Lethe</strong> · <a href=${`/language/${other}?to=${encodeURIComponent(here)}`} lang=${other} hreflang=${other}>${otherName}</a></p>
        </header>
        <main id="content" class="container">
          <hgroup>
            <h1>${title}</h1>
            <p>${heading}</p>
          </hgroup>
          ${body}
        </main>
      </body>
    </html>
  ` as VNode
  )}`
}

const drawRefusal = (text: string | null) =>
  text !== null && html`<p class="notice problem" role="alert" id="refusal">${text}</p>`

/** What stands on the page on which people sign in. */
export interface SignInPage {
  readonly language: Language
  /** The name of the institution's sign-in; null: none is set. */
  readonly institution: string | null
  readonly takesPasswords: boolean
  readonly to: string
  readonly formToken: string
  readonly name: string
  /** Why it did not work; null: nothing was tried. */
  readonly refusal: string | null
}

const drawPasswordForm = ({ language, to, formToken, name, refusal, institution }: SignInPage) => {
  const texts = signInTexts[language]
  const about = refusal === null ? undefined : 'refusal'
  return html`
    ${institution !== null && html`<p>${texts.or}</p>`}
    <form method="post" action="/sign-in">
      <input type="hidden" name="form" value=${formToken} />
      <input type="hidden" name="to" value=${to} />
      <label for="name">${texts.name}</label>
      <input id="name" name="name" value=${name} required autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby=${about} />
      <label for="password">${texts.password}</label>
      <input id="password" name="password" type="password" required autocomplete="current-password" aria-describedby=${about} />
      <button>${texts.button}</button>
    </form>
  `
}

/** Draws the page on which people sign in. */
export const drawSignIn = (page: SignInPage): string => {
  const { language, institution, takesPasswords, to, refusal } = page
  const texts = signInTexts[language]
  const asked = to === '/admin' ? '' : `?to=${encodeURIComponent(to)}`
  const body = html`
    ${drawRefusal(refusal)}
    ${institution !== null && html`<p><a id="institution" role="button" href=${`/sign-in/oidc${asked}`}>${texts.institution(institution)}</a></p>`}
    ${takesPasswords && drawPasswordForm(page)}
    ${!takesPasswords && institution === null && html`<p>${texts.noWay}</p>`}
  `
  return drawOutside(language, texts.title, `/sign-in${asked}`, body)
}

/** Draws the page that says why somebody whom the institution sent is not let in. */
export const drawNotLetIn = (language: Language, because: NotLetIn): string => {
  const texts = signInTexts[language]
  const body = html`${drawRefusal(texts.provider[because])}<p><a href="/sign-in">${texts.again}</a></p>`
  return drawOutside(language, texts.provider.title, '/sign-in', body)
}

/** Draws the page after signing out. `leadsOn`: the institution has a way of signing out, too. */
export const drawSignedOut = (language: Language, leadsOn: boolean): string => {
  const texts = signInTexts[language]
  const body = html`
    <p>${texts.ended.text}</p>
    ${leadsOn && html`<p>${texts.endedAtInstitution} <a id="end-institution" href="/sign-in/end">${texts.endInstitution}</a></p>`}
    <p><a href="/sign-in">${texts.again}</a></p>
  `
  return drawOutside(language, texts.ended.title, leadsOn ? '/sign-in/ended?at=institution' : '/sign-in/ended', body)
}
