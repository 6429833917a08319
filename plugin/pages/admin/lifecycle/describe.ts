import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import { writeDuration } from '../../../texts/durations.ts'
import { localeOf } from '../../../texts/locale.ts'
import { findPlatform } from '../blocks/platforms.ts'
import type { Answer } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'

/** What is set of the life of accounts on a platform. */
export type Lifecycle = Answer<'showLifecycle'>
/** What it says, once something is set. */
export type Settings = NonNullable<Lifecycle['settings']>

/** Page and path of the platform of an address. */
export const addressOf = ({ params }: Visit, more = ''): string => `/admin/lifecycle/${params.platform}${more}`

/** What operations on the platform of the address are given. */
export const pathOf = ({ params }: Visit): { platform: string } => ({ platform: params.platform! })

/** What lies above the pages of one platform. */
export const aboveOf = async (visit: Visit) => [{ title: (await findPlatform(visit)).name, href: addressOf(visit) }]

/** What the settings mean, sentence by sentence. */
export const describeSettings = ({ language }: Pick<Visit, 'language'>, settings: Settings): readonly string[] => {
  const { rules } = lifecycleTexts[language]
  const { everyMs, expiry, deactivation, deletion, brakePercent, releasersNeeded, goesOnBesideOthers } = settings
  const warned = (ms: number | null) => (ms === null ? null : writeDuration(ms, language))
  const percent = new Intl.NumberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 2 })
  const { quiet = { from: '01:00', to: '02:30' } } = settings
  return [
    rules.runs(writeDuration(everyMs, language)),
    expiry.isOn ? rules.expiry(warned(expiry.warnMs)) : rules.expiryOff,
    deactivation.isOn ? rules.deactivation(warned(deactivation.warnMs)) : rules.deactivationOff,
    deletion.isOn ? rules.deletion(writeDuration(deletion.afterMs, language)) : rules.deletionOff,
    rules.brake(percent.format(brakePercent / 100), releasersNeeded),
    goesOnBesideOthers ? rules.beside : rules.stops,
    quiet === null ? rules.anyTime : rules.quiet(quiet.from, quiet.to)
  ]
}

/** In a word or two, how it stands. */
export const describeStanding = (
  { language }: Pick<Visit, 'language'>,
  { settings, liveSince }: Pick<Lifecycle, 'settings' | 'liveSince'>
): string => {
  const texts = lifecycleTexts[language]
  if (settings === null) return texts.notSet
  if (!settings.isOn) return texts.off
  return liveSince === null ? `${texts.on}; ${texts.dry}` : texts.on
}

/** Why something stopped, in words; the code itself where it is a platform's own. */
export const describeBecause = ({ language }: Pick<Visit, 'language'>, code: string): string =>
  lifecycleTexts[language].because[code] ?? code

/** What was found beside, in words. */
export const describeFindings = (
  { language }: Pick<Visit, 'language'>,
  findings: readonly { readonly code: string; readonly count: number }[]
): string => findings.map(({ code, count }) => `${count} ${lifecycleTexts[language].findings[code] ?? code}`).join('; ')
