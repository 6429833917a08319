import { html } from 'htm/preact'
import { drawForm } from '../blocks/form.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { textsOf } from './words.ts'

/** What certificates are verified with. */
export const certificateKeysPage: AdminPage = {
  path: '/evidence/certificate-keys',
  needs: 'listCertificateKeys',
  async draw(visit) {
    const texts = textsOf(visit)
    const { keys } = await visit.call('listCertificateKeys')
    return {
      title: texts.links.certificateKeys,
      body: html`
        <p>${texts.certificateLead}</p>
        ${drawTable(visit, {
          caption: texts.certificateCaption,
          head: [texts.keyId, texts.publicKey, texts.since, texts.until],
          rows: keys.map(({ keyId, publicKey, since, until }) => [
            html`<code>${keyId}</code>`,
            html`<code>${publicKey}</code>`,
            since === null ? texts.firstStart : drawInstant(visit, since),
            until === null ? texts.signsNow : drawInstant(visit, until)
          ])
        })}
        ${
          visit.may('rotateCertificateKey') &&
          html`<p><a href="/admin/evidence/certificate-keys/rotate">${texts.rotate}</a></p>`
        }
      `
    }
  }
}

/** Changes the key that signs. */
export const rotateCertificateKeyPage: AdminPage = {
  path: '/evidence/certificate-keys/rotate',
  needs: 'rotateCertificateKey',
  async draw(visit) {
    const texts = textsOf(visit)
    const list = '/admin/evidence/certificate-keys'
    return {
      title: texts.rotateTitle,
      above: [{ title: texts.links.certificateKeys, href: list }],
      body: html`
        <p>${texts.rotateLead}</p>
        ${drawForm(visit, { submit: texts.rotateDo, dangerous: true, cancel: list })}
      `
    }
  },
  async act({ call }) {
    await call('rotateCertificateKey')
    return { to: '/admin/evidence/certificate-keys', said: 'certificate-key-rotated' }
  }
}
