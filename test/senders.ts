import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sign } from '../plugin/intake/webhook/signature.ts'
import { startApi } from './doubles/api-app.ts'

// Runs the senders as they are shipped against a real listener. By hand: it needs openssl, curl and Python.
const run = promisify(execFile)
const api = await startApi()
const address = await api.app.listen({ host: '127.0.0.1', port: 0 })
const folder = await mkdtemp(join(tmpdir(), 'lethe-senders-'))
const secretFile = join(folder, 'secret')
const bodyFile = join(folder, 'delivery.json')
const path = (name: string): string => fileURLToPath(new URL(`../adapters/senders/${name}`, import.meta.url))

const awks = [
  ['mawk', 'mawk'],
  ['gawk', 'gawk'],
  ['original-awk', 'original-awk'],
  ['busybox', 'busybox awk']
] as const

const check = (isRight: boolean, what: string): void => {
  process.stdout.write(`${isRight ? 'ok' : 'NOT OK'} - ${what}\n`)
  if (!isRight) process.exitCode = 1
}

const exitOf = async (command: readonly string[], ...args: readonly string[]): Promise<number> => {
  try {
    await run(command[0]!, [...command.slice(1), ...args])
    return 0
  } catch (error) {
    return (error as { code: number }).code
  }
}

try {
  api.move(Date.now() - api.parts.clock.now().getTime())
  const { token } = await api.person(['administrator'])
  const declarations = { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  const options = { baseUrl: 'https://lms.example', clientSecret: 's' }
  const platform = await api.call('POST', '/platforms', token, {
    kind: 'openedx',
    name: 'Campus',
    options,
    declarations
  })
  const made = (await api.call('POST', '/sources', token, { name: 'Sender', platforms: [platform.json().id] })).json()
  const receivedAt = new Date().toISOString()
  const identifiers = [
    { kind: 'username', value: 'ada.example' },
    { kind: 'email', value: 'ada@people.example' }
  ]
  const data = {
    platform: 'Campus',
    subject: { identifiers },
    ground: { article: '17(1)' },
    receivedAt,
    acknowledged: true
  }
  const body = Buffer.from(JSON.stringify({ type: 'account.deletion.requested', timestamp: receivedAt, data }))
  await writeFile(secretFile, `${made.secret}\n`, { mode: 0o600 })
  await writeFile(bodyFile, body)
  const count = async () => (await api.parts.store.query('request', { all: true })).length

  for (const sender of [
    ['sh', path('send.sh')],
    ['python3', path('send.py')]
  ]) {
    const name = sender[0]!
    const { stdout } = await run(name, [sender[1]!, '--sign', secretFile, bodyFile, 'msg_1', '1788256800'])
    check(
      stdout.trim() === sign(made.secret, { id: 'msg_1', timestamp: '1788256800', body }),
      `${name}: signs as we do`
    )
    const before = await count()
    const url = `${address}/webhooks/${made.source.id}`
    check((await exitOf(sender, url, secretFile, bodyFile, `${name}_1`)) === 0, `${name}: stored`)
    check((await exitOf(sender, url, secretFile, bodyFile, `${name}_1`)) === 0, `${name}: the same id again`)
    check((await count()) === before + 1, `${name}: carried out once`)
    check((await exitOf(sender, `${address}/webhooks/unknown`, secretFile, bodyFile)) === 1, `${name}: refused`)
    check((await exitOf(sender, url)) === 2, `${name}: wrong usage`)
  }
  // Each awk has other built-in functions; those that this machine has must all sign.
  for (const [name, command] of awks) {
    if ((await exitOf(['sh', '-c', `command -v ${name}`])) !== 0) continue
    const bin = await mkdtemp(join(folder, 'bin-'))
    await writeFile(join(bin, 'awk'), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o700 })
    const { stdout } = await run('sh', [path('send.sh'), '--sign', secretFile, bodyFile, 'msg_1', '1788256800'], {
      env: { PATH: `${bin}:${process.env.PATH}` }
    })
    check(
      stdout.trim() === sign(made.secret, { id: 'msg_1', timestamp: '1788256800', body }),
      `${name}: signs as we do`
    )
  }
} finally {
  await api.stop()
  await rm(folder, { recursive: true, force: true })
}
