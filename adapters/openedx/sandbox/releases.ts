import type { Settings } from './settings.ts'

/** Releases that the sandbox can be, from the oldest; `next` is the development after Verawood. */
export const releases = ['palm', 'quince', 'redwood', 'sumac', 'teak', 'ulmo', 'verawood', 'next'] as const

/** One release (fact sheet 9). */
export type Release = (typeof releases)[number]

/**
 * What an adapter meets on a site of a release, as settings. Sumac and Teak run the Python forum, as Tutor's forum plugin
 * does. Courses stay out of authz until a site switches them on (`authz: 'courses'`).
 */
export function settingsOf(release: Release): Partial<Settings> {
  const isAtLeast = (first: Release) => releases.indexOf(release) >= releases.indexOf(first)
  return {
    needsUseJwtCookie: !isAtLeast('redwood'),
    csrfCookie: isAtLeast('redwood') ? 'secret' : 'masked',
    forumBackend: isAtLeast('sumac') ? 'v2' : 'legacy',
    forumMissing: isAtLeast('quince') ? 404 : 500,
    supportCourseTeam: isAtLeast('ulmo'),
    authz: isAtLeast('ulmo') ? 'libraries' : 'absent',
    switchesIn: isAtLeast('ulmo') ? 'top-level' : 'FEATURES',
    cleanupRedacts: isAtLeast('verawood'),
    showsActivationKey: !isAtLeast('verawood'),
    unenrolV2: isAtLeast('next'),
    redactsLinks: isAtLeast('next'),
    refusesWhenOff: isAtLeast('next'),
    hasModify: isAtLeast('next'),
    credentialsBlanksNames: isAtLeast('next')
  }
}
