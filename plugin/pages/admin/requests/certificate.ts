import { certificatePolicy } from '../../certificate/style.ts'
import type { AdminPage } from '../frame/page.ts'

/** The certificate as a page to be read and printed. */
export const certificatePage: AdminPage = {
  path: '/requests/:request/certificate',
  needs: 'certificateOfRequest',
  async draw({ call, params, language }) {
    const path = { request: params.request! }
    const content = await call('certificateOfRequest', { path, query: { language }, accept: 'text/html' })
    const type = 'text/html; charset=utf-8'
    return { file: 'certificate.html', type, content: String(content), shownUnder: certificatePolicy }
  }
}

/** The certificate byte for byte as it was signed. */
export const certificateFilePage: AdminPage = {
  path: '/requests/:request/certificate.json',
  needs: 'certificateOfRequest',
  async draw({ call, params }) {
    const path = { request: params.request! }
    const content = await call('certificateOfRequest', { path, accept: 'application/json' })
    return { file: 'certificate.json', type: 'application/json', content: String(content) }
  }
}
