import { by, type Saboteur } from '../saboteur.ts'

const sessions = by('test/attacks/sessions.test.ts')
const lifecycle = by('test/plugin/lifecycle.test.ts')

const elsewhere = sessions('forms: nobody is signed in or out by another site')
const forged = sessions(
  'forms: none does anything that its own page did not send, on every route that changes something'
)
const framed = sessions('frames: no page can be put into another one, whatever its status and wherever it stands')

/** What an attacker who cannot read our pages tries from outside. */
export const attacks: readonly Saboteur[] = [
  {
    id: 'believes-any-site',
    file: 'plugin/pages/own-calls.ts',
    find: "  if (from !== undefined) return from !== 'same-origin' && from !== 'none'",
    replace: "  if (from !== undefined) return from === 'elsewhere'",
    caughtBy: elsewhere
  },
  {
    id: 'believes-any-origin',
    file: 'plugin/pages/own-calls.ts',
    find: '  return host === null || (host !== headers.host && host !== hostOf(publicUrl))',
    replace: '  return host === null',
    caughtBy: elsewhere
  },
  {
    id: 'takes-the-first-of-two-cookies',
    file: 'plugin/pages/own-calls.ts',
    find: '  return values.size === 1 ? value! : null',
    replace: '  return value ?? null',
    caughtBy: sessions('sessions: what was planted before somebody signs in leads nowhere afterwards')
  },
  {
    id: 'asks-no-form-where-it-comes-from',
    file: 'plugin/pages/sign-in/sessions.ts',
    find: "      !isFromElsewhere(request, parts.publicUrl()) && readLink(keys, 'staff-form', token, now()) === session,",
    replace: "      request !== null && readLink(keys, 'staff-form', token, now()) === session,",
    caughtBy: forged
  },
  {
    id: 'takes-the-mark-of-any-session',
    file: 'plugin/pages/sign-in/sessions.ts',
    find: "      !isFromElsewhere(request, parts.publicUrl()) && readLink(keys, 'staff-form', token, now()) === session,",
    replace:
      "      !isFromElsewhere(request, parts.publicUrl()) && readLink(keys, 'staff-form', token, now()) !== undefined,",
    caughtBy: forged
  },
  {
    id: 'fails-at-a-body-of-another-kind',
    file: 'plugin/pages/form.ts',
    find: '  unread[String((error as { code?: unknown } | null)?.code)] ?? null',
    replace: '  unread[String((error as { statusCode?: unknown } | null)?.statusCode)] ?? null',
    caughtBy: forged
  },
  {
    id: 'takes-forms-of-subjects-from-anywhere',
    file: 'plugin/pages/subject/frame/serve.ts',
    find: "    const isForeign = request.method === 'POST' && isFromElsewhere(request, place.publicUrlOf(site))",
    replace: "    const isForeign = request.method === 'PUT' && isFromElsewhere(request, place.publicUrlOf(site))",
    caughtBy: sessions('subjects: no form of theirs is taken from another site, on either host')
  },
  {
    id: 'lets-any-page-be-framed',
    file: 'plugin/pages/security-headers.ts',
    find: `      frameAncestors: ["'none'"]`,
    replace: `      frameAncestors: ["'self'"]`,
    caughtBy: framed
  },
  {
    id: 'writes-why-at-every-round',
    file: 'plugin/work/replay/run.ts',
    find: '    if (replay.body.because === because) return',
    replace: '    if (replay.body.because === null) parts.log.info({ code: because }, because)',
    caughtBy: lifecycle('what waits for a platform that was removed rests, and no round brings on the next')
  },
  {
    id: 'tells-who-can-be-nobody',
    file: 'plugin/pages/subject/code/pages.ts',
    find: '      const attempt = await noteAttempt(parts, site.platform)',
    replace:
      "      if (typed === '') return say(visit, texts => texts.stale); const attempt = await noteAttempt(parts, site.platform)",
    caughtBy: sessions('guesses: whoever types or opens what they made up learns neither who nor what there is')
  }
]
