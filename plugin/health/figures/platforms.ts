import type { Clock } from '../../clock.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { lastCompleteLook } from '../../store/records/lists/watch-lists.ts'
import { pausedBy } from '../../store/records/pause.ts'
import { listPlatforms } from '../../store/records/platforms/platforms.ts'
import { requestsInside } from '../../store/records/requests.ts'
import type { Store } from '../../store/store.ts'
import { type AddGauge, toSeconds } from './gauge.ts'

/** Why a platform could not be looked at, and since when. */
export interface Trouble {
  readonly code: string
  readonly since: string
}

/** Where that is read. */
export interface Looked {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  troubleOf(platform: string): Promise<Trouble | null>
}

/** How each platform stands. Beside the platforms themselves only those requests are read that stand in a section. */
export const addPlatformFigures = (
  add: AddGauge,
  { store, clock, troubleOf }: Pick<Looked, 'store' | 'clock' | 'troubleOf'>
): void => {
  const isStuck = (platform: PlatformBody, request: ErasureRequest): boolean => {
    const { sectionStuckMs } = resolvePolicy(platform.kind, platform.policy, leadingDemand(request).origin)
    return Date.parse(request.section!.since) + sectionStuckMs < clock.now().getTime()
  }
  add(
    'lethe_section_entered_timestamp_seconds',
    'Since when a request stands in a section.',
    ['platform', 'section'],
    async is => {
      for (const { id } of await listPlatforms(store))
        for (const { body } of await requestsInside(store, id))
          if (body.section !== null) is.set({ platform: id, section: body.section.name }, toSeconds(body.section.since))
    }
  )
  add(
    'lethe_section_stuck',
    'Whether a request stands in a section for longer than the policy of its platform says.',
    ['platform', 'section'],
    async is => {
      for (const { id, body: platform } of await listPlatforms(store))
        for (const { body } of await requestsInside(store, id))
          if (body.section !== null)
            is.set({ platform: id, section: body.section.name }, isStuck(platform, body) ? 1 : 0)
    }
  )
  add(
    'lethe_platform_paused',
    'Whether a person has paused a platform, or everything.',
    ['platform', 'kind'],
    async is => {
      for (const { id, body } of await listPlatforms(store))
        is.set({ platform: id, kind: body.kind }, (await pausedBy(store, body)) === null ? 0 : 1)
    }
  )
  add('lethe_platform_problems', 'What the registration found that stops erasures.', ['platform', 'code'], async is => {
    for (const { id, body } of await listPlatforms(store))
      for (const { code } of body.registration.problems) is.set({ platform: id, code }, 1)
  })
  add('lethe_platform_up', 'Whether the last look at a platform was answered.', ['platform', 'kind'], async is => {
    for (const { id, body } of await listPlatforms(store))
      is.set({ platform: id, kind: body.kind }, (await troubleOf(id)) === null ? 1 : 0)
  })
  add(
    'lethe_platform_trouble_since_timestamp_seconds',
    'Since when a platform could not be looked at, and the code of why.',
    ['platform', 'code'],
    async is => {
      for (const { id } of await listPlatforms(store)) {
        const trouble = await troubleOf(id)
        if (trouble !== null) is.set({ platform: id, code: trouble.code }, toSeconds(trouble.since))
      }
    }
  )
  add('lethe_watch_complete_timestamp_seconds', 'The last complete look at a platform.', ['platform'], async is => {
    for (const { id } of await listPlatforms(store)) {
      const at = await lastCompleteLook(store, id)
      if (at !== null) is.set({ platform: id }, toSeconds(at))
    }
  })
}
