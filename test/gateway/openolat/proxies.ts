import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPort, keepChild, waitForPort } from '../children.ts'

const install = new URL('../../../adapters/openolat/install/', import.meta.url)
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin` })

/** A proxy that runs, with the files of the install folder. */
export interface RunningProxy {
  readonly port: number
  /** What the proxy's own check of its files says; empty: nothing is wrong. */
  readonly check: string
  end(): Promise<void>
}

/** What the files are filled in with. */
export interface ProxySite {
  readonly folder: string
  readonly host: string
  readonly secret: string
  readonly gatewayPort: number
  readonly olatPort: number
}

/** Starts nginx with the two files, changed as they say, on a free port. */
export async function startNginx({
  folder: parent,
  host,
  secret,
  gatewayPort,
  olatPort
}: ProxySite): Promise<RunningProxy> {
  const folder = join(parent, 'nginx')
  mkdirSync(folder)
  for (const name of ['lethe-http.conf', 'lethe-server.conf']) {
    const text = readFileSync(new URL(`nginx/${name}`, install), 'utf8')
      .replaceAll('127.0.0.1:7381', `127.0.0.1:${gatewayPort}`)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${olatPort}`)
      .replaceAll('ROUTE-SECRET', secret)
    writeFileSync(join(folder, name), text)
  }
  const port = await findPort()
  const file = join(folder, 'nginx.conf')
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    file,
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\n` +
      `  access_log off;\n  include ${folder}/lethe-http.conf;\n` +
      kinds.map(kind => `  ${kind}_temp_path ${folder}/${kind};\n`).join('') +
      `  server {\n    listen 127.0.0.1:${port};\n    server_name ${host};\n` +
      `    include ${folder}/lethe-server.conf;\n    location / {\n      proxy_pass http://lethe_olat;\n` +
      '      proxy_set_header Host $http_host;\n    }\n  }\n}\n'
  )
  const args = ['-e', join(folder, 'error.log'), '-c', file]
  return { port, check: check('nginx', [...args, '-t']), ...(await start('nginx', args, folder, port)) }
}

/** Starts Caddy with the snippet on a free port. */
export async function startCaddy({
  folder: parent,
  host,
  secret,
  gatewayPort,
  olatPort
}: ProxySite): Promise<RunningProxy> {
  const folder = join(parent, 'caddy')
  mkdirSync(folder)
  const port = await findPort()
  const file = join(folder, 'Caddyfile')
  writeFileSync(
    file,
    `{\n  admin off\n  auto_https off\n}\nimport ${new URL('caddy/lethe.caddy', install).pathname}\n` +
      `http://${host}:${port} {\n  bind 127.0.0.1\n  import lethe-openolat /olat\n  reverse_proxy 127.0.0.1:${olatPort}\n}\n`
  )
  const variables = {
    LETHE_GATEWAY: `127.0.0.1:${gatewayPort}`,
    LETHE_ROUTE_SECRET: secret,
    LETHE_OLAT: `127.0.0.1:${olatPort}`,
    HOME: folder
  }
  const args = ['--adapter', 'caddyfile', '--config', file]
  const checked = check('caddy', ['validate', ...args], variables)
  return { port, check: checked, ...(await start('caddy', ['run', ...args], folder, port, variables)) }
}

function check(command: string, args: readonly string[], variables: Record<string, string> = {}): string {
  try {
    execFileSync(command, args, { env: { ...environment(), ...variables }, stdio: ['ignore', 'ignore', 'pipe'] })
    return ''
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error).slice(-500)
  }
}

async function start(
  command: string,
  args: readonly string[],
  folder: string,
  port: number,
  variables: Record<string, string> = {}
) {
  const out = openSync(join(folder, 'out.log'), 'a')
  const child = spawn(command, args, { stdio: ['ignore', out, out], env: { ...environment(), ...variables } })
  const gone = keepChild(child)
  await waitForPort(port, command, child)
  return {
    async end() {
      child.kill('SIGTERM')
      await gone
    }
  }
}
