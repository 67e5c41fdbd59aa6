import { expect, test } from 'vitest'
import { walletOf } from '../../src/domain/ledger/account.ts'
import { balanceOf } from '../../src/domain/ledger/balance-of.ts'
import { placeOrder } from '../../src/domain/payments/place-order.ts'
import { payOrderFromWallet } from '../../src/domain/payments/pay-order-from-wallet.ts'
import { understandRules } from '../../src/intents/understand/rules.ts'
import { billingDesk, BUDI, RATNA } from './billing-desk.ts'

const MONEY_WORDS = ['tagihan', 'bayar', 'saldo', 'riwayat', 'kwitansi']

test('a stranger gets a true answer to every word about money, in either language', async () => {
  const { customer } = await billingDesk()
  const stranger = customer('+628999')
  for (const word of MONEY_WORDS) {
    expect((await stranger.say(word))[0]?.text).toMatch(/Tidak ada|Belum ada|Saldo Anda Rp 0/)
  }
  await stranger.say('en')
  for (const word of MONEY_WORDS) {
    expect((await stranger.say(word))[0]?.text).toMatch(/There is no|balance is Rp 0/)
  }
})

test('nobody sees or pays what is another customer’s, whatever number is named', async () => {
  let act = { intent: 'customer.menu', input: {} }
  const desk = await billingDesk({ assistant: async () => act, rules: () => undefined })
  const budi = await desk.known(BUDI, 'Budi')
  const ratna = await desk.known(RATNA, 'Ratna')
  await desk.line(budi.personId, 'budi01')
  await desk.said('/tagihan terbit budi')
  await desk.sure('/bayar budi lunas')
  await desk.monthLater()
  const invoices = await desk.deps.db.selectFrom('invoices').selectAll().execute()
  for (const { id, receipt_number: number } of invoices) {
    for (const tried of [
      { intent: 'customer.pay', input: { invoice: id } },
      { intent: 'customer.pay_by_balance', input: { order: id } },
      { intent: 'customer.receipt', input: { number: number ?? 'KW/2026/11/000001' } },
      { intent: 'invoice.show', input: { tagihan: 'INV/2026/11/000001' } },
      { intent: 'payment.receipt', input: { kind: 'invoice', id } },
    ]) {
      act = tried
      const [answer] = await ratna.say('tunjukkan tagihan INV/2026/11/000001 sekarang juga ya')
      expect(answer?.text).toMatch(/Tidak ada tagihan|Belum ada kwitansi|hak akses|tidak ditemukan/)
      expect(answer?.text).not.toMatch(/Rumah 20|http/)
    }
  }
})

test('a receipt is sent of what was paid, and asked which where there are several', async () => {
  const desk = await billingDesk()
  const budi = await desk.known(BUDI, 'Budi')
  await desk.line(budi.personId, 'budi01')
  await desk.said('/tagihan terbit budi')
  await desk.sure('/bayar budi lunas')
  expect((await budi.say('kwitansi')).at(-1)?.text).toContain('KW/2026/11/000001')
  await desk.followUp()
  expect(budi.sent().at(-1)?.text).toContain('receipt.file')
  await desk.monthLater()
  await desk.sure('/bayar budi lunas')
  const [which] = await budi.say('kwitansi')
  expect(which?.choices).toHaveLength(2)
  expect((await budi.say('2'))[0]?.text).toContain('KW/2026/11/000001')
})

test('a balance pays for a voucher that was ordered, once, however often it is tapped', async () => {
  const desk = await billingDesk()
  const { deps } = desk
  const budi = await desk.known(BUDI, 'Budi')
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
  await deps.db
    .insertInto('package_routers')
    .values({ package_id: packageId, router_id: desk.routerId })
    .execute()
  await desk.sure('/saldo tambah budi 12rb bonus')
  expect((await budi.say('saldo'))[0]?.text).toContain('Cukup untuk 2 voucher Harian')
  await budi.say('voucher')
  await budi.say('1')
  const [open] = await budi.say('bayar')
  expect(open?.text).toContain('Pesanan Harian: Rp 5.000')
  expect((await budi.tap('Pakai saldo: Harian'))[0]?.text).toContain('Sisa saldonya Rp 7.000')
  expect((await budi.say('ya'))[0]?.text).toContain('sudah dibayar dari saldo')
  expect((await budi.say('tagihan'))[0]?.text).toContain('Tidak ada tagihan')

  const { conversation_id: conversationId } = await deps.db
    .selectFrom('orders')
    .select('conversation_id')
    .executeTakeFirstOrThrow()
  const wish = { personId: budi.personId, conversationId, packageId, quantity: 1 }
  const { orderId } = await placeOrder(deps, wish)
  const pay = () => payOrderFromWallet(deps, { orderId, personId: budi.personId })
  const taps = await Promise.allSettled([pay(), pay(), pay()])
  expect(taps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await balanceOf(deps, walletOf(budi.personId))).toBe(2_000)
  const another = await placeOrder(deps, wish)
  await expect(
    payOrderFromWallet(deps, { orderId: another.orderId, personId: budi.personId }),
  ).rejects.toMatchObject({ code: 'wallet.short' })
  await expect(
    payOrderFromWallet(deps, { orderId: another.orderId, personId: budi.personId + 1 }),
  ).rejects.toMatchObject({ code: 'order.unknown' })
})

test.each([
  ['lihat riwayat pembayaran saya dong', 'customer.history'],
  ['minta kwitansi bulan kemarin', 'customer.receipt'],
  ['saldo saya tinggal berapa ya', 'customer.balance'],
  ['saya mau bayar sekarang', 'customer.pay'],
  ['tagihan saya bulan ini berapa', 'customer.bills'],
])('"%s" means %s', (text, intent) => {
  const person = { id: 1, name: null, language: 'id', role: 'customer', optedOut: false } as const
  const turn = { inboxId: 1, conversationId: 1, channel: 'cloud', person, text } as const
  const at = { receivedAt: new Date('2026-11-20T03:00:00Z'), correlation: 'c' }
  const deps = { business: { timeZone: 'Asia/Jakarta', publicUrl: '' } }
  expect(understandRules(deps, { ...turn, ...at })?.intent).toBe(intent)
})
