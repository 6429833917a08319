import { overviewTexts } from '../../../texts/admin/overview.ts'
import type { Platform } from '../blocks/platforms.ts'
import { PageProblem } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

/** Something that the installation needs, in a sentence, and where it is settled. */
export interface Finding {
  readonly text: string
  readonly href: string
  readonly isBad: boolean
}

const bad = (text: string, href: string): Finding => ({ text, href, isBad: true })
const note = (text: string, href: string): Finding => ({ text, href, isBad: false })

const ofPlatform = ({ language }: Visit, platform: Platform): readonly Finding[] => {
  const texts = overviewTexts[language]
  const { id, name, paused, watch, registration, section, surprises, cancelsWaiting } = platform
  const href = `/admin/platforms/${id}`
  return [
    ...(paused === null ? [] : [bad(texts.paused(name), href)]),
    ...(watch?.problem ? [bad(texts.unreachable(name, watch.problem.code), href)] : []),
    ...registration.problems
      .filter(({ stops }) => stops !== null)
      .map(({ code }) => bad(texts.stops(name, code), href)),
    ...(section?.isStuck ? [bad(texts.stuck(name), `/admin/requests/${section.request}`)] : []),
    ...(surprises > 0 ? [bad(texts.surprises(name, surprises), href)] : []),
    ...(cancelsWaiting > 0 ? [bad(texts.cancels(name, cancelsWaiting), `/admin/requests?platform=${id}`)] : []),
    ...(watch !== null && watch.backlog > 0 ? [note(texts.backlog(name, watch.backlog), href)] : [])
  ]
}

/** Nothing where the answer cannot be had now: the overview shows the rest. */
const unlessRefused = async <Found>(asked: Promise<Found> | null): Promise<Found | null> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof PageProblem) return null
    throw error
  }
}

const ofOrphans = async (visit: Visit, platforms: readonly Platform[]): Promise<readonly Finding[]> => {
  const texts = overviewTexts[visit.language]
  const lists = await Promise.all(
    platforms.map(async ({ id, name }) => {
      const found = await unlessRefused(visit.call('listOrphans', { path: { platform: id } }))
      return found === null || found.orphans.length === 0
        ? []
        : [note(texts.orphans(name, found.orphans.length), '/admin/orphans')]
    })
  )
  return lists.flat()
}

const ofHolds = async (visit: Visit): Promise<readonly Finding[]> => {
  const texts = overviewTexts[visit.language]
  const holds = visit.may('listHolds') ? await visit.call('listHolds', { query: { limit: 200 } }) : null
  if (holds === null) return []
  const due = holds.items.filter(({ isDue }) => isDue).length
  const lifts = holds.items.filter(({ lift }) => lift !== null).length
  return [
    ...(holds.lost.length > 0 ? [bad(texts.holdsLost, '/admin/holds')] : []),
    ...(due > 0 ? [note(texts.holdsDue(due), '/admin/holds')] : []),
    ...(lifts > 0 ? [note(texts.liftAsked(lifts), '/admin/holds')] : [])
  ]
}

const ofMessages = async (visit: Visit): Promise<readonly Finding[]> => {
  const texts = overviewTexts[visit.language]
  const endpoints = visit.may('listEndpoints') ? await visit.call('listEndpoints') : []
  return endpoints.flatMap(({ id, name, deadLetters, disabled }) => [
    ...(deadLetters > 0 ? [bad(texts.deadLetters(name, deadLetters), `/admin/endpoints/${id}/dead-letters`)] : []),
    ...(disabled === null ? [] : [note(texts.endpointOff(name), `/admin/endpoints/${id}`)])
  ])
}

const ofStore = async (visit: Visit): Promise<readonly Finding[]> => {
  const texts = overviewTexts[visit.language]
  const store = visit.may('showStore') ? await visit.call('showStore') : null
  const ready = await unlessRefused(visit.call('showReady'))
  return [
    ...(ready?.because ?? []).map(code => bad(texts.notReady(code), '/admin')),
    ...(store?.restore && store.restore.acknowledged === null ? [bad(texts.restored, '/admin/restores')] : [])
  ]
}

/** What the installation needs, as far as this person may know it, the worst first. */
export const readFindings = async (visit: Visit, platforms: readonly Platform[]): Promise<readonly Finding[]> => {
  const texts = overviewTexts[visit.language]
  const everything = platforms.some(({ everythingPaused }) => everythingPaused !== null)
  const found = (
    await Promise.all([ofStore(visit), ofHolds(visit), ofMessages(visit), ofOrphans(visit, platforms)])
  ).flat()
  const all = [
    ...(everything ? [bad(texts.everythingPaused, '/admin/pause')] : []),
    ...platforms.flatMap(platform => ofPlatform(visit, platform)),
    ...found
  ]
  return [...all.filter(({ isBad }) => isBad), ...all.filter(({ isBad }) => !isBad)]
}
