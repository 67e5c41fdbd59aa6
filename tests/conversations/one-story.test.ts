import { expect, test } from 'vitest'
import { createManual } from '../../src/adapters/payments/manual/manual.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { chooseMethod } from '../../src/domain/payments/choose-method.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

test('from the yes to a transfer to the code in the hand of the customer, all rows carry one id', async () => {
  const shop = await talk()
  const { deps } = shop
  deps.gateways = new Map([
    ['manual', createManual({ accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Siti' }] })],
  ])
  const work = createEffects(deps, { handlers: hotspotWork, owner: 'test' })
  const owner = await shop.staff('owner')
  await owner.say('/paket tambah harian "Harian 3 jam" 5rb harian waktu="3 jam" berlaku="1 hari"')
  const buyer = shop.customer()
  await buyer.say('voucher')
  const [order] = await buyer.say('1')
  const token = /\/pay\/(\S+)/.exec(order?.text ?? '')?.[1] ?? ''
  await chooseMethod(deps, { token, method: 'manual-bca' })
  await owner.say('/bayar terima 1')

  const before = await newest(deps)
  await owner.tap('Ya, lanjutkan')
  await work.idle()
  await shop.outbox.idle()
  expect(buyer.sent().at(-1)?.text).toMatch(/^voucher\.delivered/)

  const { db } = deps
  const yes = await db
    .selectFrom('inbox')
    .select('correlation')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const effects = await db
    .selectFrom('effects')
    .where('id', '>', before.effects)
    .select(['kind', 'correlation'])
    .execute()
  const said = await db
    .selectFrom('outbox')
    .where('id', '>', before.outbox)
    .select('correlation')
    .execute()
  const audit = await db
    .selectFrom('audit')
    .where('id', '>', before.audit)
    .select(['action', 'correlation'])
    .execute()
  expect(effects.map(({ kind }) => kind)).toContain('order.deliver')
  expect(audit.map(({ action }) => action)).toEqual(['transfer.confirmed', 'batch.made'])
  // The answer to the owner, the money and the code to the customer.
  expect(said.length).toBeGreaterThanOrEqual(3)
  const ids = [...effects, ...said, ...audit].map(({ correlation }) => correlation)
  expect(new Set(ids)).toEqual(new Set([yes.correlation]))
})

async function newest({ db }: Awaited<ReturnType<typeof talk>>['deps']) {
  const last = async (table: 'effects' | 'outbox' | 'audit') => {
    const row = await db
      .selectFrom(table)
      .select((row) => row.fn.max('id').as('id'))
      .executeTakeFirst()
    return row?.id ?? 0
  }
  return {
    effects: await last('effects'),
    outbox: await last('outbox'),
    audit: await last('audit'),
  }
}
