import { html } from 'htm/preact'
import { hourMs } from '../../../durations.ts'
import { later } from '../../../erasure/decision.ts'
import { makeLink, readLink } from '../../../store/records/links.ts'
import { pageTexts } from '../../../texts/pages.ts'
import type { Shown, Visit } from '../frame/page.ts'

/** How long the page may stay open before its button does nothing any more. */
const lifeMs = hourMs

const markOf = (platform: string): string => `code-for-${platform}`

/** Whether a form was drawn here, for this platform, and lately. */
export const isCodeForm = ({ parts, site, form }: Visit): boolean =>
  readLink(parts.keys, 'form', form.get('form') ?? '', parts.clock.now().toISOString()) === markOf(site.platform)

const hint = (name: string, text: string, fault: string | null) => ({
  marks:
    fault === null
      ? { 'aria-describedby': `${name}-hint` }
      : { 'aria-describedby': `${name}-hint ${name}-fault`, 'aria-invalid': 'true' },
  below: html`
    <small id=${`${name}-hint`}>${text}</small>
    ${fault !== null && html`<small id=${`${name}-fault`} class="fault">${fault}</small>`}
  `
})

/** The page on which somebody says who they are. */
export const drawWho = ({ parts, site, base, language }: Visit): Shown => {
  const texts = pageTexts[language].mailCode
  const mark = makeLink(parts.keys, 'form', markOf(site.platform), later(parts.clock.now().toISOString(), lifeMs))
  const { marks, below } = hint('who', texts.hint, null)
  return {
    title: texts.title,
    body: html`
      <p>${texts.text}</p>
      <form method="post" action=${`${base}/code`}>
        <input type="hidden" name="form" value=${mark} />
        <div class="field">
          <label for="who">${texts.label}</label>
          <input id="who" name="who" required maxlength="254" autocomplete="username" autocapitalize="none" spellcheck="false" ...${marks} />
          ${below}
        </div>
        <p class="buttons"><button>${texts.button}</button></p>
      </form>
    `
  }
}

/** The page on which somebody types the code of the mail; the same for everybody, but for the mark of the attempt. */
export const drawEnter = ({ base, language }: Visit, attempt: string, isWrong: boolean): Shown => {
  const texts = pageTexts[language].mailCode
  const { marks, below } = hint('code', texts.codeHint, isWrong ? texts.wrong : null)
  return {
    status: isWrong ? 403 : 200,
    title: texts.sent,
    body: html`
      <p>${texts.sentText}</p>
      <form method="post" action=${`${base}/enter`}>
        <input type="hidden" name="attempt" value=${attempt} />
        <div class="field">
          <label for="code">${texts.code}</label>
          <input id="code" name="code" required maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" ...${marks} />
          ${below}
        </div>
        <p class="buttons"><button>${texts.enter}</button> <a href=${`${base}/`}>${texts.again}</a></p>
      </form>
    `
  }
}
