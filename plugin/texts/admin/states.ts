import type { State } from '../../erasure/states.ts'
import type { Language } from '../language.ts'

const en: Readonly<Record<State, string>> = {
  accepted: 'taken in',
  checking: 'being checked',
  blocked: 'blocked',
  'awaiting-approval': 'awaits approval',
  'cooling-off': 'can still be withdrawn',
  erasing: 'being erased',
  confirming: 'being read back',
  stalled: 'stalled',
  joined: 'joined to another',
  withdrawn: 'withdrawn',
  refused: 'refused',
  expired: 'expired',
  completed: 'completed',
  'partially-completed': 'partially completed'
}

const de: typeof en = {
  accepted: 'angenommen',
  checking: 'wird geprüft',
  blocked: 'blockiert',
  'awaiting-approval': 'wartet auf Freigabe',
  'cooling-off': 'kann noch zurückgezogen werden',
  erasing: 'wird gelöscht',
  confirming: 'Löschung wird überprüft',
  stalled: 'stockt',
  joined: 'mit anderer vereint',
  withdrawn: 'zurückgezogen',
  refused: 'abgelehnt',
  expired: 'verfallen',
  completed: 'abgeschlossen',
  'partially-completed': 'teilweise abgeschlossen'
}

const names: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, de }

/** What a state of a request is called in tables; the code itself where there is no such state. */
export const stateName = (state: string, language: Language): string => names[language][state] ?? state
