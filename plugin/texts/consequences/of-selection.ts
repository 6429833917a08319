import type { PlatformKind } from '../../../adapters/contract.ts'
import type { Language } from '../language.ts'
import { nameReuse } from '../name-reuse.ts'

/** What is known of a selection when its consequences are told. Durations in whole days. */
export interface Picked {
  readonly count: number
  readonly platform: string
  readonly kind: PlatformKind
  readonly noticeDays: number
  /** How long each has to answer the invitation to ask themselves; null: nobody is invited. */
  readonly invitationDays: number | null
  readonly coolOffDays: number
  readonly hasMail: boolean
  readonly brakePerHour: number
  readonly releasersNeeded: number
}

/** One consequence: a stable code, and its sentence. */
export interface Consequence {
  readonly code: string
  readonly text: string
}

type Draw = (picked: Picked) => Readonly<Record<Language, string>>

const invited = ({ invitationDays: days }: Picked): Readonly<Record<Language, string>> =>
  days === null
    ? { en: '', de: '' }
    : {
        en: `Each person is invited first to ask themselves, and has ${days} days to answer. `,
        de: `Jede Person wird zuerst eingeladen, selbst zu fragen, und hat ${days} Tage für eine Antwort. `
      }

const told: Draw = picked =>
  picked.hasMail
    ? {
        en: `${invited(picked).en}Each person is told by mail, and has ${picked.noticeDays} days to object.`,
        de: `${invited(picked).de}Jede Person erfährt es per Mail und hat ${picked.noticeDays} Tage Zeit, zu widersprechen.`
      }
    : {
        en: 'Nobody can be told by mail, because no mail server is set: no request goes on until it is.',
        de: 'Niemand kann es per Mail erfahren, weil kein Mailserver eingestellt ist: Bis dahin geht keine Anfrage weiter.'
      }

const sentences: Readonly<Record<string, Draw>> = {
  permanent: ({ count, platform }) => ({
    en: `${count} accounts on ${platform} are to be deleted. What is deleted cannot be brought back.`,
    de: `${count} Konten auf ${platform} sollen gelöscht werden. Was gelöscht ist, kann nicht zurückgeholt werden.`
  }),
  checked: () => ({
    en: 'Each is checked by itself: whoever owns something alone, owes something or is held is stopped, the others go on.',
    de: 'Jedes wird für sich geprüft: Wem etwas allein gehört, wer etwas schuldet oder gesperrt ist, wird angehalten, die anderen gehen weiter.'
  }),
  told,
  withdrawal: ({ coolOffDays }) => ({
    en: `Until it begins, in ${coolOffDays} days at the earliest, each one can be withdrawn.`,
    de: `Bis zum Beginn, frühestens in ${coolOffDays} Tagen, kann jede einzeln zurückgezogen werden.`
  }),
  brake: ({ brakePerHour, releasersNeeded }) => ({
    en: `Over ${brakePerHour} an hour are kept back until ${releasersNeeded} other people agree.`,
    de: `Mehr als ${brakePerHour} in einer Stunde werden zurückgehalten, bis ${releasersNeeded} andere Personen zustimmen.`
  }),
  names: ({ kind }) => nameReuse[kind]
}

/** What a deletion of many people means, as whoever confirms it must have read. */
export const consequencesOf = (picked: Picked, language: Language): readonly Consequence[] =>
  Object.entries(sentences).map(([code, draw]) => ({ code, text: draw(picked)[language] }))
