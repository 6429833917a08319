import type { Command } from 'commander'
import type { Context } from './context.ts'
import { findPlatform } from './find-platform.ts'

/** By what requests are narrowed, the same wherever many are meant. */
export const addFilterOptions = (command: Command): Command =>
  command
    .option('--state <state>', 'only in this state; open for all that have not ended')
    .option('--platform <platform>', 'only of this platform')
    .option('--origin <origin>', 'only from here: self, on-behalf, identity-manager, lifecycle or platform')
    .option('--turn <who>', 'only where it is their turn: subject, requester, administrator, privacy-officer or nobody')
    .option('--due <when>', 'late: the legal period is over; soon: in seven days at most')
    .option('--blocker <code>', 'only those that this stands in the way of')
    .option('--waits-for-me', 'only those that wait for an approval that you could give')
    .option('--overdue', 'only those whose legal period is over')

type Asked = Readonly<Record<string, string>>

/** The query of the options, with further parameters where they are known. */
export const readFilter = async (
  { client }: Pick<Context, 'client'>,
  command: Command,
  further: Readonly<Record<string, string | undefined>> = {}
): Promise<Asked> => {
  const { platform, overdue, waitsForMe, state, origin, turn, due, blocker } = command.opts()
  const query = {
    state,
    origin,
    turn,
    due,
    blocker,
    platform: platform === undefined ? undefined : (await findPlatform(client, platform)).id,
    overdue: overdue === true ? 'true' : undefined,
    waits: waitsForMe === true ? 'for-me' : undefined,
    ...further
  }
  return Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
