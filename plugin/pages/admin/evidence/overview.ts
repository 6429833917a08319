import { html } from 'htm/preact'
import type { AdminPage, Operation } from '../frame/page.ts'
import { textsOf } from './words.ts'

const parts = [
  ['check', '/admin/evidence/check', 'showEvidenceCheck'],
  ['anchors', '/admin/evidence/anchors', 'listAnchors'],
  ['certificateKeys', '/admin/evidence/certificate-keys', 'listCertificateKeys'],
  ['keys', '/admin/evidence/keys', 'listKeys'],
  ['retained', '/admin/evidence/retained', 'listRetained'],
  ['log', '/admin/governance', 'listGovernanceActs']
] as const satisfies readonly (readonly [string, string, Operation])[]

/** What there is of evidence and keys, and the way to each. */
export const evidencePage: AdminPage = {
  path: '/evidence',
  needs: 'showEvidenceCheck',
  async draw(visit) {
    const texts = textsOf(visit)
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        <ul class="parts">
          ${parts
            .filter(([, , operation]) => visit.may(operation))
            .map(([part, href]) => html`<li><a href=${href}>${texts.links[part]}</a><br />${texts.says[part]}</li>`)}
        </ul>
      `
    }
  }
}
