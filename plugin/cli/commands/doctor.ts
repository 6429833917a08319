import type { Command } from 'commander'
import type { Act } from '../context.ts'
import { checkConfiguration } from '../doctor/configuration.ts'
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

const exitCodeOf = (findings: readonly Finding[]): number => {
  const stopped = findings.filter(({ severity }) => severity === 'stops').map(({ code }) => code)
  if (stopped.includes('unreachable')) return exitCodes.unreachable
  if (stopped.includes('token-refused')) return exitCodes.notAllowed
  return stopped.length > 0 ? exitCodes.refused : exitCodes.ok
}

/** `lethe doctor`: what is wrong, what to do next; exit code 1 when something stops, 3 unreachable, 6 without a token. */
export const addDoctorCommand = (program: Command, act: Act): void => {
  program
    .command('doctor')
    .description('look for what is wrong here, ask each platform, and say what to do next')
    .action(
      act(async (context, _) => {
        const { io, endWith } = context
        const findings: readonly Finding[] = [
          ...checkConfiguration(context),
          ...(await checkFolders(context)),
          ...(await checkSidecar(context))
        ]
        endWith(exitCodeOf(findings))
        return { value: findings, draw: () => findings.map(one => drawFinding(io, one)).join('') }
      })
    )
}
