import type { Language } from '../language.ts'
import { button, type MailText, mail, verbatim } from './block.ts'

/** What the mail with a code says. `link`: the page that takes the code without typing; null: nobody said where we are. */
export interface MailCodeContext {
  readonly platform: string
  readonly code: string
  readonly link: string | null
}

const kinds: Readonly<Record<Language, (context: MailCodeContext) => MailText>> = {
  en: ({ platform, code, link }) =>
    mail(
      `Your code for the account on ${platform}`,
      `Somebody wants to see how things stand with the deletion of your account on ${platform}, or to ask for it.`,
      verbatim('If that was you, type this code on the page that you have open', code),
      link !== null && button('Or go on without typing', 'Go on', link),
      'The code is good for 15 minutes, and once. Give it to nobody: whoever has it can ask for the deletion of your account.',
      'If it was not you, do nothing. Nothing was changed.'
    ),
  de: ({ platform, code, link }) =>
    mail(
      `Ihr Code für das Konto auf ${platform}`,
      `Jemand will sehen, wie es um die Löschung Ihres Kontos auf ${platform} steht, oder sie verlangen.`,
      verbatim('Wenn Sie das waren, geben Sie diesen Code auf der Seite ein, die Sie offen haben', code),
      link !== null && button('Oder ohne Eintippen weitergehen', 'Weiter', link),
      'Der Code gilt 15 Minuten und einmal. Geben Sie ihn niemandem: Wer ihn hat, kann die Löschung Ihres Kontos verlangen.',
      'Wenn Sie das nicht waren, tun Sie nichts. Es wurde nichts geändert.'
    )
}

/** The mail with a code in a language. */
export const mailCodeText = (language: Language, context: MailCodeContext): MailText => kinds[language](context)
