import type { Language } from '../texts/language.ts'
import { drawArt30, toMarkdown } from './art30.ts'
import type { ReportParts } from './collect.ts'
import { toCsv } from './csv.ts'
import { drawReport, type Report, type ReportName } from './draw.ts'

/** Which report is asked for; `report` is one of the names of the API document. */
interface Asked {
  readonly report: string
  readonly from: string
  readonly to: string
  readonly hidesSmall: boolean
}

/** Reports as the API answers them. */
export const createReports = (parts: ReportParts) => {
  const draw = ({ report, from, to, hidesSmall }: Asked): Promise<Report> =>
    drawReport(parts, report as ReportName, { from, to }, hidesSmall)
  return {
    async draw(asked: Asked) {
      const { table, ...about } = await draw(asked)
      return { ...about, columns: table.columns, rows: table.rows }
    },
    drawCsv: async (asked: Asked) => toCsv((await draw(asked)).table),
    async processingRecord(language: Language) {
      const entry = await drawArt30(parts, language)
      return { ...entry, markdown: toMarkdown(entry) }
    }
  }
}
