import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, createClient } from '../demo/client.ts'
import { findPort } from '../gateway/children.ts'
import { type Mailbox, openMailbox } from '../gateway/mailbox.ts'
import { environmentOf, type Sidecar, type SidecarGiven, startSidecar } from './process.ts'

/** An installation of Lethe: the sidecar, and the mail server that it writes to. */
export interface Site {
  readonly folder: string
  readonly mailbox: Mailbox
  sidecar(): Sidecar
  /** The API as the first person. */
  readonly call: Call
  /** Surroundings of its command line. */
  readonly env: Readonly<Record<string, string>>
  /** Stops the sidecar and starts it again on the same ports; `between`: what happens to its folders meanwhile. */
  restart(between?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Starts one with nothing in it, its files in a folder of its own. */
export async function openSite(
  parent: string,
  name: string,
  more: Pick<SidecarGiven, 'env' | 'before'> = {}
): Promise<Site> {
  const folder = join(parent, name)
  mkdirSync(folder)
  const mailbox = await openMailbox()
  const port = await findPort()
  const env = { LETHE_PUBLIC_URL: `http://127.0.0.1:${port}`, ...more.env }
  const given = { folder, mailUrl: mailbox.url, ...more, port, env }
  let sidecar = await startSidecar(given)
  const { address, gatewayPort } = sidecar
  return {
    folder,
    mailbox,
    sidecar: () => sidecar,
    call: (...args) => createClient(sidecar.address, sidecar.token)(...args),
    env: { ...environmentOf(folder), LETHE_URL: address },
    async restart(between = async () => {}) {
      await sidecar.end()
      await between()
      sidecar = await startSidecar({ ...given, gatewayPort })
    },
    async close() {
      await sidecar.end()
      await mailbox.close()
    }
  }
}
