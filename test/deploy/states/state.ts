import { type Clock, systemClock } from '../../../plugin/clock.ts'
import { openOpenolat } from '../../flows/openolat-ground.ts'

/** A sidecar that a state is brought about on. */
export type Scene = Awaited<ReturnType<typeof openOpenolat>>

/** The time of the machine, moved on. */
export interface MovedClock extends Clock {
  move(ms: number): void
}

/** What a state is brought about with. */
export interface Ground {
  readonly clock: MovedClock
  /** Scrapes until the text is as it should be. */
  scrapeUntil(isSo: RegExp): Promise<string>
}

/** What was scraped of a bad state, null where there were no figures, and how many minutes after the first of them. */
export type Texts = readonly { readonly afterMinutes: number; readonly text: string | null }[]

/** A state of a sidecar, and the alert that tells of it. */
export interface BadState {
  /** Null: all is well. */
  readonly alert: string | null
  /** Labels of the alert beside its severity. */
  readonly labels: (scene: { platform: string }) => Readonly<Record<string, string>>
  open(clock: MovedClock): Promise<Pick<Scene, 'address' | 'token' | 'platform' | 'close'>>
  /** Scrapes of the bad state; the last one stays. */
  bring(scene: never, ground: Ground): Promise<Texts>
  /** How many minutes the last one has lasted when Prometheus is asked; half a day unless said. */
  readonly lastsMinutes?: number
}

/** Units of time, in milliseconds. */
export const minute = 60_000
/** A day of them. */
export const day = 24 * 60 * minute

/** The label of the one platform. */
export const ofPlatform = ({ platform }: { platform: string }) => ({ platform })
/** The labels that Prometheus gives whatever it scrapes. */
export const ofInstance = () => ({ job: 'lethe', instance: 'lethe:7380' })
/** One scrape. */
export const once = (text: string): Texts => [{ afterMinutes: 0, text }]

/** The machine's clock, to be moved on. */
export const movedClock = (): MovedClock => {
  const real = systemClock()
  let aheadMs = 0
  return {
    now: () => new Date(real.now().getTime() + aheadMs),
    sleep: real.sleep,
    move(ms) {
      aheadMs += ms
    }
  }
}

/** A state that is brought about on a stand-in of OpenOlat. */
export const state = (
  alert: string | null,
  given: Parameters<typeof openOpenolat>[0],
  bring: (scene: Scene, ground: Ground) => Promise<Texts>,
  more: Partial<BadState> = {}
): BadState => ({
  alert,
  labels: () => ({}),
  open: clock => openOpenolat({ ...given, clock }),
  bring: bring as BadState['bring'],
  ...more
})

/** Whoever sleeps does not notice that the clock was moved: a change of the platform has its watch look again. */
export const wake = async ({ call, platform }: Scene): Promise<void> => {
  await call('POST', `/platforms/${platform}/pause`, { because: 'to wake it' })
  await call('POST', `/platforms/${platform}/resume`)
}
