import pg from 'pg'

type Client = pg.PoolClient
type Give = Client['release']
type Tell = (error: Error | undefined, client: Client | undefined, give: Give) => void

/** Giving back a second time is nothing. */
const giveOnce = (client: Client): Give => {
  const give = client.release.bind(client)
  let isOut = true
  client.release = error => {
    if (isOut) give(error)
    isOut = false
  }
  return client.release
}

/**
 * Connections for the engine. Where the server takes away the one on which it listens while it stops, it gives that back
 * twice, and does not handle what the pool says to the second time: the process would end of it. A server that does not
 * answer within `answersWithinMs` fails the question: a way that went silent is told by nothing else.
 */
export const openEnginePool = (url: string, most: number, answersWithinMs: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    application_name: 'lethe-bell',
    connectionTimeoutMillis: answersWithinMs,
    query_timeout: answersWithinMs,
    keepAlive: true
  })
  const connect = pool.connect.bind(pool) as ((tell: Tell) => void) & (() => Promise<Client>)
  const connectOnce = (tell?: Tell) => {
    if (tell !== undefined)
      return connect((error, client, give) => tell(error, client, client === undefined ? give : giveOnce(client)))
    return connect().then(client => {
      giveOnce(client)
      return client
    })
  }
  pool.connect = connectOnce as typeof pool.connect
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}
