import { dayMs } from '../durations.ts'
import { readController } from '../store/records/controller.ts'
import { listEndpoints } from '../store/records/endpoints/endpoints.ts'
import { listFactProviders } from '../store/records/fact-providers.ts'
import { listPlatforms } from '../store/records/platforms/platforms.ts'
import { listSources } from '../store/records/sources/sources.ts'
import type { Language } from '../texts/language.ts'
import { art30Texts } from '../texts/reports/art30.ts'
import { recordsInGerman } from '../texts/reports/records-de.ts'
import { type RecordRow, recordTable } from '../work/retention/records-table.ts'
import type { ReportParts } from './collect.ts'

/** The entry as data: sections in the order of Article 30(1), each with its lines. */
export interface Art30Entry {
  readonly language: Language
  readonly title: string
  readonly madeAt: string
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[]
}

const hostOf = (url: string): string => new URL(url).host

const limitOf = ({ kind, holds, from, keepMs }: RecordRow, language: Language): string => {
  const texts = art30Texts[language]
  const said = language === 'de' ? recordsInGerman[kind] : undefined
  const term = keepMs === null ? texts.forEver : texts.days(Math.round(keepMs / dayMs))
  return texts.limitIs(said?.holds ?? holds, said?.from ?? from, term)
}

const recipientsOf = async ({ store }: ReportParts, language: Language): Promise<readonly string[]> => {
  const texts = art30Texts[language]
  const platforms = await listPlatforms(store)
  const [sources, providers, endpoints] = await Promise.all([
    listSources(store),
    listFactProviders(store),
    listEndpoints(store)
  ])
  const names = new Map(platforms.map(({ id, body }) => [id, body.name]))
  const lines = [
    ...platforms.map(({ body }) => texts.platformIs(body.name, body.kind, hostOf(body.baseUrl))),
    // What the watch of a platform brings in is no system of its own.
    ...sources.filter(({ id }) => !id.startsWith('watch-')).map(({ body }) => texts.sourceIs(body.name)),
    ...providers.map(({ body }) => texts.providerIs(body.name, hostOf(body.url), body.questions.join(', '))),
    ...endpoints.map(({ body }) => texts.endpointIs(body.name)),
    ...platforms.flatMap(({ id, body }) =>
      (body.recipients ?? []).map(({ name }) => texts.recipientIs(name, names.get(id)!))
    )
  ]
  return lines.length === 0 ? [texts.noRecipients] : lines
}

/** Draws the entry in the record of processing activities from the real configuration; nothing of a subject is in it. */
export const drawArt30 = async (parts: ReportParts, language: Language): Promise<Art30Entry> => {
  const texts = art30Texts[language]
  const { name, address, privacyContact } = await readController(parts.store)
  return {
    language,
    title: texts.title,
    madeAt: parts.clock.now().toISOString(),
    sections: [
      { title: texts.controller, lines: [[name, address].filter(Boolean).join(', ') || texts.nobodySaid] },
      { title: texts.contact, lines: [privacyContact ?? texts.nobodySaid] },
      { title: texts.purposes, lines: texts.purposesAre },
      { title: texts.subjects, lines: texts.subjectsAre },
      { title: texts.data, lines: texts.dataAre },
      { title: texts.recipients, lines: await recipientsOf(parts, language) },
      { title: texts.transfers, lines: [texts.transfersAre] },
      { title: texts.limits, lines: recordTable.map(row => limitOf(row, language)) },
      { title: texts.security, lines: texts.securityAre }
    ]
  }
}

/** Names that administrators chose may hold what Markdown would read as its own. */
const escapeMarkdown = (line: string): string => line.replace(/[\\`*_[\]<>#|]/g, character => `\\${character}`)

/** The entry as Markdown. */
export const toMarkdown = ({ title, madeAt, sections, language }: Art30Entry): string => {
  const parts = sections.map(section => {
    const lines = section.lines.map(line => `- ${escapeMarkdown(line)}`)
    return `## ${section.title}\n\n${lines.join('\n')}`
  })
  return `${[`# ${title}`, art30Texts[language].madeAt(madeAt), ...parts].join('\n\n')}\n`
}
