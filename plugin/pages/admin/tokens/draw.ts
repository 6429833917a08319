import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { tokenTexts } from '../../../texts/admin/tokens.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'

type Tokens = Answer<'listTokens'>
type Sessions = Answer<'listSessions'>
type NameOf = (id: string) => string

/** API tokens that can still be used, with the way to end each. */
export const drawTokens = (visit: Visit, tokens: Tokens, nameOf: NameOf): ComponentChild => {
  const texts = tokenTexts[visit.language]
  const { roles } = frameTexts[visit.language]
  return drawTable(visit, {
    caption: texts.tokens,
    head: [
      texts.label,
      texts.person,
      texts.kind,
      texts.scopes,
      texts.madeBy,
      texts.createdAt,
      texts.expiresAt,
      texts.move
    ],
    empty: texts.noTokens,
    rows: tokens.map(({ id, label, person, kind, scopes, madeBy, createdAt, expiresAt }) => [
      label,
      nameOf(person),
      texts.kinds[kind],
      scopes === null
        ? texts.allRoles
        : scopes.map(scope => (scope === 'metrics' ? texts.metrics : roles[scope])).join(', '),
      madeBy === null ? texts.unknown : nameOf(madeBy),
      drawInstant(visit, createdAt),
      drawInstant(visit, expiresAt),
      html`<a href=${`/admin/tokens/${id}/revoke`} aria-label=${texts.revokeThe(label)}>${texts.revoke}</a>`
    ])
  })
}

/** Sessions that have not ended, with the way to end each. */
export const drawSessions = (visit: Visit, sessions: Sessions, nameOf: NameOf): ComponentChild => {
  const texts = tokenTexts[visit.language]
  return drawTable(visit, {
    caption: texts.sessions,
    head: [texts.person, texts.way, texts.createdAt, texts.usedAt, texts.expiresAt, texts.move],
    empty: texts.noSessions,
    rows: sessions.map(({ id, person, way, createdAt, usedAt, expiresAt, isThis }) => [
      nameOf(person),
      texts.ways[way],
      drawInstant(visit, createdAt),
      drawInstant(visit, usedAt),
      drawInstant(visit, expiresAt),
      isThis
        ? texts.thisOne
        : html`<a href=${`/admin/sessions/${id}/end`} aria-label=${texts.endThe(nameOf(person))}>${texts.end}</a>`
    ])
  })
}
