import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { withNext } from '../../next.ts'
import { drawPairs } from '../../output.ts'
import { checkSecretFile, writeSecret } from '../../secrets.ts'

type Made = components['schemas']['MadeHints']
type Platform = components['schemas']['Platform']

/** `lethe platform hints`: the secret address at which a plugin of the platform may say that something happened. */
export const addHintsCommand = (platform: Command, act: Act): void => {
  platform
    .command('hints <platform>')
    .description('make a new secret address for unsigned messages (openedx-webhooks); the one before ends')
    .option('--save <file>', 'write the address into this new file instead of showing it')
    .option('--remove', 'take no hints any more')
    .action(
      act(async ({ io, client, url }, command) => {
        const { save, remove } = command.opts<{ save?: string; remove?: true }>()
        const { id, name } = await findPlatform(client, command.args[0]!)
        if (remove === true) {
          await client.call<Platform>('DELETE', `/platforms/${id}/hints`)
          return { value: { address: null }, draw: () => `${name} is not listened to any more.\n` }
        }
        await checkSecretFile(save)
        const made = await client.call<Made>('PUT', `/platforms/${id}/hints`)
        const address = new URL(made.address, url).href
        if (save !== undefined) await writeSecret(save, address)
        const shown = {
          value: { platform: id, ...(save === undefined ? { address } : { addressFile: save }) },
          draw: () =>
            drawPairs(io, [
              ['platform', name],
              ['address', save === undefined ? `${address}  (shown once)` : `in ${save}`]
            ])
        }
        return withNext(shown, 'name this address in the settings of the plugin that sends; whoever knows it may send')
      })
    )
}
