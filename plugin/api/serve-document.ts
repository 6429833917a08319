import type { FastifyInstance } from 'fastify'
import { readDocumentText } from '../document.ts'

/** Hands out the document of our API for machines, to everybody: as it is committed (RFC 9512), and as JSON. */
export const serveDocument = (app: FastifyInstance): void => {
  app.get('/openapi.yaml', (_, reply) =>
    reply.type('application/yaml; charset=utf-8').send(readDocumentText('lethe.yaml'))
  )
  app.get('/openapi.json', (_, reply) =>
    reply.type('application/json; charset=utf-8').send(readDocumentText('lethe.json').trimEnd())
  )
}
