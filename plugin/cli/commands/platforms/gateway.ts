import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import { collect } from '../../collect.ts'
import type { Act } from '../../context.ts'
import { findPlatform } from '../../find-platform.ts'
import { drawPairs } from '../../output.ts'
import { checkSecretFile, readSecret, writeSecret } from '../../secrets.ts'

type Made = components['schemas']['GatewayMade']
type Platform = components['schemas']['Platform']

/** `lethe platform gateway`: the route by which the platform's own page and clients reach Lethe. */
export const addGatewayCommand = (platform: Command, act: Act): void => {
  platform
    .command('gateway <platform>')
    .description(
      'let a route of the reverse proxy lead here: the platform’s own deletion call, and pages under /lethe/'
    )
    .option('--mode <mode>', 'Open edX: forward or defer; OpenOlat: answer-at-once or wait')
    .option('--public-url <address>', 'the platform as browsers see it')
    .option('--origin <address>', 'a further origin whose pages may call; can be repeated', collect, [])
    .option('--route-secret-file <file>', 'secret that the proxy sets, from a file (- for standard input); else made')
    .option('--save <file>', 'write a secret that was made into this new file instead of showing it')
    .option('--remove', 'let no route lead here any more')
    .action(
      act(async ({ io, client }, command) => {
        const options = command.opts()
        const { id, name } = await findPlatform(client, command.args[0]!)
        if (options.remove === true) {
          await client.call<Platform>('DELETE', `/platforms/${id}/gateway`)
          return { value: { gateway: null }, draw: () => `No route leads from ${name} any more.\n` }
        }
        await checkSecretFile(options.save)
        const given = options.routeSecretFile
        const made = await client.call<Made>('PUT', `/platforms/${id}/gateway`, {
          mode: options.mode,
          publicUrl: options.publicUrl,
          origins: options.origin,
          ...(given === undefined
            ? {}
            : { routeSecret: await readSecret(io, 'route secret', '--route-secret-file ', given) })
        })
        const saved = options.save !== undefined && made.routeSecret !== null
        if (saved) await writeSecret(options.save, made.routeSecret!)
        const value = saved ? { ...made, routeSecret: null } : made
        return {
          value,
          draw: () =>
            drawPairs(io, [
              ['mode', value.gateway.mode],
              ['public address', value.gateway.publicUrl],
              ['further origins', value.gateway.origins.join(', ') || 'none'],
              ...(value.routeSecret === null
                ? []
                : [['X-Lethe-Route (shown once)', value.routeSecret] as [string, string]]),
              ...(saved ? [['secret written to', options.save] as [string, string]] : []),
              ['next', 'let the reverse proxy set X-Lethe-Route to the secret; routes are in adapters/*/install']
            ])
        }
      })
    )
}
