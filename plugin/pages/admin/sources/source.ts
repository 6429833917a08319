import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { sourceTexts } from '../../../texts/admin/sources.ts'
import { localeOf } from '../../../texts/locale.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { addressOf, findSource, readPlatforms, type Source } from './about.ts'

const drawSecrets = (visit: Visit, { secrets, scim }: Source): ComponentChild => {
  const texts = sourceTexts[visit.language].show
  const row = (kind: string, { createdAt, expiresAt, live }: Source['secrets'][number]) => [
    kind,
    drawInstant(visit, createdAt),
    expiresAt === null ? texts.withoutEnd : drawInstant(visit, expiresAt),
    live ? html`<span class="good">${texts.yes}</span>` : texts.no
  ]
  return drawTable(visit, {
    caption: texts.secrets,
    head: texts.secretHead,
    rows: [
      ...secrets.map(secret => row(texts.secretOf, secret)),
      ...(scim?.tokens ?? []).map(token => row(texts.tokenOf, token))
    ]
  })
}

const drawWays = (visit: Visit, { isOnTrial }: Source): ComponentChild => {
  const texts = sourceTexts[visit.language].show
  const links = [
    ...(visit.may('showKept') ? [['kept', texts.kept] as const] : []),
    ...(visit.may('rotateSource') ? [['rotate', texts.rotate] as const] : []),
    ...(isOnTrial && visit.may('goLive') ? [['go-live', texts.goLive] as const] : []),
    ...(visit.may('removeSource') ? [['remove', texts.remove] as const] : [])
  ]
  return html`<ul class="links">${links.map(
    ([name, title]) => html`<li><a href=${`${addressOf(visit)}/${name}`}>${title}</a></li>`
  )}</ul>`
}

const drawScim = ({ language }: Visit, { scim }: Source): ComponentChild => {
  const texts = sourceTexts[language]
  return scim && texts.show.scimIs(scim.address, texts.namings[scim.namedBy], texts.deactivations[scim.deactivation])
}

/** One source: what it may do, what its brake is, which secrets are taken. */
export const sourcePage: AdminPage = {
  path: '/sources/:source',
  needs: 'listSources',
  async draw(visit) {
    const texts = sourceTexts[visit.language]
    const [source, nameOf] = await Promise.all([findSource(visit), readPlatforms(visit)])
    const number = (value: number) => value.toLocaleString(localeOf[visit.language])
    const percent = new Intl.NumberFormat(localeOf[visit.language], { style: 'percent', maximumFractionDigits: 2 })
    return {
      title: source.name,
      body: html`
        ${source.isOnTrial && html`<p class="notice wait">${texts.show.trial}.</p>`}
        ${drawPairs([
          [texts.show.platforms, source.platforms.map(nameOf).join(', ')],
          [texts.show.types, source.types.map(type => texts.typeNames[type]).join('; ')],
          [texts.show.origins, source.origins.map(origin => texts.originNames[origin]).join('; ')],
          [texts.show.mandate, source.standingMandate ? texts.show.standing : texts.show.each],
          [texts.show.cap, number(source.dailyCap)],
          [
            texts.show.brake,
            texts.show.brakeIs(
              source.brakePerHour,
              percent.format(source.brakePercent / 100),
              number(source.brakeTimesUsual),
              source.releasersNeeded
            )
          ],
          [texts.show.scim, drawScim(visit, source)],
          [texts.show.live, source.liveSince === null ? null : drawInstant(visit, source.liveSince)],
          [texts.show.waiting, number(source.kept)]
        ])}
        ${drawWays(visit, source)}
        ${drawSecrets(visit, source)}
      `
    }
  }
}
