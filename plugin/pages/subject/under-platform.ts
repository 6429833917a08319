import { html } from 'htm/preact'
import { lastForwarded } from '../../caller-address.ts'
import type { PageSite } from '../../store/records/platforms/sites.ts'
import { pageTexts } from '../../texts/pages.ts'
import type { PageParts } from '../parts.ts'
import type { Answer, Visit } from './frame/page.ts'
import type { Place } from './frame/place.ts'
import { subjectPages } from './table.ts'

const showSignIn = async ({ parts, site, language }: Visit): Promise<Answer> => {
  const { platform, gateway } = site
  const { title, text, link } = pageTexts[language].signIn
  const signIn = (await parts.connect(platform))?.ownPages(gateway).signIn ?? gateway.publicUrl
  return {
    status: 401,
    title,
    body: html`<p>${text}</p><p class="buttons"><a id="sign-in" href=${signIn} role="button">${link}</a></p>`
  }
}

/**
 * Under the platform's own host at `/lethe/`, where the operator's proxy leads them: who is there is told by the platform's
 * own session.
 */
export const underPlatform = (parts: PageParts): Place => ({
  isOwnHost: false,
  pages: subjectPages,
  siteOf: async ({ site }) => site as PageSite | null,
  baseOf: () => '/lethe',
  publicUrlOf: ({ gateway }) => gateway.publicUrl,
  async callerOf(request, { platform, gateway }, signal) {
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : []
    )
    const caller = await (await parts.connect(platform))?.identify(headers, gateway, signal)
    return caller == null ? null : { ...caller, byCode: null }
  },
  signIn: showSignIn,
  // As the operator's route says.
  addressOf: lastForwarded
})
