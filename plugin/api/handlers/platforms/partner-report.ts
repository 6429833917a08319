import type { PartnerReport, ReportRow } from '../../../../adapters/contract.ts'
import { Problem } from '../../../errors.ts'
import { holdAliasesOf, holdsOn, unknownHolds } from '../../../store/records/holds/in-force.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { type Call, type Handler, ok } from '../../call.ts'
import { joinSecrets } from '../../options/platform-options.ts'
import type { ApiParts } from '../../parts.ts'

/** Operations on the report for organisations beside a platform. */
export const partnerReportHandlers = (parts: ApiParts) => {
  const { store, keys, kinds } = parts
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
  /** Clearing a row destroys the last names that the platform has of somebody: whoever is held stays in it. */
  const refuseHeld = async (platform: string, rows: readonly ReportRow[]): Promise<void> => {
    if ((await unknownHolds(store, platform)) !== null) throw new Problem('legal-hold-stands')
    for (const { id, username, email } of rows) {
      const named = [
        { kind: 'platform-id', value: id },
        { kind: 'username', value: username },
        { kind: 'email', value: email }
      ] as const
      const aliases = named.flatMap(one => holdAliasesOf(keys, platform, one))
      if ((await holdsOn(store, platform, aliases)).length > 0) throw new Problem('legal-hold-stands')
    }
  }
  return {
    takeReport: async ({ params, signal }) =>
      ok({ rows: await withReport(params.platform!, report => report.take(signal)) }),

    closeReport: async ({ params, body, signal }: Call<{ keys: string[] }>) => {
      await withReport(params.platform!, async report => {
        await refuseHeld(
          params.platform!,
          (await report.kept()).filter(({ key }) => body.keys.includes(key))
        )
        await report.close(body.keys, signal)
      })
      return ok({ closed: body.keys.length })
    }
  } satisfies Record<string, Handler>
}
