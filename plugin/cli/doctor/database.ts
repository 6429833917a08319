import { showStoreUrl } from '../../config.ts'
import { currentFormat } from '../../store/formats/steps.ts'
import { type Examined, examineDatabase } from '../../store/postgres/examine.ts'
import type { StoreError } from '../../store/store-error.ts'
import type { Context } from '../context.ts'
import { type Finding, fine, stops, warns } from './finding.ts'

/** PostgreSQL 13: https://www.postgresql.org/docs/13/release-13.html (`gen_random_uuid`). */
const oldest = 130_000
const skewLimitMs = 2000
/** Above this share of the connections the next instance may find none. */
const fullShare = 0.8

const older = 'start the release that wrote it, or restore a backup from before'

const judgeFormat = ({ step, knownSteps, newer }: Examined, name: string): Finding => {
  if (step > knownSteps)
    return stops('store-format-unknown', `${name}: tables of format ${step}, we know ${knownSteps}`, older)
  if (newer !== null)
    return stops(
      'store-format-unknown',
      `${newer.reference} is of format ${newer.format}, we know ${currentFormat}`,
      older
    )
  const stand =
    step === 0 ? 'no tables yet' : step < knownSteps ? 'tables of an older release' : 'tables of this release'
  return fine('store-format', step === knownSteps ? stand : `${stand}: the next start brings them up to date`)
}

const judgeClock = ({ aheadMs }: Examined): Finding => {
  const about = `${(Math.abs(aheadMs) / 1000).toFixed(1)} s ${aheadMs < 0 ? 'behind' : 'ahead of'} this machine`
  if (Math.abs(aheadMs) <= skewLimitMs) return fine('database-clock-agrees', about)
  return warns('database-clock-differs', about, 'every instance goes by its time: set both machines by a time server')
}

const judgeConnections = ({ connections: { used, most } }: Examined): Finding => {
  const about = `${used} of ${most} connections are in use`
  if (used <= most * fullShare) return fine('database-connections', about)
  return warns(
    'database-connections-scarce',
    about,
    'raise max_connections there, or lower LETHE_PLACES of each instance'
  )
}

/** Judges what was seen of the database of LETHE_STORE. */
export const judgeDatabase = (seen: Examined, name: string): readonly Finding[] => {
  const { version, missing, instances, forgets } = seen
  return [
    fine('database-reachable', `${name}, PostgreSQL ${Math.floor(version / 10_000)}`),
    ...(version >= oldest ? [] : [stops('database-too-old', name, 'PostgreSQL 13 or later is needed')]),
    judgeFormat(seen, name),
    missing.length === 0
      ? fine('database-rights', name)
      : stops('database-rights-missing', `${name}: ${missing.join(', ')}`, 'grant it as the owner of the database'),
    ...forgets.map(setting =>
      warns('database-forgets', `${name}: ${setting}`, 'set it on: after a power cut what we promised may be gone')
    ),
    judgeClock(seen),
    judgeConnections(seen),
    fine('instances-running', `${instances} on this database`)
  ]
}

/** The database of LETHE_STORE, where there is one; nothing is changed there. */
export const checkDatabase = async ({ config, io }: Context): Promise<readonly Finding[]> => {
  if (config.storeUrl == null) return []
  const name = showStoreUrl(config.storeUrl)
  try {
    return judgeDatabase(await examineDatabase(config.storeUrl, io.clock), name)
  } catch (error) {
    const { code, message } = error as StoreError
    // A code of its own: `unreachable` is said of the sidecar.
    const said = message.slice(message.indexOf(': ') + 2)
    return [stops(code === 'unreachable' ? 'database-unreachable' : code, name, said)]
  }
}
