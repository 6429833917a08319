import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Compresses what a part of a listener answers, where a browser takes it so and it is worth it. */
export const compressPages = async (app: FastifyInstance): Promise<void> => {
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
}
