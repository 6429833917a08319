import { Problem } from '../../../errors.ts'
import { readOwnershipList } from '../../../store/records/lists/ownership-lists.ts'
import { getPlatform } from '../../../store/records/platforms/platforms.ts'
import { type Handler, ok, taken } from '../../call.ts'
import type { ApiParts } from '../../parts.ts'

/** Operations on who owns what on a platform. */
export const ownershipHandlers = (parts: ApiParts) => {
  const { store, ownership } = parts
  const view = async (platform: string) => {
    const list = await readOwnershipList(parts, platform)
    const at = list?.at ?? null
    return { at, objects: list?.rows.length ?? 0, orphans: list?.orphans ?? [], ...(await ownership.status(platform)) }
  }
  return {
    listOrphans: async ({ params }) => ok(await view((await getPlatform(store, params.platform!)).id)),

    readOwnerships: async ({ params }) => {
      const { id } = await getPlatform(store, params.platform!)
      if (!(await ownership.readNow(id))) throw new Problem('no-ownership-list')
      return taken(await view(id))
    }
  } satisfies Record<string, Handler>
}
