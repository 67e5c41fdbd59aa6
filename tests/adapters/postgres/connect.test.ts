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

test('every test has a database of its own', async () => {
  const [one, other] = await Promise.all([testDb(), testDb()])
  const row = { key: 'greeting', value: '"halo"', updated_at: new Date() }
  await one.insertInto('settings').values(row).execute()
  expect(await other.selectFrom('settings').selectAll().execute()).toEqual([])
})
