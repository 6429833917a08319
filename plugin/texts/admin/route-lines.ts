import type { PlatformKind } from '../../../adapters/contract.ts'

/** What makes the files of the package those of one site. */
export interface RouteLines {
  /** The folder of the package that the files lie in. */
  readonly folder: string
  readonly caddy: string
  /** What is replaced in the files of nginx, and by what. */
  readonly nginx: string
}

const contextOf = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/$/, '')

/** Replaces in both files, and includes each in its block. */
const nginxLines = (publicUrl: string, pairs: readonly (readonly [string, string])[]): string =>
  [
    `sed -i ${[...pairs, ['ROUTE-SECRET', 'YOUR-SECRET'] as const]
      .map(([from, to]) => `-e 's|${from}|${to}|g'`)
      .join(' ')} lethe-http.conf lethe-server.conf`,
    '',
    'http { include lethe-http.conf; }',
    `server { server_name ${new URL(publicUrl).hostname}; include lethe-server.conf; }`
  ].join('\n')

const write: Readonly<Record<PlatformKind, (publicUrl: string, baseUrl: string) => Omit<RouteLines, 'folder'>>> = {
  openedx: (publicUrl, baseUrl) => ({
    caddy: `import /etc/caddy/lethe.caddy

${new URL(publicUrl).host} {
    import lethe fail-closed
    reverse_proxy ${new URL(baseUrl).host}
}

# /etc/caddy/lethe.env
LETHE_GATEWAY=127.0.0.1:7381
LETHE_ROUTE_SECRET=ROUTE-SECRET
LETHE_LMS=${new URL(baseUrl).host}
LETHE_ORIGIN=https://ACCOUNT-PAGE`,
    nginx: nginxLines(publicUrl, [
      ['127.0.0.1:8000', new URL(baseUrl).host],
      ['https://apps.school.example', 'https://ACCOUNT-PAGE']
    ])
  }),
  openolat: (publicUrl, baseUrl) => ({
    caddy: `import /etc/caddy/lethe.caddy

${new URL(publicUrl).host} {
    import lethe-openolat ${contextOf(publicUrl) === '' ? '""' : contextOf(publicUrl)}
    reverse_proxy ${new URL(baseUrl).host}
}

# /etc/caddy/lethe.env
LETHE_GATEWAY=127.0.0.1:7381
LETHE_ROUTE_SECRET=ROUTE-SECRET
LETHE_OLAT=${new URL(baseUrl).host}`,
    nginx: nginxLines(publicUrl, [
      ['127.0.0.1:8080', new URL(baseUrl).host],
      ['/olat', contextOf(publicUrl)]
    ])
  })
}

/** The lines for a reverse proxy, ready to be copied. */
export const routeLines = (kind: PlatformKind, publicUrl: string, baseUrl: string): RouteLines => ({
  folder: `adapters/${kind}/install`,
  ...write[kind](publicUrl, baseUrl)
})
