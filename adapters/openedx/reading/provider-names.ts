/**
 * One name for a login provider, whichever call told of it, so that a site declares each of its own once: of an OAuth
 * provider the backend (`google-oauth2`), of SAML and LTI the id (`saml-campus`). The calls of the third-party API give
 * ids, with `oa2-` before the backend (fact sheet 1.4, 5.1).
 */
export function nameProvider(id: string): string {
  return id.replace(/^oa2-/, '')
}

/**
 * The same name of a link as the support tool shows it: backend and uid. Of SAML and LTI every provider has the same
 * backend, and the uid begins with which one it is.
 */
export function nameLink({ provider, uid }: { readonly provider: string; readonly uid?: unknown }): string {
  const kind = provider === 'tpa-saml' ? 'saml' : provider === 'lti' ? 'lti' : null
  const [slug, rest] = typeof uid === 'string' ? uid.split(':', 2) : []
  return kind === null || !slug || rest === undefined ? provider : `${kind}-${slug}`
}
