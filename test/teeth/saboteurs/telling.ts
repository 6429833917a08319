import { by, type Saboteur } from '../saboteur.ts'

const told = by('test/plugin/notify.test.ts')
const endpoint = by('test/plugin/endpoints.test.ts')

/** What people and systems are told, and what must not leave. */
export const telling: readonly Saboteur[] = [
  {
    id: 'follows-a-redirect-in-spirit',
    file: 'plugin/notify/webhooks-out/send.ts',
    find: '    if (status < 200 || status >= 300) throw failureOf(status)',
    replace: '    if (status < 200 || status >= 400) throw failureOf(status)',
    caughtBy: endpoint('only 2xx is taken, redirects are not followed, 410 ends it; dead letters can be sent again')
  },
  {
    id: 'tells-a-recipient-more-than-it-knows',
    file: 'plugin/notify/webhooks-out/payload.ts',
    find: '  return [...known, ...said].filter(each => each !== null && identifiers.includes(each.kind)) as Identifier[]',
    replace: '  return [...known, ...said].filter(each => each !== null && identifiers.length > 0) as Identifier[]',
    caughtBy: endpoint(
      'recipients of the data are told at the end, what they need and no more, and the certificate names them'
    )
  },
  {
    id: 'asks-a-dead-mail-server-for-everybody',
    file: 'plugin/notify/lanes.ts',
    find: "      if (leftMs > 0) throw keepBack('receiver-down', leftMs)",
    replace: "      if (leftMs > longestPauseMs) throw keepBack('receiver-down', leftMs)",
    caughtBy: told('a mail server that is down costs one try, not one for each request')
  },
  {
    id: 'hammers-a-bounced-address',
    file: 'plugin/work/messages/after-try.ts',
    find: '  const isOver = known?.isFinal === true || tries >= most',
    replace: '  const isOver = tries >= most',
    caughtBy: told('a bounce ends the tries and is put before people; what is only deferred is tried again')
  },
  {
    id: 'sends-mail-in-the-open',
    file: 'plugin/notify/mail/transport.ts',
    find: "    ...(protocol === 'smtp:' && !isSaid && !isLoopback(hostname) ? { requireTLS: true } : {}),",
    replace: "    ...(protocol === 'smtps:' && !isSaid && !isLoopback(hostname) ? { requireTLS: true } : {}),",
    caughtBy: told('encryption is demanded of a mail server that is not on this machine')
  },
  {
    id: 'writes-to-an-address-that-was-given-up',
    file: 'plugin/work/reading/read-platform.ts',
    find: '  const isOver = plan !== null || email === null || isBegunAtPlatform(facts)',
    replace: '  const isOver = plan === null || email === null || isBegunAtPlatform(facts)',
    caughtBy: told('a mail goes to the address that the platform says, until its deletion has begun')
  }
]
