import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPort, keepChild, waitForPort } from './children.ts'

/** The proxies that run in front, and what each does while Lethe is down. */
export type ProxyName = 'caddy' | 'nginx'
export type Choice = 'fail-closed' | 'pass-through'

/** What the snippets are filled in with. */
export interface ProxySite {
  readonly folder: string
  /** Of the LMS as browsers see it, and the account page's origin. */
  readonly host: string
  readonly origin: string
  readonly secret: string
  readonly gatewayPort: number
  readonly lmsPort: number
}

/** Proxies that run: the port of each with each choice, and the access logs that they write without being told more. */
export interface Proxies {
  readonly ports: Readonly<Record<ProxyName, Readonly<Record<Choice, number>>>>
  readonly logs: readonly string[]
  close(): Promise<void>
}

const install = new URL('../../adapters/openedx/install/', import.meta.url)
const choices: readonly Choice[] = ['fail-closed', 'pass-through']

/** Which of the proxies cannot be found. nginx lies where the path of an ordinary user does not lead. */
export function findMissing(): readonly string[] {
  const isThere = (command: string, flag: string) => {
    try {
      execFileSync(command, [flag], { stdio: 'ignore', env: environment() })
      return true
    } catch {
      return false
    }
  }
  return [...(isThere('caddy', 'version') ? [] : ['caddy']), ...(isThere('nginx', '-v') ? [] : ['nginx'])]
}

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin` })

/** Starts both, with both choices each, on free ports. */
export async function startProxies(site: ProxySite): Promise<Proxies> {
  const { caddy, ...ofCaddy } = await startCaddy(site)
  const nginx: Awaited<ReturnType<typeof startNginx>>[] = []
  for (const choice of choices) nginx.push(await startNginx(site, choice))
  const [closed, through] = nginx
  return {
    ports: { caddy, nginx: { 'fail-closed': closed!.port, 'pass-through': through!.port } },
    logs: [ofCaddy.log, ...nginx.map(({ log }) => log)],
    async close() {
      await Promise.all([ofCaddy.end(), ...nginx.map(({ end }) => end())])
    }
  }
}

function start(command: string, args: readonly string[], folder: string, env: Record<string, string> = {}) {
  const out = openSync(join(folder, 'out.log'), 'a')
  const child = spawn(command, args, { stdio: ['ignore', out, out], env: { ...environment(), HOME: folder, ...env } })
  const gone = keepChild(child)
  const end = async () => {
    child.kill('SIGTERM')
    await gone
  }
  return { child, end }
}

async function startCaddy(site: ProxySite) {
  const folder = join(site.folder, 'caddy')
  mkdirSync(folder)
  const log = join(folder, 'access.log')
  const ports = { 'fail-closed': await findPort(), 'pass-through': await findPort() }
  const blocks = choices.map(
    choice =>
      `http://${site.host}:${ports[choice]} {\n  bind 127.0.0.1\n  log {\n    output file ${log}\n  }\n` +
      `  import lethe ${choice}\n  reverse_proxy 127.0.0.1:${site.lmsPort}\n}\n`
  )
  const snippet = new URL('caddy/lethe.caddy', install).pathname
  const file = join(folder, 'Caddyfile')
  writeFileSync(file, `{\n  admin off\n  auto_https off\n}\nimport ${snippet}\n${blocks.join('')}`)
  const isOld = execFileSync('caddy', ['version'], { env: environment() }).toString().includes('2.6.')
  const { child, end } = start('caddy', ['run', '--adapter', 'caddyfile', '--config', file], folder, {
    LETHE_GATEWAY: `127.0.0.1:${site.gatewayPort}`,
    LETHE_ROUTE_SECRET: site.secret,
    LETHE_LMS: `127.0.0.1:${site.lmsPort}`,
    LETHE_ORIGIN: site.origin,
    ...(isOld && { LETHE_BUFFERING: 'buffer_requests' })
  })
  for (const choice of choices) await waitForPort(ports[choice], 'caddy', child)
  return { caddy: ports, log, end }
}

async function startNginx(site: ProxySite, choice: Choice) {
  const folder = join(site.folder, `nginx-${choice}`)
  mkdirSync(folder)
  const port = await findPort()
  const log = join(folder, 'access.log')
  for (const name of ['lethe-http.conf', 'lethe-server.conf']) {
    // What the file says is to be changed.
    const text = readFileSync(new URL(`nginx/${name}`, install), 'utf8')
      .replaceAll('127.0.0.1:7381', `127.0.0.1:${site.gatewayPort}`)
      .replaceAll('127.0.0.1:8000', `127.0.0.1:${site.lmsPort}`)
      .replaceAll('ROUTE-SECRET', site.secret)
      .replaceAll('https://apps.school.example', site.origin)
      .replace('default lethe_gateway', `default ${choice === 'fail-closed' ? 'lethe_gateway' : 'lethe_or_lms'}`)
    writeFileSync(join(folder, name), text)
  }
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\n` +
      `  access_log ${log};\n  include ${folder}/lethe-http.conf;\n` +
      kinds.map(kind => `  ${kind}_temp_path ${folder}/${kind};\n`).join('') +
      `  server {\n    listen 127.0.0.1:${port};\n    server_name ${site.host};\n` +
      `    include ${folder}/lethe-server.conf;\n    location / {\n      proxy_pass http://lethe_lms;\n` +
      '      proxy_set_header Host $http_host;\n    }\n  }\n}\n'
  )
  const { child, end } = start('nginx', ['-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], folder)
  await waitForPort(port, 'nginx', child)
  return { port, log, end }
}
