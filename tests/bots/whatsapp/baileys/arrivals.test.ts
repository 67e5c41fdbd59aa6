import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { until } from '../../../support/until.ts'
import { linkedShop } from './shop.ts'

test('a message is in the inbox before its writer is told that it came', async () => {
  const { whatsApp, phone, inbox, db } = await linkedShop()
  const budi = whatsApp.customer({ phone: '6281234567890' })
  let id = ''
  await db.transaction().execute(async (holding) => {
    await sql`lock table inbox in share mode`.execute(holding)
    id = await budi.sendText(phone, 'halo')
    const waiting = sql<{ count: number }>`
      select count(*)::int from pg_locks where not granted and relation = 'inbox'::regclass
        and database = (select oid from pg_database where datname = current_database())`
    await until(async () => (await waiting.execute(db)).rows[0]?.count, 1)
    expect(budi.fateOf(id)).toBeUndefined()
  })
  await until(() => budi.fateOf(id), 'delivered')
  expect((await inbox()).map(({ provider_id }) => provider_id)).toEqual([id])
})
