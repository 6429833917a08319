#!/usr/bin/env node
// Plain JavaScript that every Node can read: it says what is missing before anything newer is loaded.
const least = 24
const major = Number(process.versions.node.split('.')[0])

if (major < least) {
  process.stderr.write(
    `lethe needs Node ${least} or newer; this is ${process.versions.node}. Install it and try again.\n`
  )
  process.exitCode = 1
} else {
  import('../dist/plugin/cli.js').catch(error => {
    const { code, message, stack } = Object(error)
    const isMissing = code === 'ERR_MODULE_NOT_FOUND' && String(message).includes('dist')
    process.stderr.write(isMissing ? 'lethe is not built: run `npm run build`.\n' : `${stack}\n`)
    process.exitCode = 1
  })
}
