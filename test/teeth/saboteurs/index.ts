import type { Saboteur } from '../saboteur.ts'
import { attacks } from './attacks.ts'
import { clocks } from './clock.ts'
import { core } from './core.ts'
import { facts } from './facts.ts'
import { gateway } from './gateway.ts'
import { input } from './input.ts'
import { instances } from './instances.ts'
import { life } from './life.ts'
import { onBehalf } from './on-behalf.ts'
import { oneSubject } from './one-subject.ts'
import { openedx } from './openedx.ts'
import { openolat } from './openolat.ts'
import { pages } from './pages.ts'
import { proof } from './proof.ts'
import { queue } from './queue.ts'
import { restores } from './restores.ts'
import { sectionLine } from './section-line.ts'
import { sources } from './sources.ts'
import { telling } from './telling.ts'
import { watch } from './watch.ts'

/** Each is the kind of line that a hurried change gets wrong. */
export const saboteurs: readonly Saboteur[] = [
  ...core,
  ...sectionLine,
  ...clocks,
  ...gateway,
  ...watch,
  ...facts,
  ...life,
  ...onBehalf,
  ...oneSubject,
  ...sources,
  ...telling,
  ...openedx,
  ...openolat,
  ...restores,
  ...proof,
  ...pages,
  ...queue,
  ...input,
  ...attacks,
  ...instances
]
