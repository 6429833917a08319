const en: Readonly<Record<string, string>> = {
  'endpoint-gone': 'it answered 410 and wants to hear nothing more',
  'endpoint-redirects': 'it leads elsewhere, and redirects are not followed',
  'endpoint-fails': 'it fails (5xx)',
  'endpoint-refuses': 'it refuses the call (4xx)',
  'endpoint-unreachable': 'nothing answers at its address',
  'endpoint-disabled': 'it is switched off',
  'endpoint-removed': 'it was removed',
  'disabled-by-person': 'a person switched it off',
  'not-taken': 'it was not taken',
  'mail-not-set': 'no mail server is set (LETHE_MAIL_URL)',
  'mail-sign-in-refused': 'the mail server refuses the sign-in',
  'mail-not-encrypted': 'the mail server offers no encryption that is trusted',
  'mail-server-unreachable': 'the mail server cannot be reached',
  'mail-server-refuses': 'the mail server refuses us'
}

const de: Readonly<Record<string, string>> = {
  'endpoint-gone': 'er hat 410 geantwortet und will nichts mehr hören',
  'endpoint-redirects': 'er leitet weiter, und Weiterleitungen wird nicht gefolgt',
  'endpoint-fails': 'er versagt (5xx)',
  'endpoint-refuses': 'er lehnt den Aufruf ab (4xx)',
  'endpoint-unreachable': 'unter seiner Adresse antwortet nichts',
  'endpoint-disabled': 'er ist ausgeschaltet',
  'endpoint-removed': 'er wurde entfernt',
  'disabled-by-person': 'ein Mensch hat ihn ausgeschaltet',
  'not-taken': 'es wurde nicht angenommen',
  'mail-not-set': 'kein Mailserver ist gesetzt (LETHE_MAIL_URL)',
  'mail-sign-in-refused': 'der Mailserver lehnt die Anmeldung ab',
  'mail-not-encrypted': 'der Mailserver bietet keine Verschlüsselung, der zu trauen wäre',
  'mail-server-unreachable': 'der Mailserver ist nicht zu erreichen',
  'mail-server-refuses': 'der Mailserver weist uns ab'
}

/** Why something was not delivered, by code, as the end of a sentence. A code without words stands for itself. */
export const whyNot = { en, de } as const
