import { once } from 'node:events'
import { request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import type { Seed } from '../../adapters/openedx/sandbox/seed.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { mailText } from '../../plugin/texts/mails/catalogue.ts'
import { drawPlain } from '../../plugin/texts/mails/plain.ts'
import { emptyMailContext } from '../doubles/mail-context.ts'
import { openScene } from './scene.ts'

/** The host under which browsers know the platform. */
export const host = 'learn.example'
/** The learner's own "Delete my account". */
export const path = '/api/user/v1/accounts/deactivate_logout/'
const routeSecret = 'a-route-secret-of-this-test'

type Headers = Readonly<Record<string, string>>

/** A mail server that keeps what it was given, decoded. */
const openMailbox = async () => {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _, done) {
      text(stream).then(mail => {
        // Soft line breaks and encoded characters of quoted-printable.
        mails.push(
          decodeURIComponent(
            mail
              .replaceAll(/=\r\n/g, '')
              .replaceAll('%', '%25')
              .replaceAll(/=([0-9A-F]{2})/g, '%$1')
          )
        )
        done()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>(resolve => server.close(() => resolve()))
  }
}

type MailKind = Parameters<typeof mailText>[0]

/** Whether a mail is of this kind: by how the text of the kind begins, wherever that is worded. */
export const isMailOf = (kind: MailKind, mail: string): boolean => {
  const [beginning] = drawPlain(mailText(kind, 'en', emptyMailContext)).split('\n')
  return mail.includes(beginning!)
}

/** What a scene may have beside the learner. */
interface More {
  readonly people?: Seed['people']
  readonly libraries?: NonNullable<Seed['libraries']>
  readonly policy?: PolicyChanges
}

/** A sandbox, a mailbox and the sidecar between them; calls come as the operator's proxy hands them on. */
export const openGatewayScene = async (
  mode: 'forward' | 'defer',
  learner: object = {},
  settings: object = {},
  { people = [], libraries = [], policy = {} }: More = {}
) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const mira = { id: 11, username: 'mira.holm', name: 'Mira', password: 'right', ...learner }
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: mode === 'defer', ...settings },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, mira, ...people],
      courses: [],
      libraries
    }
  })
  const mailbox = await openMailbox()
  const scene = await openScene({
    box,
    kind: 'openedx',
    mailUrl: mailbox.url,
    policy: { recheckMs: 200, ...policy },
    options: {
      baseUrl: box.address,
      studioUrl: box.address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: mode === 'defer'
    },
    gateway: { mode, publicUrl: `http://${host}`, routeSecret }
  })
  const sign = async (as: string): Promise<Headers> => {
    const body = JSON.stringify({ username: mira.username, as })
    const answer = await fetch(`${box.address}/_sandbox/sign-in`, { method: 'POST', body })
    return ((await answer.json()) as { headers: Headers }).headers
  }
  /** A call as the operator's proxy hands it on. */
  const call = async (method: string, target: string, headers: Headers, body?: string) => {
    const { hostname, port } = new URL(scene.gateway())
    const route = { host, 'x-lethe-route': routeSecret, 'x-forwarded-for': '192.0.2.7' }
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = send({ hostname, port, method, path: target, headers: { ...route, ...type, ...headers } })
    sent.end(body)
    const [answer] = await once(sent, 'response')
    return { status: answer.statusCode as number, headers: answer.headers as Headers, text: await text(answer) }
  }
  const requests = async () =>
    (await scene.call<{ items: { id: string; endedAt: string | null }[] }>('GET', '/requests')).items.filter(
      ({ endedAt }) => endedAt === null
    )
  const press = async (as: string, password: string) =>
    call('POST', path, { ...(await sign(as)), origin: `http://${host}` }, `password=${password}`)
  const mail = (kind: MailKind) =>
    scene
      .until(
        () => mailbox.mails.find(each => isMailOf(kind, each)) ?? null,
        seen => seen !== null
      )
      .then(seen => seen!)
  const control = (action: string, body: object) =>
    fetch(`${box.address}/_sandbox/${action}`, { method: 'POST', body: JSON.stringify(body) })
  const close = async () => {
    await scene.close()
    await mailbox.close()
  }
  return { ...scene, api: scene.call, box, mailbox, call, sign, press, requests, mail, control, close }
}
