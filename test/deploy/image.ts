import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { copyContext } from './context.ts'
import { lintDockerfile, readDockerfile } from './dockerfile.ts'
import { carryOut, enter, openStage, type Stage } from './stage.ts'

// Carries the Dockerfile out where there is no container engine: each stage is a layer of its own over this machine, the
// base is this machine with the Node of the lock file, and the result is started as its user with nothing to write on but
// its volumes. By hand and in .ci/run: it needs root on Linux and the registry. What it cannot tell: whether the base image has all that this machine has.
const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const inside = 'LETHE_IMAGE_INSIDE'

const say = (isRight: boolean, what: string): void => {
  process.stdout.write(`${isRight ? 'ok' : 'NOT OK'} - ${what}\n`)
  if (!isRight) process.exitCode = 1
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

const build = async (folder: string): Promise<Stage> => {
  const instructions = readDockerfile(await readFile(join(root, 'Dockerfile'), 'utf8'))
  const faults = lintDockerfile(instructions)
  say(faults.length === 0, `the Dockerfile keeps the rules ${faults.join('; ')}`)
  const context = join(folder, 'context')
  await copyContext(root.replace(/\/$/, ''), context)
  const node = await readFile(join(root, '.node-version'), 'utf8')
  const stages = new Map<string, Stage>()
  let stage: Stage | null = null
  for (const instruction of instructions) {
    if (instruction.name === 'ARG') {
      if (instruction.text !== `NODE=${node.trim()}-slim`) throw new Error(`ARG ${instruction.text} is not understood`)
    } else if (instruction.name === 'FROM') {
      const [, name = 'last'] = /^node:\$\{NODE\}(?: AS (\w+))?$/.exec(instruction.text) ?? []
      stage = await openStage(join(folder, name), process.execPath, [root])
      stages.set(name, stage)
    } else await carryOut(stage!, instruction, { context, stages, environment: process.env })
  }
  return stage!
}

/** Nothing can be written any more but to the volumes and `/tmp`. */
const close = async (folder: string, stage: Stage): Promise<void> => {
  await run('mount', ['-o', 'remount,ro', stage.root])
  for (const volume of stage.said.get('VOLUME')!.split(' ')) {
    const kept = join(folder, 'volumes', volume)
    await mkdir(join(kept, '..'), { recursive: true })
    await cp(join(stage.root, volume), kept, { recursive: true })
    await run('chown', [stage.user, kept])
    await run('chmod', ['700', kept])
    await run('mount', ['--bind', kept, join(stage.root, volume)])
  }
}

const sizeOf = async (path: string): Promise<string> => (await run('du', ['-sm', path])).stdout.split('\t')[0]!

const tryOut = async (stage: Stage): Promise<void> => {
  const port = await freePort()
  const settings = { LETHE_PORT: String(port), LETHE_GATEWAY_PORT: '0' }
  const once_ = async (command: readonly string[]) => {
    const [program, ...args] = enter(stage, command, settings)
    return run(program!, args).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout, stderr }) => ({ code: code as number, stdout: `${stdout}${stderr}` })
    )
  }
  const entry = JSON.parse(stage.said.get('ENTRYPOINT')!) as string[]
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  say((await once_([...entry, '--version'])).stdout === `${version}\n`, 'it says its version')
  say((await once_(['touch', '/opt/lethe/x'])).code !== 0, 'nothing can be written beside its volumes')
  say((await once_(['id', '-u'])).stdout === '1000\n', 'its user is not root')
  const practice = await once_(['node', '-e', "import('/opt/lethe/dist/adapters/openolat/sandbox/practice.js')"])
  say(practice.code === 0, `stand-ins for practice are there ${practice.stdout.slice(0, 200)}`)
  const [program, ...args] = enter(stage, [...entry, ...(JSON.parse(stage.said.get('CMD')!) as string[])], settings)
  const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Lethe listens on')) break
    child.stdout.resume()
    for (const path of ['/health/live', '/health/ready'])
      say((await fetch(`http://127.0.0.1:${port}${path}`)).status === 200, path)
    const page = await fetch(`http://127.0.0.1:${port}/sign-in`)
    say(page.status === 200, 'its pages are there')
    const health = stage.said.get('HEALTHCHECK')!
    const probe = JSON.parse(health.slice(health.indexOf('CMD ') + 4)) as string[]
    say((await once_(probe)).code === 0, 'the health check is content')
  } finally {
    child.kill(stage.said.get('STOPSIGNAL') as NodeJS.Signals)
  }
  const [code, signal] = await gone
  say(code === 0, `it ends when it is asked to (${code ?? signal})`)
  say(
    (await once_(JSON.parse(stage.said.get('HEALTHCHECK')!.replace(/^.*CMD /, '')) as string[])).code === 1,
    'then the health check is not'
  )
}

if (process.env[inside] === undefined) {
  const child = spawn(
    'unshare',
    ['--mount', '--propagation', 'private', process.execPath, fileURLToPath(import.meta.url)],
    {
      stdio: 'inherit',
      env: { ...process.env, [inside]: '1' }
    }
  )
  process.exitCode = (await once(child, 'exit'))[0] ?? 1
} else {
  const folder = await mkdtemp(join(tmpdir(), 'lethe-image-'))
  try {
    const stage = await build(folder)
    await close(folder, stage)
    await tryOut(stage)
    const product = join(folder, 'last', 'upper', 'opt', 'lethe')
    await stat(product)
    process.stdout.write(`the product has ${await sizeOf(product)} MB beside the base\n`)
  } finally {
    // The mounts end with this namespace; what they showed is not to be removed with the folder.
    const { stdout } = await run('findmnt', ['-rno', 'TARGET'])
    for (const target of stdout
      .split('\n')
      .filter(each => each.startsWith(folder))
      .reverse())
      await run('umount', ['-l', target]).catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
}
