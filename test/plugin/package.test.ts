import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'

// A build and a start, on a machine that is busy with the other tests.
t.setTimeout(300_000)
const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'lethe-package-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
const read = (file: string) => readFile(join(root, file), 'utf8')
const { version, dependencies, devDependencies } = JSON.parse(await read('package.json'))

const isSource = (path: string): boolean =>
  !/^(node_modules|dist|test|coverage|\.git|\.tap)(\/|$)/.test(relative(root, path))

/** Packs a copy of the project as `npm pack` does, so that whatever lies in `dist/` here counts for nothing. */
const pack = async (): Promise<string> => {
  const project = join(folder, 'project')
  await cp(root, project, { recursive: true, filter: isSource })
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'))
  const env = { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' }
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: project, env })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  return join(folder, filename)
}

/** Unpacks below `node_modules`, where Node strips no types, beside the runtime dependencies and nothing else. */
const install = async (tarball: string): Promise<string> => {
  const packages = join(folder, 'site', 'node_modules')
  const product = join(packages, 'lethe')
  await mkdir(product, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', product, '--strip-components=1'])
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(packages, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(packages, name))
  }
  return product
}

const product = await install(await pack())
const bin = join(product, 'plugin/bin.js')
const env = { PATH: process.env.PATH, HOME: folder, LETHE_PORT: '0', LETHE_GATEWAY_PORT: '0' }

t.test('what is packed is the product, with what goes into an LMS and no tests', async t => {
  const files = (await readdir(product, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => relative(product, join(entry.parentPath, entry.name)))
  for (const wanted of [
    'dist/plugin/cli.js',
    'dist/adapters/openedx/sandbox/practice.js',
    'dist/adapters/openolat/sandbox/practice.js',
    'openapi/lethe.yaml',
    'openapi/lethe.json',
    'manifest.json',
    'plugin/guides/errors.md',
    'plugin/deploy/alerts.yaml',
    'plugin/deploy/compose.yaml',
    'plugin/deploy/lethe.service',
    'plugin/deploy/sbom.cdx.json',
    'adapters/senders/send.sh',
    'adapters/openedx/install/sender/pyproject.toml',
    'adapters/openolat/install/nginx/lethe-server.conf',
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'SECURITY.md'
  ])
    t.ok(files.includes(wanted), wanted)
  t.same(
    files.filter(file => /\.ts$|\.map$|(^|\/)(tests?|__pycache__)\/|(^|\/)test[-_.][^/]*$|\.pyc$/.test(file)),
    []
  )
})

t.test('every place that names a Node names the same one', async t => {
  const [major] = devDependencies.node.split('.')
  t.equal((await read('.node-version')).trim(), devDependencies.node)
  t.match(await read('plugin/bin.js'), `const least = ${major}\n`)
  t.match(await read('Dockerfile'), `\nARG NODE=${devDependencies.node}-slim\n`)
})

t.test('it says its version', async t => {
  t.equal((await run(process.execPath, [bin, '--version'], { env })).stdout, `${version}\n`)
})

t.test('it starts without any configuration, is alive, and ends when it is asked to', async t => {
  const child = spawn(process.execPath, [bin, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  let address: string | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    address = /^Lethe listens on (\S+)/.exec(line)?.[1]
    if (address !== undefined) break
  }
  const answer = await fetch(`${address}/health/live`)
  t.same([answer.status, await answer.json()], [200, { live: true }])
  child.kill('SIGTERM')
  t.same(await once(child, 'exit'), [0, null])
})

t.test('on an old Node it says what is missing, and loads nothing', async t => {
  const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })"
  const started = run(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(old)}`, bin], { env })
  await t.rejects(started, {
    code: 1,
    stdout: '',
    stderr: 'lethe needs Node 24 or newer; this is 20.19.0. Install it and try again.\n'
  })
})

t.test('before it is built it says so', async t => {
  await rm(join(product, 'dist'), { recursive: true })
  const started = run(process.execPath, [bin, '--version'], { env })
  await t.rejects(started, { code: 1, stdout: '', stderr: 'lethe is not built: run `npm run build`.\n' })
})
