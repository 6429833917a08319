import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { compressPages } from '../compress.ts'

// Beside this file as it is written, at the root of the package once it is built into dist/.
const places = ['./', '../../../../plugin/pages/assets/']

const own = (name: string): string => {
  const found = places.map(place => new URL(place + name, import.meta.url)).find(place => existsSync(place))
  if (found === undefined) throw new Error(`plugin/pages/assets/${name} is missing`)
  return fileURLToPath(found)
}

const files = {
  'pico.min.css': ['text/css; charset=utf-8', fileURLToPath(import.meta.resolve('@picocss/pico/css/pico.min.css'))],
  'lethe.css': ['text/css; charset=utf-8', own('lethe.css')],
  'lethe.js': ['text/javascript; charset=utf-8', own('lethe.js')]
} as const

/** A file that pages load. */
export type Asset = keyof typeof files

const contents = new Map(
  Object.entries(files).map(([name, [type, file]]) => {
    const content = readFileSync(file)
    return [name, { type, content, version: createHash('sha256').update(content).digest('hex').slice(0, 12) }]
  })
)

/** The address of a file below a prefix. It changes with the content, so that browsers may keep it for ever. */
export const assetAddress = (prefix: string, name: Asset): string =>
  `${prefix}/assets/${name}?v=${contents.get(name)!.version}`

const serveAssets = async (app: FastifyInstance): Promise<void> => {
  await compressPages(app)
  for (const [name, { type, content, version }] of contents)
    app.get(`/assets/${name}`, async ({ query }, reply) =>
      reply
        .type(type)
        .header(
          'cache-control',
          (query as { v?: string }).v === version ? 'public, max-age=31536000, immutable' : 'no-cache'
        )
        .send(content)
    )
}

/** Hands out style sheets and script of the pages at `/assets/`, compressed. */
export const registerAssets = (app: FastifyInstance): void => {
  app.register(serveAssets)
}
