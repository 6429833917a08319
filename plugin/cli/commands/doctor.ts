import type { Command } from 'commander'
import type { Act } from '../context.ts'
import { checkConfiguration } from '../doctor/configuration.ts'
import { checkDatabase } from '../doctor/database.ts'
import type { Finding } from '../doctor/finding.ts'
import { checkFolders } from '../doctor/folders.ts'
import { checkSidecar } from '../doctor/sidecar.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { paint, plain } from '../output.ts'

const colours = { stops: 'red', warns: 'yellow', fine: 'green' } as const
const indent = ' '.repeat(7)

const drawFinding = (io: Io, { severity, code, about, next }: Finding): string => {
  const first = `${paint(io, colours[severity], severity.padEnd(5))}  ${code}: ${plain(about)}\n`
  return next === '' ? first : `${first}${indent}Next: ${plain(next)}\n`
}

const severities = ['stops', 'warns', 'fine'] as const

/** The worst first; what is well folded into one line unless it is asked for. */
const drawFindings = (io: Io, findings: readonly Finding[], isAll: boolean): string => {
  const [stopping, warning, well] = severities.map(each => findings.filter(({ severity }) => severity === each))
  const bad = [...stopping!, ...warning!]
  const drawn = [...bad, ...(isAll ? well! : [])].map(one => drawFinding(io, one)).join('')
  if (isAll) return drawn
  const more = bad.length === 0 ? 'all that was looked at is well' : 'all else that was looked at is well'
  return `${drawn}${paint(io, colours.fine, 'fine ')}  ${more} (${well!.length}): lethe doctor --all\n`
}

const exitCodeOf = (findings: readonly Finding[]): number => {
  const stopped = findings.filter(({ severity }) => severity === 'stops').map(({ code }) => code)
  if (stopped.includes('unreachable') || stopped.includes('not-our-api')) return exitCodes.unreachable
  if (stopped.includes('token-refused') || stopped.includes('file-unreadable')) return exitCodes.notAllowed
  return stopped.length > 0 ? exitCodes.refused : exitCodes.ok
}

/** `lethe doctor`: what is wrong, what to do next; exit code 1 when something stops, 3 unreachable, 6 without a token. */
export const addDoctorCommand = (program: Command, act: Act): void => {
  program
    .command('doctor')
    .description('look for what is wrong here, ask each platform, and say what to do next')
    .option('--all', 'show what is well too: each setting and where it is from, and all that was looked at')
    .action(
      act(async (context, command) => {
        const { io, endWith } = context
        const findings: readonly Finding[] = [
          ...checkConfiguration(context),
          ...(await checkFolders(context)),
          ...(await checkDatabase(context)),
          ...(await checkSidecar(context))
        ]
        endWith(exitCodeOf(findings))
        const isAll = command.opts<{ all?: true }>().all === true
        return { value: findings, draw: () => drawFindings(io, findings, isAll) }
      })
    )
}
