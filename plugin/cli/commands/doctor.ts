import type { Command } from 'commander'
import type { Act } from '../context.ts'
import { checkFolders, checkSidecar, type Finding } from '../doctor.ts'
import { exitCodes } from '../exit-codes.ts'
import { drawTable, paint } from '../output.ts'

/** `lethe doctor`: what is wrong, what to do next; exit code 1 when something stops. */
export const addDoctorCommand = (program: Command, act: Act): void => {
  program
    .command('doctor')
    .description('look for what is wrong here, and say what to do next')
    .action(
      act(async (context, _) => {
        const { io, endWith } = context
        const findings: readonly Finding[] = [...(await checkFolders(context)), ...(await checkSidecar(context))]
        if (findings.some(({ severity }) => severity === 'stops')) endWith(exitCodes.refused)
        const colours = { stops: 'red', warns: 'yellow', fine: 'green' } as const
        return {
          value: findings,
          draw: () =>
            drawTable(
              io,
              ['', 'what', 'about', 'next step'],
              findings.map(one => [one.severity, one.code, one.about, one.next])
            ).replace(/^(stops|warns|fine )/gm, word => paint(io, colours[word.trim() as keyof typeof colours], word))
        }
      })
    )
}
