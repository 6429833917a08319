import type { Language } from '../language.ts'
import { type Block, button } from './block.ts'
import type { MailContext } from './context.ts'

interface Words {
  readonly again: string
  readonly press: (platform: string) => string
  readonly when: string
  readonly label: string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    again: 'Ask again where you asked, freshly signed in or with your password, so that it is certain that it is you.',
    press: platform => `Press “Delete my account” on ${platform} once more and type your password.`,
    when: 'To say that it is you who wants it',
    label: 'It is me, I want it'
  },
  de: {
    again:
      'Verlangen Sie die Löschung dort, wo Sie sie verlangt haben, noch einmal, frisch angemeldet oder mit Ihrem Passwort, damit sicher ist, dass Sie es sind.',
    press: platform => `Drücken Sie auf ${platform} noch einmal „Mein Konto löschen“ und geben Sie Ihr Passwort ein.`,
    when: 'Um zu sagen, dass Sie es sind und das wollen',
    label: 'Ich bin es, ich will das'
  }
}

/** How a subject shows that it is they who ask, where that is missing: on the platform, by a page of ours, or where they asked. */
export const proofStep = ({ platform, links }: MailContext, language: Language): readonly (Block | string)[] => {
  const { again, press, when, label } = words[language]
  const steps = [
    ...(links?.pressAgain ? [press(platform)] : []),
    ...(links?.confirm ? [button(when, label, links.confirm)] : [])
  ]
  return steps.length > 0 ? steps : [again]
}
