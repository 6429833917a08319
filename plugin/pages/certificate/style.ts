import { createHash } from 'node:crypto'

/** The style of the printed certificate: A4, black on white, tables that break between rows and repeat their head. */
export const certificateStyle = `
:root { font: 10.5pt/1.45 Georgia, 'Times New Roman', serif; color: #111; background: #fff }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; margin: 0 0 .3rem } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; break-after: avoid }
.end { font-size: 1.1rem; border-left: .25rem solid #111; padding-left: .8rem; margin: 1.2rem 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: .8rem 0 }
dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100%; font-size: .92em }
th, td { text-align: left; vertical-align: top; padding: .28rem .7rem .28rem 0; border-bottom: 1px solid #bbb }
thead { display: table-header-group } tr { break-inside: avoid }
th { font-weight: 600; border-bottom: 2px solid #111 } td.count { text-align: right; padding-right: 1.4rem }
code { font: .88em/1.3 ui-monospace, Consolas, monospace; overflow-wrap: anywhere } small { color: #444 }
@media (max-width: 36rem) { dl { grid-template-columns: minmax(0, 1fr) } table { font-size: .8em } th, td { hyphens: auto; overflow-wrap: anywhere; padding-right: .4rem } }
@page { size: A4; margin: 18mm 16mm }
@media print { body { margin: 0; padding: 0; max-width: none } a { color: inherit; text-decoration: none } .screen { display: none } }
`

const source = `'sha256-${createHash('sha256').update(certificateStyle).digest('base64')}'`

/** Content-Security-Policy of the page: this style in it and no other; nothing runs, nothing is fetched (CSP level 3, section 8.3). */
export const certificatePolicy = `default-src 'none'; style-src ${source}; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`
