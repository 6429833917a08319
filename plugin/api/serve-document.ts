import type { FastifyInstance } from 'fastify'
import { type ApiDocument, readDocumentText } from '../document.ts'

/** Hands out the document of our API for machines, to everybody: as it is committed (RFC 9512), and as JSON. */
export const serveDocument = (app: FastifyInstance, document: ApiDocument): void => {
  const yaml = readDocumentText()
  const json = JSON.stringify(document)
  app.get('/openapi.yaml', (_, reply) => reply.type('application/yaml; charset=utf-8').send(yaml))
  app.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(json))
}
