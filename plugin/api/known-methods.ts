import type { ApiDocument } from '../document.ts'

const methods = ['get', 'put', 'post', 'patch', 'delete']

/** The methods that the document has at an address, upper case; none where nothing is. */
export const knownMethods = (document: ApiDocument): ((address: string) => readonly string[]) => {
  const rows = Object.entries(document.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
    allowed: methods.filter(method => Object.hasOwn(operations, method)).map(method => method.toUpperCase())
  }))
  return address => {
    const [path = ''] = address.split('?')
    return rows.find(({ pattern }) => pattern.test(path))?.allowed ?? []
  }
}
