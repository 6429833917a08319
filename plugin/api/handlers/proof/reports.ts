import { Problem } from '../../../errors.ts'
import type { Language } from '../../../texts/language.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import type { ApiParts, ReportAsked } from '../../parts.ts'

const read = ({ params, query }: Call): ReportAsked => {
  const from = `${query.from}T00:00:00.000Z`
  const to = `${query.to}T00:00:00.000Z`
  if (to <= from) throw new Problem('period-empty')
  return { report: params.report!, from, to, hidesSmall: query.small === 'hide' }
}

/** Operations on reports: figures and the record of processing, without personal data. */
export const reportHandlers = ({ reports }: ApiParts) =>
  ({
    showReport: async (call: Call) => ok(await reports.draw(read(call))),

    showReportAsCsv: async (call: Call) => ({
      status: 200,
      body: await reports.drawCsv(read(call)),
      type: 'text/csv; charset=utf-8'
    }),

    showProcessingRecord: async ({ query }) => ok(await reports.processingRecord(query.language as Language))
  }) satisfies Record<string, Handler>
