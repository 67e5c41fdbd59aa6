import { beforeAll, expect, test } from 'vitest'
import { createSandbox } from '../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../src/adapters/payments/sandbox/sandbox-server.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { readCharge } from '../../src/domain/payments/charge-queries.ts'
import { chooseMethod } from '../../src/domain/payments/choose-method.ts'
import { confirmCharge } from '../../src/domain/payments/confirm-charge.ts'
import { createCharge } from '../../src/domain/payments/create-charge.ts'
import { placeOrder } from '../../src/domain/payments/place-order.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { talk } from '../support/talk.ts'
import { atTheEnd } from '../support/test-db.ts'

const secret = 'sandbox-secret'
let shop: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  shop = await open()
})

/** Budi has paid Rp 5,000 through the sandbox gateway; Siti owns the place. */
async function open() {
  const server = await startSandboxServer({ secret })
  atTheEnd(server.close)
  const place = await talk()
  const { deps, doors, outbox } = place
  deps.gateways = new Map([['sandbox', createSandbox({ baseUrl: server.baseUrl, secret })]])
  const handlers = effectHandlers({ doors, payChanged: () => {}, showMenu: async () => {} })
  const work = createEffects(deps, { handlers, owner: 'test' })
  const siti = await place.staff('owner')
  const budi = place.customer()
  await budi.say('menu')
  const who = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '+628123456789')
    .select(['id', 'person_id'])
    .executeTakeFirstOrThrow()
  const { id: packageId } = await deps.db
    .insertInto('packages')
    .values({
      kind: 'hotspot',
      code: 'harian',
      name: 'Harian',
      price_rupiah: 5_000,
      profile: 'harian',
      created_at: deps.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { url } = await placeOrder(deps, {
    personId: who.person_id ?? 0,
    conversationId: who.id,
    packageId,
    quantity: 1,
  })
  const token = new URL(url).pathname.split('/').at(-1) ?? ''
  const { chargeId } = await chooseMethod(deps, { token, method: 'sandbox' })
  await createCharge(deps, { chargeId })
  const { reference = '' } = (await readCharge(deps.db, chargeId)) ?? {}
  server.settle(reference, 'paid')
  await confirmCharge(deps, { chargeId })
  // The router of this place has no such package; the money is what matters here.
  await deps.db.deleteFrom('effects').where('kind', '=', 'order.deliver').execute()
  await outbox.idle()
  return {
    ...place,
    siti,
    budi,
    server,
    reference,
    followUp: async () => {
      await work.idle()
      await outbox.idle()
    },
  }
}

test('a payout is recorded after a yes, with a warning where it is more than the gateway holds', async () => {
  const { siti } = shop
  expect((await siti.say('/bayar cair sand 3rb'))[0]?.text).toContain('Nomor pencairannya')
  const [asked] = await siti.say('D-1')
  expect(asked?.text).toContain('Catat pencairan sandbox Rp 3.000')
  expect(asked?.text).not.toContain('⚠️')
  const [done] = await siti.tap('Ya, lanjutkan')
  expect(done?.text).toContain('Yang masih di sandbox: Rp 2.000')
  expect((await siti.say('/bayar cair sandbox 900rb ref=D-2'))[0]?.text).toContain('⚠️')
  expect((await siti.say('/bayar cair paypal 3rb ref=D-3'))[0]?.text).toContain(
    '"paypal" tidak ada',
  )
})

test('the reconciliation is one command, and a month back one tap', async () => {
  const { siti, followUp, notices } = shop
  const [report] = await siti.say('/laporan rekon')
  expect(report?.text).toContain('Rekonsiliasi November 2026')
  expect(report?.text).toContain('sandbox: 1 pembayaran Rp 5.000, di buku Rp 5.000')
  expect(report?.text).toContain('Semua cocok')
  await siti.tap('Excel')
  await followUp()
  expect(await notices('reconciliation.file')).toHaveLength(1)
  expect((await siti.tap('Bulan sebelumnya'))[0]?.text).toContain('Oktober 2026')
})

test('a payment goes back after reason, way, yes and PIN', async () => {
  const { siti, deps, followUp, server, reference } = shop
  const [which] = await siti.say('/bayar kembalikan')
  const [choice] = which?.choices ?? []
  expect(choice?.label).toContain('Rp 5.000')
  await siti.tap(choice?.label ?? '')
  await siti.tap('Salah bayar'.toLowerCase())
  const [question] = await siti.tap('Ke sumber dana')
  expect(question?.text).toContain('ke sumber dananya?')
  expect(question?.text).toContain('Pesanan Harian dibatalkan')
  expect((await siti.tap('Ya, lanjutkan'))[0]?.text).toContain('PIN')
  expect(server.refundedRupiah(reference)).toBe(0)
  const [done] = await siti.say('483920')
  expect(done?.text).toContain('sedang dikirim kembali lewat Sandbox')
  await followUp()
  expect(server.refundedRupiah(reference)).toBe(5_000)
  expect(await deps.db.selectFrom('orders').select('state').execute()).toEqual([
    { state: 'refunded' },
  ])
  expect(shop.budi.sent().at(-1)?.text).toContain('refund.sent')
})

test('an operator sees none of it', async () => {
  const joko = await shop.staff('operator', '78')
  for (const command of [
    '/bayar cair sandbox 1rb ref=X',
    '/laporan rekon',
    '/bayar kembalikan 1',
  ]) {
    const [no] = await joko.say(command)
    expect(no?.text).not.toMatch(/Catat pencairan|Rekonsiliasi November|Kembalikan Rp/)
  }
})
