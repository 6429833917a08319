import type { FastifyInstance } from 'fastify'
import type { Surroundings } from './surroundings.ts'

/** The origin at which people reach the pages: as it was set, else where we listen. */
export const publicUrlOf =
  (app: FastifyInstance, { publicUrl }: Pick<Surroundings, 'publicUrl'>): (() => string) =>
  () =>
    publicUrl ?? (app.addresses().length === 0 ? 'http://127.0.0.1' : app.listeningOrigin)
