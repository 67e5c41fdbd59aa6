import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '../../../src/domain/tables.ts'
import { testDb } from '../../support/test-db.ts'

let shared: Db
beforeAll(async () => {
  shared = await testDb()
})

async function read(expression: string) {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(
    shared,
  )
  return rows[0]?.value
}

test('amounts and ids are numbers', async () => {
  expect(await read('9007199254740991::bigint')).toBe(Number.MAX_SAFE_INTEGER)
})

test('an amount that a number cannot hold is refused, not rounded', async () => {
  await expect(read('9007199254740993::bigint')).rejects.toThrow('does not fit')
})

test('a day stays the day it is, wherever the server stands', async () => {
  expect(await read("'2026-12-31'::date")).toBe('2026-12-31')
})

test('an instant is a Date, and a bare one is read as UTC', async () => {
  expect(await read("'2026-12-31T23:30:00+07'::timestamptz")).toEqual(
    new Date('2026-12-31T16:30:00Z'),
  )
  expect(await read("'2026-12-31 16:30'::timestamptz")).toEqual(new Date('2026-12-31T16:30:00Z'))
})

test('a statement that comes again and again is read and planned once', async () => {
  const kept = async () => {
    const { rows } = await sql<{ statement: string }>`
      select statement from pg_prepared_statements`.execute(connection)
    return rows.filter(({ statement }) => statement.includes('ninth'))
  }
  const connection = await testDb()
  await connection.connection().execute(async (db) => {
    for (let times = 1; times <= 9; times += 1) {
      await sql`select ${times}::int as ninth`.execute(db)
    }
  })
  expect(await kept()).toHaveLength(1)
})

test('a table that another process gave a new column is read on, after one failure', async () => {
  const db = await testDb()
  const row = { key: 'greeting', value: '"halo"', updated_at: new Date() }
  await db.insertInto('settings').values(row).execute()
  const look = () =>
    db.selectFrom('settings').selectAll().where('key', '=', 'greeting').executeTakeFirst()
  for (let times = 1; times <= 9; times += 1) await look()
  await sql`alter table settings add column note text`.execute(db)

  await expect(look()).rejects.toThrow('must not change result type')
  for (let times = 1; times <= 9; times += 1) expect(await look()).toHaveProperty('note')
})

test('every test has a database of its own', async () => {
  const [one, other] = await Promise.all([testDb(), testDb()])
  const row = { key: 'greeting', value: '"halo"', updated_at: new Date() }
  await one.insertInto('settings').values(row).execute()
  expect(await other.selectFrom('settings').selectAll().execute()).toEqual([])
})
