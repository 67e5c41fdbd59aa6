import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { CannotStart } from '../../domain/fault.ts'
import type { Db } from '../../domain/tables.ts'

const FOLDER = new URL('../../../migrations/', import.meta.url)

/**
 * Runs the .sql files of `migrations/` that this database has not seen, in name order, all or
 * none. Processes that start together wait for each other. Returns the names that were run.
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) {
    const failed = results.find(({ status }) => status === 'Error')?.migrationName
    const where = failed ? `brought up to date (${failed})` : 'used'
    throw new CannotStart(`The database cannot be ${where}: ${reasonOf(error)}`, { cause: error })
  }
  return results.map(({ migrationName }) => migrationName)
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql'))
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        up: async (db) => {
          await sql.raw(await readFile(new URL(name, FOLDER), 'utf8')).execute(db)
        },
      },
    ]),
  )
}

function reasonOf(error: unknown) {
  // A host with several addresses fails with an AggregateError that says nothing by itself.
  const [first = error] = error instanceof AggregateError ? error.errors : []
  return first instanceof Error ? first.message : String(first)
}
