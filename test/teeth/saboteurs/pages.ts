import { by, type Saboteur } from '../saboteur.ts'

const signIn = by('test/plugin/sign-in.test.ts')
const access = by('test/plugin/pages/access.test.ts')
const frame = by('test/plugin/pages/frame.test.ts')
const code = by('test/plugin/pages/subject-code.test.ts')
const subject = by('test/plugin/pages/subject.test.ts')

const session = signIn('a session: the cookie carries its id and nothing else, and it ends in each of its ways')

/** What signing in and the pages must not let through. */
export const pages: readonly Saboteur[] = [
  {
    id: 'hides-a-demand-that-is-kept-back',
    file: 'plugin/pages/subject/home/help.ts',
    find: '  return covering?.body.subject === null ? covering : null',
    replace: '  return null',
    caughtBy: subject('a demand that is kept back is shown, not asked for twice, and can be taken back')
  },
  {
    id: 'keeps-idle-sessions',
    file: 'plugin/store/records/people/sessions.ts',
    find: '  Date.parse(body.usedAt ?? body.createdAt) + sessionIdleMs <= Date.parse(at)',
    replace: '  Date.parse(body.usedAt ?? body.createdAt) + sessionIdleMs <= 0',
    caughtBy: session
  },
  {
    id: 'gives-cookies-to-scripts',
    file: 'plugin/pages/sign-in/sessions.ts',
    find: "    options: { path: '/', httpOnly: true, sameSite: 'lax', secure } as const",
    replace: "    options: { path: '/', httpOnly: false, sameSite: 'lax', secure } as const",
    caughtBy: session
  },
  {
    id: 'sends-cookies-in-the-open',
    file: 'plugin/pages/sign-in/sessions.ts',
    find: "  const secure = new URL(publicUrl).protocol === 'https:'",
    replace: "  const secure = publicUrl === ''",
    caughtBy: signIn('an https address binds the cookies to this very host')
  },
  {
    id: 'takes-a-session-for-a-bearer',
    file: 'plugin/api/authentication.ts',
    find: "  if (token.body.kind === 'session') throw new Problem('token-refused')",
    replace: "  if (token.body.kind === 'session' && sub === '') throw new Problem('token-refused')",
    caughtBy: signIn('a cookie is no bearer, a bearer is no cookie, and what is forged is 401 and never 500')
  },
  {
    id: 'leaves-the-session-of-before',
    file: 'plugin/pages/sign-in/local.ts',
    find: '      await sessions.end(request)',
    replace: '      await sessions.of(request)',
    caughtBy: signIn('each sign-in gets a new id; what a browser came with is not taken for it')
  },
  {
    id: 'signs-in-by-the-form-of-another-site',
    file: 'plugin/pages/sign-in/local.ts',
    find: "      if (!isOurs || readLink(keys, 'sign-in-form', form.get('form') ?? '', now()) !== visitor)",
    replace: '      if (!isOurs)',
    caughtBy: signIn('nobody is signed in or out by a form that they did not open')
  },
  {
    id: 'leads-wherever-it-is-told',
    file: 'plugin/pages/own-path.ts',
    find: "  if (url.pathname.startsWith('//')) return root",
    replace: "  if (url.pathname.startsWith('///')) return root",
    caughtBy: signIn('after signing in people come to the page that they asked for, and nowhere else')
  },
  {
    id: 'lets-passwords-be-guessed',
    file: 'plugin/vault/attempts.ts',
    find: 'const failuresOf = { name: 10, address: 50 } as const',
    replace: 'const failuresOf = { name: 1000, address: 1000 } as const',
    caughtBy: signIn('too many tries are refused, by name and by address, also with the right password')
  },
  {
    id: 'takes-the-form-of-a-colleague',
    file: 'plugin/pages/admin/frame/register.ts',
    find: "        if (!sessions.isFormOf(staff, visit.form.get('form') ?? '', request)) throw refuse('form-stale')",
    replace: "        if (!visit.form.has('form')) throw refuse('form-stale')",
    caughtBy: access('what was typed comes back with the fault at its field, and a form of somebody else is not taken')
  },
  {
    id: 'draws-pages-for-every-role',
    file: 'plugin/pages/admin/frame/register.ts',
    find: "    needs === 'signed-in' || parts.may(person.body.roles, needs)",
    replace: "    needs === 'signed-in' || parts.may(person.body.roles, needs) || person.body.roles.length > 0",
    caughtBy: access('each role opens what its operations allow, and nothing else')
  },
  {
    id: 'lets-pages-be-framed',
    file: 'plugin/pages/security-headers.ts',
    find: `      frameAncestors: ["'none'"]`,
    replace: `      frameAncestors: ["'self'"]`,
    caughtBy: frame('a page is drawn in the language of the reader, with a policy that runs nothing but our own script')
  },
  {
    id: 'takes-code-forms-of-nowhere',
    file: 'plugin/pages/subject/code/forms.ts',
    find: "  readLink(parts.keys, 'form', form.get('form') ?? '', parts.clock.now().toISOString()) === markOf(site.platform)",
    replace: "  form.has('form') && markOf(site.platform) !== ''",
    caughtBy: code(
      'no other site has a code sent: the page that asks for it was opened here, for this platform, and lately'
    )
  }
]
