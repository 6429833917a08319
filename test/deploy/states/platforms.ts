import { type BadState, minute, ofPlatform, once, state, wake } from './state.ts'

/** What may be wrong with platforms. */
export const ofPlatforms: readonly BadState[] = [
  state(
    'LethePlatformDown',
    {},
    async (scene, { clock, scrapeUntil }) => {
      await scrapeUntil(/^lethe_watch_complete_timestamp_seconds/m)
      scene.box.faults.add({ route: '*', kind: 'html-502', times: 1000 })
      clock.move(20 * minute)
      await wake(scene)
      return once(await scrapeUntil(/^lethe_platform_up\{.*\} 0$/m))
    },
    { labels: ofPlatform }
  ),
  state(
    'LetheWatchIncomplete',
    {},
    async (_scene, { clock, scrapeUntil }) => {
      await scrapeUntil(/^lethe_watch_complete_timestamp_seconds/m)
      clock.move(120 * minute)
      return once(await scrapeUntil(/^lethe_watch_complete_timestamp_seconds/m))
    },
    { labels: ofPlatform }
  ),
  state(
    'LethePlatformUnfit',
    {},
    async (scene, { scrapeUntil }) => {
      const { world } = scene.box
      world.memberships = world.memberships.filter(({ person, role }) => person !== 101 || role !== 'administrator')
      await scene.call('POST', `/platforms/${scene.platform}/check`).catch(() => {})
      return once(await scrapeUntil(/^lethe_platform_problems\{/m))
    },
    { labels: ofPlatform }
  ),
  state(
    'LethePlatformPaused',
    {},
    async (scene, { scrapeUntil }) => {
      await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'an upgrade' })
      return once(await scrapeUntil(/^lethe_platform_paused\{.*\} 1$/m))
    },
    { labels: ofPlatform }
  )
]
