import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { type MoveName, moveTexts } from '../../../../texts/admin/moves.ts'
import { requestTexts } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import type { Field } from '../../blocks/field.ts'
import { drawForm } from '../../blocks/form.ts'
import { drawPairs } from '../../blocks/pairs.ts'
import { readPlatformNames } from '../../blocks/platforms.ts'
import type { AdminPage, Operation } from '../../frame/page.ts'
import type { Visit } from '../../frame/visit.ts'
import { drawDaysLeft } from '../queue-table.ts'
import { type Full, requestAddress, shortId } from '../short.ts'

/** One thing that people say to a request: its address, what is asked for, and how it is said. */
export interface Move {
  readonly name: MoveName
  readonly operation: Operation
  readonly dangerous?: true
  /** Whether it makes sense now, as far as the request tells. The API decides. */
  isOffered(full: Full): boolean
  fields?(visit: Visit, full: Full): readonly Field[]
  /** What stands between the explanation and the form. */
  before?(visit: Visit, full: Full): Promise<ComponentChild>
  /** What goes along unseen: what whoever presses the button has seen. */
  carried?(full: Full): Readonly<Record<string, string>>
  say(visit: Visit, request: string): Promise<unknown>
  /** What is said afterwards; `move-said` unless it is something else. */
  readonly said?: string
}

/** Draws a page of its own for a move: what will happen, what cannot be undone, then the button. */
export const createMovePage = (move: Move): AdminPage => ({
  path: `/requests/:request/${move.name}`,
  needs: move.operation,
  async draw(visit) {
    const { language, params } = visit
    const texts = moveTexts[language]
    const { title, means, undo, submit } = texts.moves[move.name]
    const { request: words } = requestTexts[language]
    const request = params.request!
    const full = await visit.call('showRequest', { path: { request } })
    const [nameOf, before] = await Promise.all([readPlatformNames(visit), move.before?.(visit, full) ?? null])
    const address = requestAddress(request)
    return {
      title,
      above: [{ title: requestTexts[language].one(shortId(request)), href: address }],
      body: html`
        ${drawPairs([
          [words.platform, nameOf(full.summary.platform)],
          [words.state, stateName(full.summary.state, language)],
          [words.daysLeft, drawDaysLeft(visit, full.summary)]
        ])}
        <p>${means}</p>
        ${before}
        <p class="notice wait"><strong>${texts.undo}:</strong> ${undo}</p>
        ${drawForm(visit, {
          submit,
          cancel: address,
          ...(move.dangerous && { dangerous: true }),
          fields: move.fields?.(visit, full) ?? [],
          children: Object.entries(move.carried?.(full) ?? {}).map(
            ([name, value]) => html`<input type="hidden" name=${name} value=${value} />`
          )
        })}
      `
    }
  },
  async act(visit) {
    const request = visit.params.request!
    await move.say(visit, request)
    return { to: requestAddress(request), said: move.said ?? 'move-said' }
  }
})
