import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocument } from '../../plugin/document.ts'
import type { Canary } from './canary.ts'
import { ownerOf, type Planted } from './people.ts'
import type { Stage } from './stage.ts'
import type { TappedCall } from './tap.ts'

/** A piece of an output, and which canaries may lawfully stand in it. */
export interface Piece {
  readonly about: string
  readonly bytes: Buffer
  may?(canary: Canary): boolean
}

/** Something that people, files or other systems get to see. */
export interface Output {
  readonly name: string
  readonly pieces: readonly Piece[]
}

const piece = (about: string, text: string | Buffer, may?: Piece['may']): Piece => ({
  about,
  bytes: Buffer.from(text as string),
  ...(may !== undefined && { may })
})

const readFolder = (folder: string): readonly Piece[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile())
    .map(file => piece(file.name, readFileSync(join(file.parentPath, file.name))))

/** What the platform is told of a person lawfully: who is meant. What a caller sends to it by our gateway is theirs. */
const mayReachPlatform = ({ kind, owner, way }: Canary): boolean =>
  ['options of a platform', 'a wrong password', 'credentials of a call', 'a query'].includes(way) ||
  (owner !== null && ['username', 'email', 'external-id', 'password'].includes(kind))

/** A recipient is told by which name it knows the person, and nothing else. */
const mayReachRecipient = ({ kind, owner }: Canary): boolean => owner !== null && kind === 'email'

const bytesOf = ({ method, url, headers, body }: TappedCall): Buffer =>
  Buffer.concat([Buffer.from(`${method} ${url}\n${headers.join('\n')}\n`), body])

const writeOf = (call: TappedCall): Piece =>
  piece(`${call.method} ${call.url.split('?')[0]}`, bytesOf(call), mayReachPlatform)

const mailOf =
  (people: readonly Planted[]) =>
  (raw: string): Piece => {
    const to = /^To: *(.*)$/im.exec(raw)?.[1] ?? ''
    // A partner knows people by their usernames, and is told no more.
    if (to.includes('@press.example'))
      return piece('a mail to a recipient', raw, ({ kind, owner }) => owner !== null && kind === 'username')
    const person = people.find(({ email }) => to.includes(email))
    const owner = person === undefined ? null : ownerOf(person.id)
    const may = (canary: Canary) =>
      owner !== null && canary.owner === owner && ['username', 'email', 'name'].includes(canary.kind)
    return piece(person === undefined ? 'a mail to nobody who was planted' : `a mail to ${owner}`, raw, may)
  }

const address = /https?:\/\/[^\s"'<>\\]+|"\/[a-z][^"\\]*"/g

/** Addresses in what our API answered and what was mailed; an address that was made as a secret is shown once. */
const addressesOf = ({ spoken, mailbox }: Stage): readonly Piece[] => [
  ...spoken
    .filter(({ call }) => !/^PUT .*\/hints/.test(call))
    .flatMap(({ call, headers, body }) => `${headers}\n${body}`.match(address)?.map(found => piece(call, found)) ?? []),
  ...mailbox.raw.flatMap(
    raw =>
      raw
        .replaceAll(/=\r?\n/g, '')
        .match(address)
        ?.map(found => piece('a mail', found)) ?? []
  )
]

const collect = async (
  stage: Stage,
  role: string,
  token: string,
  paths: readonly string[]
): Promise<readonly Piece[]> => {
  const pieces: Piece[] = []
  for (const path of paths) {
    const { status, body } = await stage.speak('GET', path, { token })
    if (status < 400) pieces.push(piece(`${role} GET ${path}`, body))
  }
  return pieces
}

const listRequests = async (stage: Stage): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { items: { id: string }[]; next: string | null } = await stage.say(
      'GET',
      `/requests?limit=200${after === '' ? '' : `&after=${after}`}`
    )
    ids.push(...page.items.map(({ id }) => id))
    after = page.next
  }
  return ids
}

/** Every address of our document that takes no more than one id that is known here. */
const addressesToRead = (stage: Stage, requests: readonly string[]): readonly string[] => {
  const { paths } = readDocument() as unknown as { paths: Record<string, { get?: unknown }> }
  const grounds = Object.values(stage.grounds)
  const known: Readonly<Record<string, readonly string[]>> = {
    request: requests,
    platform: grounds.map(({ id }) => id),
    source: grounds.flatMap(({ source, manager }) => [source.id, manager.id]),
    report: ['volumes', 'times', 'refusals', 'overdue', 'read-back', 'holds', 'watch']
  }
  return Object.entries(paths)
    .filter(([, { get }]) => get !== undefined)
    .flatMap(([pattern]) => {
      const names = [...pattern.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!)
      if (names.length === 0) return [pattern]
      const ids = names.length === 1 ? known[names[0]!] : undefined
      return ids?.map(id => pattern.replace(/\{[^}]+\}/, id)) ?? []
    })
}

const forAnybody = [
  '/version',
  '/health/live',
  '/health/ready',
  '/problems',
  '/anchors',
  '/certificate-keys',
  '/openapi.json'
]

/**
 * Gathers everything that left the sidecar, once every request has ended. Those that need it running are gathered
 * first.
 */
export async function gatherOutputs(
  stage: Stage,
  people: readonly Planted[],
  commands: readonly Piece[]
): Promise<readonly Output[]> {
  const requests = await listRequests(stage)
  const { auditor, system, officer } = stage.tokens
  const certificates: Piece[] = []
  const evidence: Piece[] = []
  for (const id of requests) {
    const { status, body } = await stage.speak('GET', `/requests/${id}/certificate`, { token: auditor })
    if (status === 200) certificates.push(piece(`certificate of ${id}`, body))
    evidence.push(...(await collect(stage, 'officer', officer, [`/requests/${id}`])))
  }
  const readable = addressesToRead(stage, requests)
  const blind = [
    ...(await collect(stage, 'auditor', auditor, readable)),
    ...(await collect(stage, 'system-administrator', system, [
      ...readable,
      ...requests.map(id => `/requests/${id}?reveal=subject`)
    ]))
  ]
  const metrics = await collect(stage, 'auditor', auditor, ['/metrics'])
  const open = await collect(stage, 'anybody', '', forAnybody)
  await stage.endSidecar()
  const logs = piece('sidecar.log', readFileSync(join(stage.folder, 'sidecar.log')))
  const problems = stage.spoken.filter(({ status }) => status >= 400)
  const { openolat, openedx } = stage.grounds
  return [
    { name: 'logs', pieces: [logs] },
    { name: 'problem-details', pieces: problems.map(({ call, headers, body }) => piece(call, `${headers}\n${body}`)) },
    { name: 'answers-without-the-right', pieces: blind },
    { name: 'answers-to-anybody', pieces: open },
    { name: 'metrics', pieces: metrics },
    {
      name: 'told-to-endpoints',
      pieces: stage.told.map(call => piece('an endpoint', bytesOf(call), mayReachRecipient))
    },
    { name: 'addresses', pieces: addressesOf(stage) },
    { name: 'evidence', pieces: evidence },
    { name: 'certificates', pieces: certificates },
    { name: 'data-files', pieces: readFolder(join(stage.folder, 'data')) },
    { name: 'key-files', pieces: readFolder(join(stage.folder, 'keys')) },
    { name: 'written-to-openolat', pieces: openolat.tap.calls.map(writeOf) },
    { name: 'written-to-openedx', pieces: openedx.tap.calls.map(writeOf) },
    { name: 'mails-to-the-wrong-person', pieces: stage.mailbox.raw.map(mailOf(people)) },
    { name: 'process-arguments', pieces: [...stage.commandLines].map(line => piece('a process', line)) },
    { name: 'command-line-errors', pieces: commands }
  ]
}
