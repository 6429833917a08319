import { evidenceTexts } from '../../../texts/admin/evidence.ts'
import type { Area } from '../frame/page.ts'
import { anchorsPage, downloadPage } from './anchors.ts'
import { certificateKeysPage, rotateCertificateKeyPage } from './certificate-keys.ts'
import { checkPage } from './check.ts'
import { keysPage, retireKeyPage } from './keys.ts'
import { evidencePage } from './overview.ts'
import { retainedPage, settlePage } from './retained.ts'

/** What was done stays provable: chains, batches, keys, and what is kept for a term. */
export const evidence: Area = {
  name: 'evidence',
  entry: {
    group: 'proof',
    title: { en: evidenceTexts.en.title, de: evidenceTexts.de.title },
    href: '/admin/evidence',
    needs: 'showEvidenceCheck'
  },
  pages: [
    evidencePage,
    checkPage,
    anchorsPage,
    downloadPage,
    certificateKeysPage,
    rotateCertificateKeyPage,
    keysPage,
    retireKeyPage,
    retainedPage,
    settlePage
  ],
  said: { en: evidenceTexts.en.said, de: evidenceTexts.de.said }
}
