import { cp, readFile } from 'node:fs/promises'
import { join, matchesGlob, relative } from 'node:path'

/** Whether a builder is sent a path, by the lines of a `.dockerignore` that begins by leaving everything out. */
export const isSent = (lines: readonly string[], path: string): boolean => {
  let sent = true
  for (const line of lines) {
    const isBack = line.startsWith('!')
    const pattern = isBack ? line.slice(1) : line
    const isBelow = pattern === '*' || matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`)
    // A folder is walked through where something below it is wanted.
    if (isBelow || (isBack && pattern.startsWith(`${path}/`))) sent = isBack
  }
  return sent
}

/** Copies what a builder is sent. */
export const copyContext = async (from: string, to: string): Promise<void> => {
  const lines = (await readFile(join(from, '.dockerignore'), 'utf8')).split('\n').filter(line => line !== '')
  await cp(from, to, {
    recursive: true,
    filter: source => source === from || isSent(lines, relative(from, source))
  })
}
