const base = 'http://lethe.invalid'

/** Where somebody is led once they are signed in: the page below `/admin` that they asked for, and nowhere else. */
export const returnTo = (asked: string | null | undefined): string => {
  // Browsers drop some of these and read others as slashes (WHATWG URL).
  if (!asked?.startsWith('/admin') || asked.length > 2000 || !/^[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return '/admin'
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null
  if (url === null || url.origin !== base || !/^\/admin(\/|$)/.test(url.pathname)) return '/admin'
  return url.pathname + url.search
}
