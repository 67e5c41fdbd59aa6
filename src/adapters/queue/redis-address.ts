type RedisAddress = {
  nodes: { host: string; port: number }[]
  username?: string
  password?: string
  db?: number
  tls?: object
}

/**
 * `redis://user:password@host:6379/0`, `rediss://` for TLS. More hosts with commas between are a
 * cluster; what the first says about login and TLS holds for all.
 */
export function redisAddress(text: string): RedisAddress {
  const [first = '', ...others] = text.split(',').map((part) => part.trim())
  const url = new URL(first)
  const more = others.map((part) => new URL(part.includes('://') ? part : `redis://${part}`))
  const database = Number(url.pathname.slice(1))
  return {
    nodes: [url, ...more].map(({ hostname, port }) => ({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 6379),
    })),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(database && { db: database }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
  }
}
