import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { pauseTexts } from '../../../texts/admin/pause.ts'
import { PageProblem } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'

/** What stands on every page while everything is paused: by whom, and why. Nothing where nothing is. */
export const drawPauseBanner = async (visit: Visit): Promise<ComponentChild> => {
  if (!visit.may('showPause')) return null
  const paused = await visit.call('showPause').then(
    seen => seen.paused,
    (error: unknown) => {
      // The page itself says what is wrong with the session.
      if (error instanceof PageProblem) return null
      throw error
    }
  )
  if (paused === null) return null
  const texts = pauseTexts[visit.language]
  const nameOf = await readNames(visit)
  const name = nameOf(paused.by)
  return html`
    <p class="notice wait">
      <strong>${texts.banner(name === paused.by ? texts.somebody : name)}</strong> ${texts.why}: ${paused.because}. <a href="/admin/pause">${texts.more}</a>
    </p>
  `
}
