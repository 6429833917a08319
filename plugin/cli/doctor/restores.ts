import type { components } from '../../../openapi/types/lethe.ts'
import type { Context } from '../context.ts'
import { CliError } from '../exit-codes.ts'
import { readPlatformNames } from '../find-platform.ts'
import { type Finding, fine, stops, warns } from './finding.ts'

type Schemas = components['schemas']

const judgeDuplicates = ({ duplicates }: Schemas['StoreView']): readonly Finding[] =>
  duplicates.length === 0
    ? [fine('no-duplicates', 'no two documents claim to be the same')]
    : duplicates.map(holders =>
        warns(
          'documents-duplicate',
          `${holders.join(' and ')} stand for the same thing: a restore left both, and none was dropped`,
          holders[0]!.startsWith('request/')
            ? 'look at each by `lethe request show`, and withdraw or close the one that is too many'
            : 'look at each, and remove the one that is too many'
        )
      )

const judgeRestore = ({ restore }: Schemas['StoreView']): readonly Finding[] => {
  if (restore === null || restore.acknowledged !== null)
    return [fine('no-restore-open', 'our own data is not older than its ledger')]
  const { noticedAt, ended, holdsLost, holdsBack } = restore
  const about = `noticed at ${noticedAt}: ${ended.length} ends, ${holdsLost.length} holds lost, ${holdsBack.length} back`
  const lost = 'demands, withdrawals and sources that came since are lost as well, and are to be sent and added again'
  const next =
    '`lethe store show` has what to do; then a privacy officer says `lethe store acknowledge-restore`, and erasing begins again'
  return [stops('store-restored', `${about}; ${lost}`, next)]
}

const judgeReplay = (
  { id, platform, state, because, counts, unknownUntil }: Schemas['Replay'],
  names: ReadonlyMap<string, string>
): readonly Finding[] => {
  const about = `replay ${id} on ${names.get(platform) ?? platform}`
  const next = `lethe replay show ${id}`
  const cameBack = counts['came-back'] ?? 0
  const unknown = (counts['cannot-be-known'] ?? 0) + (counts['cannot-tell'] ?? 0)
  if (state === 'awaiting-release')
    return [warns('replay-waiting', `${about}: ${cameBack} came back and wait for people to agree`, next)]
  if (state === 'looking' || state === 'running')
    return because === null ? [] : [warns('replay-stuck', `${about}: ${because}`, next)]
  if (state === 'done' && (unknown > 0 || unknownUntil !== null))
    return [warns('replay-not-known', `${about}: of ${unknown || 'some'} nobody can say whether they came back`, next)]
  return []
}

/** Whether a restore, of a platform or of our own data, waits for somebody. */
export const checkRestores = async ({ client }: Context): Promise<readonly Finding[]> => {
  try {
    const names = await readPlatformNames(client)
    const store = await client.call<Schemas['StoreView']>('GET', '/store')
    return [
      ...judgeDuplicates(store),
      ...judgeRestore(store),
      ...(await client.call<Schemas['Replay'][]>('GET', '/replays')).flatMap(one => judgeReplay(one, names))
    ]
  } catch (error) {
    if (error instanceof CliError) return [warns(error.code, 'restores', 'this token may not see them')]
    throw error
  }
}
