const base = 'http://lethe.invalid'

/**
 * Where somebody may be led by an address that came with a call: a path of ours at or below `root`, else `root` itself. What
 * stands twice in a query is no address.
 */
export const ownPath = (asked: unknown, root: '/' | '/admin' = '/admin'): string => {
  // Browsers drop some of these and read others as slashes (WHATWG URL).
  if (
    typeof asked !== 'string' ||
    !asked.startsWith('/') ||
    asked.length > 2000 ||
    !/^[\x21-\x5b\x5d-\x7e]*$/.test(asked)
  )
    return root
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null
  if (url === null || url.origin !== base) return root
  // Steps back can leave two slashes at the front, which name another host where they are followed.
  if (url.pathname.startsWith('//')) return root
  if (root !== '/' && url.pathname !== root && !url.pathname.startsWith(`${root}/`)) return root
  return url.pathname + url.search
}
