import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Db, Tables } from '../../domain/tables.ts'
import { prepared } from './prepared.ts'

type Options = {
  /** Connections kept at most. */
  max?: number
  log?: Pick<Logger, 'warn'>
}

export function connect(url: string, { max = 10, log }: Options = {}): Db {
  const pool = new pg.Pool({ connectionString: url, max, types })
  // Without a listener a server that goes away would end the process. The pool replaces it.
  // It listens to connections that are idle; those in use, in the middle of a transaction, need
  // a listener of their own, though it has nothing to do: the next query fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => {
    // One that is closed anyway may be closed by a server that stops first.
    if (!pool.ending) log?.warn({ reason: error.message }, 'lost an idle database connection')
  })
  pool.on('connect', (client) => {
    // Queued before whatever the connection was wanted for.
    client.query("set timezone to 'UTC'").catch((error: unknown) => {
      log?.warn({ err: error }, 'could not set up a database connection')
    })
  })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: prepared(pool) }) })
}

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, safeInteger)
// As text: a Date would move with the time zone.
types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** Ids and rupiah are numbers here; what would lose a digit must not pass silently. */
function safeInteger(text: string) {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number exactly`)
  return value
}
