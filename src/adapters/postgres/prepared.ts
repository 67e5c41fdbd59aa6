import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** By then it comes again and again: worth being kept by every connection. */
const SEEN_BEFORE = 3
/** Statements whose lists grow differ in every length; not all of them can be kept. */
const KEPT_AT_MOST = 300

/**
 * A pool whose statements have names, so that PostgreSQL reads and plans each once a connection.
 * For the statements of a message that is most of what they cost.
 */
export function prepared(pool: pg.Pool): PostgresPool {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  let named = 0

  function nameOf(text: string): string | undefined {
    const name = names.get(text)
    if (name !== undefined || names.size >= KEPT_AT_MOST) return name
    const times = (seen.get(text) ?? 0) + 1
    if (times <= SEEN_BEFORE) {
      if (seen.size >= KEPT_AT_MOST * 10) seen.clear()
      seen.set(text, times)
      return undefined
    }
    seen.delete(text)
    names.set(text, `s${(named += 1)}`)
    return names.get(text)
  }

  async function send(client: pg.PoolClient, text: string, values: unknown[]) {
    // Without values it goes out as it is, several statements in one too.
    const name = values.length > 0 ? nameOf(text) : undefined
    if (name === undefined) return client.query(text, values)
    try {
      return await client.query({ name, text, values })
    } catch (error) {
      // A migration of another process changed what it returns: under a new name it is planned anew.
      if (isOutdated(error)) names.delete(text)
      throw error
    }
  }

  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      const before = known.get(client)
      if (before) return before
      const query = (text: string, values: readonly unknown[]): Promise<unknown> =>
        send(client, text, [...values])
      const wrapped: PostgresPoolClient = {
        // Its other shape is for cursors, which nobody here has.
        query: query as PostgresPoolClient['query'],
        release: (destroy) => client.release(destroy),
      }
      known.set(client, wrapped)
      return wrapped
    },
  }
}

const isOutdated = (error: unknown) =>
  error instanceof Error && error.message === 'cached plan must not change result type'
