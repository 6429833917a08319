import type { Command } from 'commander'
import type { components } from '../../../../openapi/types/lethe.ts'
import type { Act } from '../../context.ts'
import { findNamed, readNames } from '../../find-named.ts'
import { drawTable } from '../../output.ts'

type Acts = components['schemas']['GovernanceActs']
type Row = Acts['items'][number]

const said = (data: Row['before']): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' ') || 'none' : String(value)}`)
    .join(', ')

/** `lethe governance-log`: who decided what about who may do what. */
export const addGovernanceLogCommand = (program: Command, act: Act): void => {
  program
    .command('governance-log')
    .description('who decided what about who may do what, and about how many must agree: one month, the oldest first')
    .option('--month <YYYY-MM>', 'in UTC; the present one unless given')
    .option('--act <act>', 'only acts of this kind, such as roles-changed')
    .option('--by <person>', 'only what this person did; an id or a name')
    .action(
      act(async ({ io, client }, command) => {
        const { by, ...asked } = command.opts<{ month?: string; act?: string; by?: string }>()
        const query = new URLSearchParams({ limit: '200', ...asked })
        if (by !== undefined) query.set('by', await findNamed(client, 'person', by))
        const items: Row[] = []
        for (let after = ''; ; ) {
          const page = await client.call<Acts>('GET', `/governance-log?${query}${after}`)
          items.push(...page.items)
          if (page.next === null) break
          after = `&after=${page.next}`
        }
        const names = await readNames(client, 'person')
        const nameOf = (id: string): string => names.get(id) ?? id
        return {
          value: items,
          draw: () =>
            drawTable(
              io,
              ['at', 'by', 'what', 'about', 'before', 'after'],
              items.map(one => [
                one.at,
                nameOf(one.by),
                one.act,
                one.about === null ? null : `${one.about.kind} ${nameOf(one.about.id)}`,
                said(one.before) || null,
                said(one.after) || null
              ])
            )
        }
      })
    )
}
