import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GeneratedFile, GeneratorError } from './generated-file.ts'

/** What the lock file knows of one package. */
interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

type Packages = Readonly<Record<string, Locked>>

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** Where Node finds a package from where another lies; undefined: it is not installed. */
const resolve = (packages: Packages, from: string, name: string): string | undefined => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[path] !== undefined) return path
    if (folder === '') return undefined
  }
}

const hashOf = (path: string, { integrity = '' }: Locked) => {
  const [, content] = /^sha512-(.+)$/.exec(integrity) ?? []
  if (content === undefined) throw new GeneratorError(`package-lock.json has no SHA-512 of ${path}`)
  return { alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') }
}

const licenceOf = (path: string, { license }: Locked) => {
  if (license === undefined) throw new GeneratorError(`package-lock.json has no licence of ${path}`)
  return /[ (]/.test(license) ? { expression: license } : { license: { id: license } }
}

/**
 * The bill of materials (CycloneDX 1.6) of what runs: every package that an installation without development gets, by the
 * lock file, with hash and licence. No time and no serial number, so that the same lock file gives the same bill.
 * @throws GeneratorError for a package without hash or licence
 */
export async function describeMaterials(root: string): Promise<GeneratedFile[]> {
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as { packages: Packages }
  const shipped = Object.entries(packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional
  )
  const refOf = (path: string): string => purlOf(nameOf(path), packages[path]!.version)
  const isShipped = new Set(shipped.map(([path]) => path))
  const edgesOf = (path: string, names: readonly string[]): string[] => {
    const found = names.flatMap(name => resolve(packages, path, name) ?? []).filter(each => isShipped.has(each))
    return [...new Set(found.map(refOf))].sort()
  }
  const components = new Map(
    shipped.map(([path, locked]) => [
      refOf(path),
      {
        type: 'library',
        'bom-ref': refOf(path),
        name: nameOf(path),
        version: locked.version,
        hashes: [hashOf(path, locked)],
        licenses: [licenceOf(path, locked)],
        purl: refOf(path)
      }
    ])
  )
  const needs = new Map(
    shipped.map(([path, { dependencies = {} }]) => [refOf(path), edgesOf(path, Object.keys(dependencies))])
  )
  const ref = purlOf(own.name, own.version)
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: {
        type: 'application',
        'bom-ref': ref,
        name: own.name,
        version: own.version,
        licenses: [{ license: { id: own.license } }],
        purl: ref
      }
    },
    components: [...components].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, component]) => component),
    dependencies: [
      { ref, dependsOn: edgesOf('', Object.keys(own.dependencies)) },
      ...[...needs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([of, dependsOn]) => ({ ref: of, dependsOn }))
    ]
  }
  return [{ path: 'plugin/deploy/sbom.cdx.json', content: `${JSON.stringify(bill, null, 1)}\n` }]
}
