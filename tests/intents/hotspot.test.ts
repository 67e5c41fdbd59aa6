import { describe, expect, test } from 'vitest'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { deliverOrder } from '../../src/domain/vouchers/deliver-order.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

/** An owner at the phone of a business with one router, and nothing to sell yet. */
async function open() {
  const shop = await talk()
  const work = createEffects(shop.deps, { handlers: hotspotWork, owner: 'test' })
  const owner = await shop.staff('owner')
  const followUp = async () => {
    await work.idle()
    await shop.outbox.idle()
  }
  await followUp()
  return { ...shop, owner, followUp }
}

const ADD = '/paket tambah harian "Harian 3 jam" 5rb harian waktu="3 jam" berlaku="1 hari"'

async function selling() {
  const shop = await open()
  await shop.owner.say(ADD)
  return shop
}

describe('the owner on Telegram', () => {
  test('puts a package on sale in one line', async () => {
    const { owner } = await open()
    const [added] = await owner.say(ADD)
    expect(added?.text).toContain('Harian 3 jam (harian) siap dijual Rp 5.000 lewat router pusat')
    const [list] = await owner.say('/paket daftar')
    expect(list?.text).toContain('harian — Harian 3 jam, Rp 5.000')
    expect(list?.text).toContain('3 jam, berlaku 1 hari')
    const [question] = await owner.say('/paket ubah harian harga=6.000 kuota="2 GB"')
    expect(question?.text).toContain('dari Rp 5.000 menjadi Rp 6.000')
    const [changed] = await owner.say('ya')
    expect(changed?.text).toContain('sekarang Rp 6.000, 3 jam, berlaku 1 hari, 2 GB')
  })

  test('is asked for what is missing, one thing at a time, with buttons where few are right', async () => {
    const { owner, clock } = await open()
    const say = (text: string) => {
      clock.pass({ seconds: 5 })
      return owner.say(text)
    }
    const tap = (label: string) => {
      clock.pass({ seconds: 5 })
      return owner.tap(label)
    }
    expect((await say('/paket tambah'))[0]?.text).toContain('Kode singkat')
    await say('harian')
    await say('Harian')
    const [profile] = await say('5000')
    expect(profile?.choices?.map(({ label }) => label)).toContain('harian')
    await tap('harian')
    await say('3 jam')
    const [done] = await tap('Lewati')
    expect(done?.text).toContain('siap dijual')
  })

  test('is told which value was not understood', async () => {
    const { owner } = await open()
    const [reply] = await owner.say('/paket tambah harian Harian murah harian')
    expect(reply?.text).toContain('"harga" belum benar')
  })

  test('makes vouchers after a yes, watches one message, and gets sheets', async () => {
    const { owner, followUp, deps } = await selling()
    const [question] = await owner.say('/voucher buat harian 20')
    expect(question?.text).toBe(
      'Buat 20 voucher Harian 3 jam (nilai jual Rp 100.000) di router pusat?',
    )
    expect(await deps.db.selectFrom('vouchers').selectAll().execute()).toEqual([])

    const [making] = await owner.tap('Ya, lanjutkan')
    expect(making?.text).toMatch(/Batch BATCH-202611-001: 20 voucher sedang dibuat/)
    await followUp()
    const ready = owner.sent().find(({ text }) => text.startsWith('batch.ready'))
    expect(ready?.edited).toBeDefined()
    const sheets = () => owner.sent().filter(({ text }) => text.startsWith('batch.file'))
    expect(sheets()).toHaveLength(3)

    const [batch] = await owner.say('/voucher batch BATCH-202611-001')
    expect(batch?.text).toContain('Dicetak: 20 · Terjual: 0 · Sudah login: 0')
    expect(batch?.choices?.map(({ label }) => label)).toEqual(['Cetak A4', 'Cetak 58 mm', 'Excel'])
    await owner.tap('Excel')
    await followUp()
    expect(sheets()).toHaveLength(4)
  })

  test('checks a voucher and revokes it with a second yes', async () => {
    const { owner, followUp, router, deps } = await selling()
    await owner.say('/voucher buat harian 2 untuk=stok')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    const [{ code } = { code: '' }] = await deps.db.selectFrom('vouchers').select('code').execute()

    const [card] = await owner.say(`/voucher cek ${code.toLowerCase()}`)
    expect(card?.text).toContain(`Voucher ${code}: belum terjual`)
    expect(card?.text).toContain('Belum pernah login')
    const [question] = await owner.tap('Cabut voucher ini')
    expect(question?.text).toContain(`Cabut voucher ${code}`)
    expect(router.users()).toHaveLength(2)
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(router.users()).toHaveLength(1)
    expect((await owner.say(`/voucher cabut ${code}`))[0]?.text).toContain('sudah dicabut')
  })

  test('withdraws a batch that waits for its router by a button', async () => {
    const { owner, followUp, router, deps } = await selling()
    await router.switchOff()
    await owner.say('/voucher buat harian 5')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(owner.sent().at(-1)?.text).toMatch(/^batch\.waiting/)
    const [list] = await owner.say('/voucher batch')
    expect(list?.text).toContain('BATCH-202611-001: 5 Harian 3 jam, menunggu router')
    await owner.tap('BATCH-202611-001')
    const [done] = await owner.tap('Tarik batch')
    expect(done?.text).toContain('BATCH-202611-001 ditarik')
    expect(await deps.db.selectFrom('vouchers').selectAll().execute()).toEqual([])
  })

  test('adds a router, and the password is nowhere in the open', async () => {
    const { owner, followUp, router, deps } = await open()
    const line = `/router tambah cabang 127.0.0.1:${router.port} wicara rahasia-router login=wifi.lokal`
    expect((await owner.say(line))[0]?.text).toContain('Router cabang disimpan')
    await followUp()
    expect(owner.sent().at(-1)?.text).toMatch(/^router\.checked/)
    const [list] = await owner.say('/router daftar')
    expect(list?.text).toContain('🟢 cabang')
    const row = await deps.db
      .selectFrom('routers')
      .where('name', '=', 'cabang')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ login_url: 'http://wifi.lokal/login', tls: false })
    expect((await owner.say('/router hapus cabang'))[0]?.text).toContain('Hapus router cabang')
    expect((await owner.tap('Ya, lanjutkan'))[0]?.text).toContain('dihapus dari sistem')
  })

  test('who mistypes a value is told the rule, not only the name', async () => {
    const { owner } = await selling()
    const said = async (line: string) => (await owner.say(line))[0]?.text
    expect(await said('/voucher buat harian banyak')).toContain(
      'Isian "jumlah" belum benar: harus angka 1 sampai 10.000.',
    )
    expect(await said('/paket ubah harian harga=100')).toContain(
      'harus rupiah, 500 sampai 100.000.000',
    )
    expect(await said('/paket ubah harian gaya=3')).toContain('panjang 6 sampai 20')
    expect(await said('/paket ubah harian sandi=mungkin')).toContain('harus "ya" atau "tidak"')
  })

  test('may do more than an operator, who may do more than a customer', async () => {
    const shop = await selling()
    const operator = await shop.staff('operator', '78')
    expect((await operator.say('/paket ubah harian harga=1'))[0]?.text).not.toContain('sekarang')
    expect((await operator.say('/voucher buat harian 1'))[0]?.text).toContain('Buat 1 voucher')
    const customer = shop.customer()
    await customer.say('/voucher buat harian 1')
    expect(await shop.deps.db.selectFrom('voucher_batches').selectAll().execute()).toEqual([])
  })
})

describe('a refund', () => {
  test('needs a reason, a second yes and a PIN, and takes the voucher back', async () => {
    const { owner, customer, followUp, deps, router } = await selling()
    const buyer = customer()
    await buyer.say('voucher')
    await buyer.say('1')
    const [unpaid] = await owner.say('/bayar kembali 1 "salah beli"')
    expect(unpaid?.text).toBe('Pesanan ini belum dibayar.')
    await deps.db
      .updateTable('orders')
      .set({ state: 'paid', paid_at: deps.now(), applied_rupiah: 5_000, receipt_number: 'KW/1' })
      .execute()
    await deliverOrder(deps, { orderId: 1 })
    await followUp()
    expect(router.users()).toHaveLength(1)

    expect((await owner.say('/bayar kembali 1'))[0]?.text).toContain('alasannya')
    const [question] = await owner.tap('Salah beli')
    expect(question?.text).toContain('Kembalikan Rp 5.000 ke saldo')
    expect(await deps.db.selectFrom('orders').select('state').execute()).toEqual([
      { state: 'delivered' },
    ])
    const [pin] = await owner.tap('Ya, lanjutkan')
    expect(pin?.text).toContain('butuh PIN')
    await owner.say('483920')
    await followUp()
    expect(await deps.db.selectFrom('orders').select('state').execute()).toEqual([
      { state: 'refunded' },
    ])
    expect(router.users()).toEqual([])
    expect((await owner.say('/bayar kembali 1 lagi'))[0]?.text).toContain('sudah dikembalikan')
  })
})

describe('a customer on WhatsApp', () => {
  test('sees packages with price and validity, picks one by number, and gets a link to pay', async () => {
    const shop = await selling()
    const customer = shop.customer()
    const [menu] = await customer.say('voucher')
    expect(menu?.choices?.map(({ label }) => label)).toEqual([
      'Harian 3 jam · Rp 5.000 · 3 jam, berlaku 1 hari',
    ])
    const [order] = await customer.say('1')
    expect(order?.text).toContain('Total Rp 5.000')
    expect(order?.text).toMatch(/http:\/\/127\.0\.0\.1:8080\/pay\/\S+/)
    expect(order?.text).toContain('sejak login pertama')
  })

  test('is told the truth when there is nothing to buy', async () => {
    const shop = await open()
    const [reply] = await shop.customer().say('voucher')
    expect(reply?.text).toContain('belum ada voucher yang dijual')
  })
})
