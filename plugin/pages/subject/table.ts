import { ask } from './asking/ask.ts'
import type { SubjectPage } from './frame/page.ts'
import { confirm, lookAgain, withdraw } from './home/acts.ts'
import { home } from './home/home.ts'
import { confirmByLink, withdrawByLink } from './links/confirm-or-withdraw.ts'
import { object } from './links/object.ts'
import { certificate, certificateFile } from './standing/certificate.ts'
import { statusById } from './standing/status.ts'
import { statusByCode } from './standing/status-by-code.ts'

/** The pages for subjects, wherever they stand. */
export const subjectPages: readonly SubjectPage[] = [
  home,
  ask,
  confirm,
  withdraw,
  lookAgain,
  confirmByLink,
  withdrawByLink,
  object,
  statusByCode,
  statusById,
  certificate,
  certificateFile
]
