import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { serveBare } from './bare.ts'

const folder = process.env.PEER_FOLDER ?? ''
// As many bytes a request as Lethe stores of the same one.
const padding = Buffer.alloc(Number(process.env.PEER_FILE_BYTES ?? 0), ' ')
const names = await open(folder, 'r')

// One new file a request: written and synced, then its name. The folder is opened once, to the favour of this peer.
await serveBare(async body => {
  const id = randomUUID()
  const file = await open(join(folder, `${id}.json`), 'wx', 0o600)
  try {
    await file.writeFile(Buffer.concat([body, padding.subarray(Math.min(body.length, padding.length))]))
    await file.sync()
  } finally {
    await file.close()
  }
  await names.sync()
  return id
})
