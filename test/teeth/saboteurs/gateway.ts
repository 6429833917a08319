import { by, type Saboteur } from '../saboteur.ts'

const route = by('test/plugin/gateway.test.ts')

/** The route of the operator’s proxy, and the pages for learners under the platform’s host. */
export const gateway: readonly Saboteur[] = [
  {
    id: 'forwards-before-storing',
    file: 'plugin/intake/gateway/forward-demand.ts',
    find: '  const asked = await storeAsked(taking, foreseen, at)',
    replace:
      "  const storing = storeAsked(taking, foreseen, at); const asked: Asked = { request: '', tell: async say => (await storing).tell(say) }",
    caughtBy: route('forward: a demand is on disk before it is passed on, and passed on once')
  },
  {
    id: 'forwards-what-it-could-not-store',
    file: 'plugin/intake/gateway/forward-demand.ts',
    find: '  const asked = await storeAsked(taking, foreseen, at)',
    replace:
      "  const asked = await storeAsked(taking, foreseen, at).catch((): Asked => ({ request: '', tell: async () => {} }))",
    caughtBy: route('forward: where nothing can be stored, nothing is passed on')
  },
  {
    id: 'sends-again-after-a-broken-answer',
    file: 'plugin/intake/gateway/forward-demand.ts',
    find: '  const forwarded = await passOn(taking)',
    replace:
      '  const once = await passOn(taking); const forwarded = once instanceof PlatformError ? await passOn(taking) : once',
    caughtBy: route('forward: after a broken answer it is read, and never sent again; nobody withdraws for the learner')
  },
  {
    id: 'takes-a-lost-answer-for-a-no',
    file: 'plugin/intake/gateway/forward-demand.ts',
    find: '    if (forwarded.mayHaveHappened) return settleDoubt(taking, asked, null)',
    replace: '',
    caughtBy: route('forward: after a broken answer it is read, and never sent again; nobody withdraws for the learner')
  },
  {
    id: 'carries-out-what-the-platform-refused',
    file: 'plugin/intake/gateway/forward-demand.ts',
    find: "  if (forwarded.means === 'not-done') return settleRefusal(",
    replace: '  if (forwarded.means === null) return settleRefusal(',
    caughtBy: route('forward: what the platform did not take leaves nothing to be carried out')
  },
  {
    id: 'overlooks-a-hold-while-passing-on',
    file: 'plugin/intake/gateway/forward-demand.ts',
    find: '  if (stopped !== null) return stayBack(taking, asked, stopped)',
    replace: '',
    caughtBy: route('forward: what comes in between the look ahead and the passing on stops it')
  },
  {
    id: 'takes-a-session-for-a-proof',
    file: 'plugin/intake/gateway/taking.ts',
    find: "{ kind: 'lms-session', at }",
    replace: "{ kind: 'lms-password', at }",
    caughtBy: route('what was blocked is not carried on by itself when the cause is gone')
  },
  {
    id: 'passes-on-what-is-blocked',
    file: 'plugin/intake/gateway/take-demand.ts',
    find: '  if (isClear(foreseen) && isForwarded) return forwardDemand(taking, foreseen, at)',
    replace: '  if (isForwarded) return forwardDemand(taking, foreseen, at)',
    caughtBy: route('what was blocked is not carried on by itself when the cause is gone')
  },
  {
    id: 'takes-any-route-secret',
    file: 'plugin/store/records/platforms/sites.ts',
    find: '    if (gateway != null && isSame(gateway.routeSecretHash, hash)) found = { platform: id, body, gateway }',
    replace: '    if (gateway != null) found = { platform: id, body, gateway }',
    caughtBy: route('nothing is looked at that did not come by the route of this site')
  },
  {
    id: 'takes-the-first-of-two-secrets',
    file: 'plugin/intake/gateway/route.ts',
    find: "  return secret === undefined || secret === '' || second !== undefined ? null : secret",
    replace: "  return secret === undefined || secret === '' || second === '' ? null : secret",
    caughtBy: route('nothing is looked at that did not come by the route of this site')
  },
  {
    id: 'serves-any-host',
    file: 'plugin/intake/gateway/listener.ts',
    find: "  if (!isForSite(site, rawHeaders)) throw new Problem('route-host-refused')",
    replace: '',
    caughtBy: route('nothing is looked at that did not come by the route of this site')
  },
  {
    id: 'leaves-the-password-where-it-came-in',
    file: 'plugin/intake/gateway/wiped-body.ts',
    find: '    for await (const chunk of stream as AsyncIterable<Buffer>) {',
    replace: '    for await (const came of stream as AsyncIterable<Buffer>) { const chunk = Buffer.from(came)',
    caughtBy: route('defer: nothing is passed on, and the password is overwritten unread')
  },
  {
    id: 'keeps-the-password-in-defer',
    file: 'plugin/intake/gateway/listener.ts',
    find: "site!.gateway.mode === 'defer' ? 'nothing' : 'whole'",
    replace: "site!.gateway.mode === null ? 'nothing' : 'whole'",
    caughtBy: route('defer: nothing is passed on, and the password is overwritten unread')
  },
  {
    id: 'leaves-the-password-after-passing-it-on',
    file: 'plugin/intake/gateway/listener.ts',
    find: '        bytes.fill(0)',
    replace: '',
    caughtBy: route('forward: where nothing can be stored, nothing is passed on')
  },
  {
    id: 'takes-an-expired-link',
    file: 'plugin/store/records/links.ts',
    find: '  return Number(seconds) * 1000 > Date.parse(now) ? about : null',
    replace: '  return Number(seconds) > 0 ? about : null',
    caughtBy: route('a link is good for its request, for its purpose and for its time')
  },
  {
    id: 'takes-a-link-for-something-else',
    file: 'plugin/store/records/links.ts',
    find: 'JSON.stringify([purpose, about, seconds])',
    replace: 'JSON.stringify([about, seconds])',
    caughtBy: route('a link is good for its request, for its purpose and for its time')
  },
  {
    id: 'acts-on-opening-a-link',
    file: 'plugin/pages/subject/links/confirm-or-withdraw.ts',
    find: '    const { title, text, button } = pageTexts[visit.language][purpose]',
    replace:
      '    const { title, text, button } = pageTexts[visit.language][purpose]; const opened = (await find(visit, purpose))!; await withdrawDemands(visit.parts, opened, ownDemands(opened, null))',
    caughtBy: route('opening a link does nothing; a button needs a page that its caller opened')
  },
  {
    id: 'takes-any-form',
    file: 'plugin/pages/form-token.ts',
    find: "  readLink(keys, 'form', token, clock.now().toISOString()) === subjectHash(keys, platform, subject)",
    replace:
      "  token !== '' || readLink(keys, 'form', token, clock.now().toISOString()) === subjectHash(keys, platform, subject)",
    caughtBy: route('opening a link does nothing; a button needs a page that its caller opened')
  },
  {
    id: 'takes-the-form-of-somebody-else',
    file: 'plugin/pages/form-token.ts',
    find: "  readLink(keys, 'form', token, clock.now().toISOString()) === subjectHash(keys, platform, subject)",
    replace:
      "  readLink(keys, 'form', token, clock.now().toISOString()) !== null && subjectHash(keys, platform, subject) !== ''",
    caughtBy: route('opening a link does nothing; a button needs a page that its caller opened')
  }
]
