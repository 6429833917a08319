import type { PartnerReport } from '../../../adapters/contract.ts'
import { Problem } from '../../errors.ts'
import { getPlatform } from '../../store/records/platforms.ts'
import { type Call, type Handler, ok } from '../call.ts'
import type { ApiParts } from '../parts.ts'
import { joinSecrets } from '../platform-options.ts'

/** Operations on the report for organisations beside a platform. */
export const partnerReportHandlers = (parts: ApiParts) => {
  const { store, kinds } = parts
  /** Over a connection of its own; what it keeps lies in the spool of the platform. */
  const withReport = async <T>(platform: string, use: (report: PartnerReport) => Promise<T>): Promise<T> => {
    const { id, body } = await getPlatform(store, platform)
    const connection = kinds.connect(body.kind, joinSecrets(parts, id, body), id)
    try {
      if (connection.partnerReport === undefined) throw new Problem('no-partner-report')
      return await use(connection.partnerReport)
    } finally {
      await connection.close()
    }
  }
  return {
    takeReport: async ({ params, signal }) =>
      ok({ rows: await withReport(params.platform!, report => report.take(signal)) }),

    closeReport: async ({ params, body, signal }: Call<{ keys: string[] }>) => {
      await withReport(params.platform!, report => report.close(body.keys, signal))
      return ok({ closed: body.keys.length })
    }
  } satisfies Record<string, Handler>
}
