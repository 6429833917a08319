import type { Demand } from '../../erasure/demand/demand.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import { noteTrip } from '../../store/records/sources/sources.ts'
import { alertAddress } from '../messages/alert-address.ts'
import type { Alarm, WorkParts } from '../parts.ts'

const tell = async ({ sendAlarm, store, log }: WorkParts, alarm: Alarm): Promise<boolean> => {
  const to = await alertAddress(store)
  if (sendAlarm === undefined || to === null) return false
  return sendAlarm(to.address, to.language, alarm).then(
    () => true,
    () => {
      log.error({ code: 'alarm-not-sent', source: alarm.source }, 'an alarm could not be sent by mail')
      return false
    }
  )
}

/** When people released an hour after it was told and before something more came: they know nothing of that. */
const releasedBefore = ({ brakeReleases }: SourceBody, hour: string, toldAt: string, acceptedAt: string) =>
  brakeReleases.find(({ hour: of, at }) => of === hour && at > toldAt && at < acceptedAt)?.at ?? null

/**
 * The brake of a source keeps something back: said once for each hour, and again when more comes after people have
 * released it; in the log by a code, and by mail to the privacy contact of the controller. A mail that could not be sent
 * is tried again with the next request that is kept back.
 */
export const raiseAlarm = async (parts: WorkParts, { by, acceptedAt, arrival, limit }: Demand): Promise<void> => {
  const source = await parts.store.get<SourceBody>('source', by)
  if (source === null) return
  const hour = acceptedAt.slice(0, 13)
  const at = parts.clock.now().toISOString()
  const trip = { hour, at, limit: limit ?? source.body.brakePerHour, toldAt: null }
  const before = await noteTrip(parts.store, by, trip)
  const toldAt = before?.toldAt ?? null
  const releasedAt = toldAt === null ? null : releasedBefore(source.body, hour, toldAt, acceptedAt)
  if (before === null || releasedAt !== null)
    parts.log.error(
      { alert: 'brake-tripped', source: by, hour, arrival: arrival ?? 0, limit: trip.limit },
      'the brake keeps requests back until people release the hour'
    )
  if (toldAt !== null && releasedAt === null) return
  const isTold = await tell(parts, { source: by, name: source.body.name, hour, limit: trip.limit, releasedAt })
  if (isTold) await noteTrip(parts.store, by, { ...trip, toldAt: at })
}
