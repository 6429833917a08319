import type { MailContext } from '../../plugin/texts/mails/context.ts'

/** What a mail may speak of, with nothing to say. */
export const emptyMailContext: MailContext = {
  platform: '',
  username: '',
  beginsAt: null,
  erasureAt: null,
  deadlineOn: '',
  extendedBecause: null,
  request: '',
  opening: null,
  nameReuse: '',
  blockers: [],
  consequences: [],
  isBegunElsewhere: false,
  isProofMissing: false,
  answerBy: null,
  privacyContact: null,
  kept: [],
  recipients: [],
  authority: null,
  refusal: null,
  status: null,
  links: null
}
