import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import type { Language } from '../../texts/language.ts'
import { type NotLetIn, signInTexts } from '../../texts/sign-in.ts'
import { drawOutside } from '../outside.ts'

const drawPage = (language: Language, title: string, here: string, body: ComponentChild): string => {
  const { heading, language: otherName } = signInTexts[language]
  return drawOutside({ language, title, heading, here, otherName, body })
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
  return drawPage(language, texts.title, `/sign-in${asked}`, body)
}

/** Draws the page that says why somebody whom the institution sent is not let in. */
export const drawNotLetIn = (language: Language, because: NotLetIn): string => {
  const texts = signInTexts[language]
  const body = html`${drawRefusal(texts.provider[because])}<p><a href="/sign-in">${texts.again}</a></p>`
  return drawPage(language, texts.provider.title, '/sign-in', body)
}

/** Draws the page after signing out. `leadsOn`: the institution has a way of signing out, too. */
export const drawSignedOut = (language: Language, leadsOn: boolean): string => {
  const texts = signInTexts[language]
  const body = html`
    <p>${texts.ended.text}</p>
    ${leadsOn && html`<p>${texts.endedAtInstitution} <a id="end-institution" href="/sign-in/end">${texts.endInstitution}</a></p>`}
    <p><a href="/sign-in">${texts.again}</a></p>
  `
  return drawPage(language, texts.ended.title, leadsOn ? '/sign-in/ended?at=institution' : '/sign-in/ended', body)
}
