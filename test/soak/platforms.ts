import { join } from 'node:path'
import { type Sandbox, type Seed, startSandbox } from '../../adapters/openedx/sandbox/index.ts'

// A process of its own: Open edX sites, each with a journal below the folder in argv. Asked for by the soak only.
const [folder, sites, learners, bystanders] = process.argv.slice(2)

/** Learner `n` of a site is the person of id 1000 + n; whoever comes after the last of them is asked for by nobody. */
const seedOf = (site: number): Seed => ({
  settings: { bulkRetirement: true, allowedHosts: ['*'] },
  clients: [
    { id: 'worker', secret: 'sandbox-secret', owner: 'retirement_service_worker', grant: 'client_credentials' }
  ],
  people: [
    { id: 1, username: 'retirement_service_worker', password: null, isStaff: true, mayCancel: true },
    ...Array.from({ length: Number(learners) + Number(bystanders) }, (_, n) => ({
      id: 1000 + n,
      username: `learner-${site}-${n}`,
      name: `Learner ${n}`,
      password: 'as-ever',
      enrolments: [{ course: 'course-v1:Lake+C1+2026' }],
      notes: 1,
      wikiRevisions: 1,
      posts: ['Hello.']
    }))
  ],
  courses: [{ id: 'course-v1:Lake+C1+2026', name: 'Lakes' }]
})

const boxes: Sandbox[] = []
for (let site = 0; site < Number(sites); site += 1) {
  boxes.push(await startSandbox({ seed: seedOf(site), journalFile: join(folder!, `site-${site}.journal`) }))
}
process.on('disconnect', () => process.exit(0))
process.send?.(boxes.map(({ address }) => address))
