import { controller } from './controller/area.ts'
import { endpoints } from './endpoints/area.ts'
import { evidence } from './evidence/area.ts'
import { factProviders } from './fact-providers/area.ts'
import { firstRun } from './first-run/area.ts'
import type { Area } from './frame/page.ts'
import { governance } from './governance/area.ts'
import { holds } from './holds/area.ts'
import { lifecycle } from './lifecycle/area.ts'
import { orphans } from './orphans/area.ts'
import { overview } from './overview/area.ts'
import { pause } from './pause/area.ts'
import { people } from './people/area.ts'
import { platforms } from './platforms/area.ts'
import { reference } from './reference/area.ts'
import { reports } from './reports/area.ts'
import { requests } from './requests/area.ts'
import { restores } from './restores/area.ts'
import { selections } from './selections/area.ts'
import { signIn } from './sign-in/area.ts'
import { sources } from './sources/area.ts'
import { takeOver } from './take-over/area.ts'
import { tokens } from './tokens/area.ts'

/** Every part of the pages for those who work with Lethe, in the order of the menu. */
export const areas: readonly Area[] = [
  overview,
  requests,
  selections,
  lifecycle,
  holds,
  firstRun,
  platforms,
  sources,
  orphans,
  restores,
  takeOver,
  pause,
  endpoints,
  factProviders,
  reports,
  evidence,
  governance,
  people,
  tokens,
  signIn,
  controller,
  reference
]
