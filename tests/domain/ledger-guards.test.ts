import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import type { Db } from '../../src/domain/tables.ts'
import { testDb } from '../support/test-db.ts'

// Everything here goes past the program, straight to the tables: the database itself must refuse.

let db: Db
let wallet: number
let till: number
let posted: number

beforeAll(async () => {
  db = await testDb()
  wallet = await account('wallet', 0)
  till = await account('till', null)
  posted = await transfer('opening', [
    [till, -1_000],
    [wallet, 1_000],
  ])
})

async function account(purpose: string, floor: number | null) {
  const { id } = await db
    .insertInto('accounts')
    .values({ owner: 'person:1', purpose, currency: 'IDR', floor })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function transfer(
  key: string,
  lines: [account: number, amount: number, currency?: string][],
) {
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into transfers (key, cause, subject, at) values (${key}, 'test', 'test', now())
      returning id
    ), entered as (
      insert into entries (transfer_id, account_id, currency, amount)
      select made.id, line.* from made, unnest(
        ${lines.map(([account]) => account)}::bigint[],
        ${lines.map(([, , currency = 'IDR']) => currency)}::text[],
        ${lines.map(([, amount]) => amount)}::bigint[]
      ) as line
    )
    select id from made`.execute(db)
  return rows[0]?.id ?? 0
}

const run = (statement: string) => sql.raw(statement).execute(db)

describe('the database refuses', () => {
  test('a transfer that does not come to zero', async () => {
    await expect(
      transfer('unbalanced', [
        [till, -5],
        [wallet, 6],
      ]),
    ).rejects.toThrow('unbalanced transfer')
  })

  test('a transfer with one line', async () => {
    await expect(transfer('one line', [[wallet, 6]])).rejects.toThrow('unbalanced transfer')
  })

  test('a line of another currency than its account', async () => {
    await expect(
      transfer('mixed', [
        [till, -5, 'PTS'],
        [wallet, 5, 'PTS'],
      ]),
    ).rejects.toThrow('foreign key')
  })

  test('a line of nothing', async () => {
    await expect(
      transfer('nothing', [
        [till, 0],
        [wallet, 0],
      ]),
    ).rejects.toThrow('entries_amount_check')
  })

  test('a transfer without lines', async () => {
    await expect(
      run(`insert into transfers (key, cause, subject, at) values ('bare', 't', 't', now())`),
    ).rejects.toThrow('comes with its lines')
  })

  test('a transfer whose lines come later, even in the same transaction', async () => {
    // A script of several statements is one transaction.
    await expect(
      run(`insert into transfers (key, cause, subject, at) values ('late', 't', 't', now());
        insert into entries select max(id), ${wallet}, 'IDR', 5 from transfers`),
    ).rejects.toThrow('comes with its lines')
  })

  test('more lines for a posted transfer, even balanced ones', async () => {
    const [left, right] = [await account('left', null), await account('right', null)]
    await expect(
      run(
        `insert into entries values (${posted}, ${left}, 'IDR', 5), (${posted}, ${right}, 'IDR', -5)`,
      ),
    ).rejects.toThrow('takes no more lines')
  })

  test('a second transfer with the same key', async () => {
    await expect(
      transfer('opening', [
        [till, -5],
        [wallet, 5],
      ]),
    ).rejects.toThrow('transfers_key_key')
  })

  test('a balance below the floor', async () => {
    await expect(
      transfer('too much', [
        [till, 1_001],
        [wallet, -1_001],
      ]),
    ).rejects.toThrow('below the floor')
  })

  test.each([
    ['a changed line', () => `update entries set amount = amount * 2 where account_id = ${wallet}`],
    ['a deleted line', () => `delete from entries where account_id = ${wallet}`],
    ['lines swept away', () => 'truncate entries'],
    ['a changed transfer', () => `update transfers set cause = 'gift' where id = ${posted}`],
    ['a deleted transfer', () => `delete from transfers where id = ${posted}`],
    ['transfers swept away', () => 'truncate transfers cascade'],
    ['a deleted account', () => `delete from accounts where id = ${till}`],
    ['accounts swept away', () => 'truncate accounts cascade'],
    ['a counter swept away', () => 'truncate counters'],
  ])('%s', async (_, statement) => {
    await expect(run(statement())).rejects.toThrow('is append-only')
  })

  test('a balance written by hand', async () => {
    await expect(
      run(`update accounts set balance = balance + 1 where id = ${wallet}`),
    ).rejects.toThrow('moves only by a transfer')
  })

  test('a balance smuggled in by an upsert', async () => {
    await expect(
      run(`insert into accounts (owner, purpose, currency, floor) values ('person:1', 'wallet', 'IDR', 0)
        on conflict (owner, purpose, currency) do update set balance = 5`),
    ).rejects.toThrow('moves only by a transfer')
  })

  test('an account that starts with money', async () => {
    await expect(
      run(`insert into accounts (owner, purpose, currency, balance) values ('x', 'y', 'IDR', 5)`),
    ).rejects.toThrow('starts empty')
  })

  test('an account that changes hands', async () => {
    await expect(
      run(`update accounts set owner = 'person:2' where id = ${wallet}`),
    ).rejects.toThrow('stays what it is')
  })

  test('a floor put under a balance nobody kept, or taken from one that was', async () => {
    await expect(run(`update accounts set floor = -10000 where id = ${till}`)).rejects.toThrow(
      'stays what it is',
    )
    await expect(run(`update accounts set floor = null where id = ${wallet}`)).rejects.toThrow(
      'stays what it is',
    )
  })

  test('a floor above the balance', async () => {
    await expect(run(`update accounts set floor = 1001 where id = ${wallet}`)).rejects.toThrow(
      'accounts_floor',
    )
  })

  test('a number given out twice', async () => {
    await run(`insert into counters values ('receipt', 7)`)
    await expect(run(`update counters set last = 6 where name = 'receipt'`)).rejects.toThrow(
      'given out once',
    )
    await expect(run(`delete from counters where name = 'receipt'`)).rejects.toThrow('append-only')
  })
})

test('a floor may be lowered, so that a reseller gets credit', async () => {
  const deposit = await account('deposit', 0)
  await run(`update accounts set floor = -500 where id = ${deposit}`)
  await transfer('on credit', [
    [deposit, -500],
    [till, 500],
  ])
  await expect(
    transfer('beyond credit', [
      [deposit, -1],
      [till, 1],
    ]),
  ).rejects.toThrow('below the floor')
})

test('none of it left a trace', async () => {
  expect((await checkLedger({ db })).sound).toBe(true)
})

test('the check finds what somebody with every right did to the tables', async () => {
  const tampered = await testDb()
  await sql
    .raw(`
    alter table entries disable trigger user;
    insert into accounts (owner, purpose, currency, floor) values ('a', 'w', 'IDR', 0), ('b', 'w', 'IDR', null);
    with made as (insert into transfers (key, cause, subject, at) values ('x', 'x', 'x', now()) returning id)
    insert into entries select made.id, accounts.id, 'IDR', case owner when 'a' then 5 else -3 end from made, accounts;
    alter table transfers disable trigger user;
    insert into transfers (key, cause, subject, at) values ('bare', 'x', 'x', now())`)
    .execute(tampered)

  const check = await checkLedger({ db: tampered })

  expect(check.sound).toBe(false)
  expect(check.sums).toEqual([{ currency: 'IDR', sum: 2 }])
  expect(check.unbalancedTransfers).toHaveLength(2)
  expect(check.drifted).toMatchObject([{ balance: 0, lines: 5 }])
})
