/** How a form comes that was not sent by the page that it belongs to. */
export interface ForgedForm {
  readonly name: string
  /** What it carries as the mark of its page: the right one, one that opens another door, or none. */
  readonly mark: 'right' | 'of-another-session' | 'of-another-page' | 'changed' | 'none'
  readonly method?: 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
}

const site = (from: string): Readonly<Record<string, string>> => ({ 'sec-fetch-site': from })

/** None of them does anything, whoever is signed in. `{origin}` is where our own pages stand. */
export const forgedForms: readonly ForgedForm[] = [
  { name: 'no mark', mark: 'none' },
  { name: 'the mark of somebody else’s session', mark: 'of-another-session' },
  { name: 'the mark of another page', mark: 'of-another-page' },
  { name: 'a mark with another letter', mark: 'changed' },
  { name: 'another site by name', mark: 'right', headers: { origin: 'https://elsewhere.example' } },
  { name: 'another site that looks alike', mark: 'right', headers: { origin: '{origin}.elsewhere.example' } },
  { name: 'another port', mark: 'right', headers: { origin: 'http://127.0.0.1:1' } },
  { name: 'a browser extension', mark: 'right', headers: { origin: 'chrome-extension://aaaa' } },
  { name: 'an origin that is none', mark: 'right', headers: { origin: 'elsewhere' } },
  { name: 'another site, as the browser says', mark: 'right', headers: site('cross-site') },
  { name: 'a neighbour below the same domain', mark: 'right', headers: site('same-site') },
  { name: 'a word that no browser says', mark: 'right', headers: site('unknown') },
  {
    name: 'another site that says our origin',
    mark: 'right',
    headers: { ...site('cross-site'), origin: '{origin}' }
  },
  { name: 'as PUT', mark: 'right', method: 'PUT' },
  { name: 'as PATCH', mark: 'right', method: 'PATCH' },
  { name: 'as DELETE', mark: 'right', method: 'DELETE' },
  { name: 'as plain text', mark: 'right', headers: { 'content-type': 'text/plain' } },
  { name: 'as JSON', mark: 'right', headers: { 'content-type': 'application/json' } },
  { name: 'in parts', mark: 'right', headers: { 'content-type': 'multipart/form-data; boundary=x' } }
]

/** Cookies that somebody plants in a browser before its owner signs in; `{own}` is one of the planter’s own sessions. */
export const plantedCookies: readonly { readonly name: string; readonly cookie: string }[] = [
  { name: 'an id of their choice', cookie: '{name}=00000000-0000-4000-8000-000000000000' },
  { name: 'nothing', cookie: '{name}=' },
  { name: 'a session of their own', cookie: '{name}={own}' },
  { name: 'the same twice', cookie: '{name}={own}; {name}={own}' },
  { name: 'theirs before another', cookie: '{name}={own}; {name}=x' },
  { name: 'theirs after another', cookie: '{name}=x; {name}={own}' },
  { name: 'another spelling of the name', cookie: 'Lethe-Session={own}' },
  { name: 'a name with a space', cookie: '{name} ={own}' },
  { name: 'in quotes', cookie: '{name}="{own}"' }
]
