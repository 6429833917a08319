import { randomUUID } from 'node:crypto'
import { serveBare } from './bare.ts'

// Keeps nothing: what is answered is gone with the process.
await serveBare(async () => randomUUID())
