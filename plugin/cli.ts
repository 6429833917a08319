import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// What was compiled once is kept, unless NODE_COMPILE_CACHE says where: the next start takes a third less. It is run, so it
// lies where the code lies, and where nobody may write that there is none; never in a folder that others share.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/lethe', import.meta.url)))

const [{ processIo }, { runCli }] = await Promise.all([import('./cli/process-io.ts'), import('./cli/run.ts')])
process.exitCode = await runCli(process.argv.slice(2), processIo())
