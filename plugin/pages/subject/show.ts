import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import type { Site } from '../../store/records/sites.ts'
import { type Language, languageOf } from '../../texts/language.ts'
import type { PageTexts } from '../../texts/page-texts.ts'
import { pageTexts } from '../../texts/pages.ts'
import { drawPage } from '../layout.ts'

/** The language that a browser asks for. */
export const languageOfBrowser = ({ headers }: FastifyRequest): Language =>
  languageOf(headers['accept-language'] ?? null)

/** The site whose route a call came by. */
export const siteOf = (request: FastifyRequest): Site => request.site!

/** Sends a page. */
export const show = (
  reply: FastifyReply,
  {
    status = 200,
    site,
    language,
    title,
    body
  }: {
    status?: number
    site: Site
    language: Language
    title: string
    body: ComponentChild
  }
): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(drawPage({ language, title, heading: pageTexts[language].platform(site.body.name), body }))

/** Sends a page of one sentence, in the language of the browser. */
export const showText = (
  reply: FastifyReply,
  request: FastifyRequest,
  choose: (texts: PageTexts) => { readonly title: string; readonly text: string },
  status: number
) => {
  const language = languageOfBrowser(request)
  const { title, text } = choose(pageTexts[language])
  return show(reply, { status, site: siteOf(request), language, title, body: html`<p>${text}</p>` })
}
