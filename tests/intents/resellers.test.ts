import { expect, test } from 'vitest'
import { createEffects, type EffectHandlers } from '../../src/domain/effects/run-effects.ts'
import { drawCommission } from '../../src/domain/resellers/draw-commission.ts'
import { drawStatement } from '../../src/domain/resellers/draw-statement.ts'
import { readSale, readWish } from '../../src/intents/reseller/read-sale.ts'
import { readTradeWords } from '../../src/intents/reseller/trade-words.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

const PHONE = '+6281234500001'
const PIN = '483920'

/** A shop with two packages, and Berkah on WhatsApp whom the owner made a reseller. */
async function trading({ depositRupiah = 0 } = {}) {
  const shop = await talk()
  const handlers = {
    ...hotspotWork,
    'reseller.statement': drawStatement,
    'reseller.report': drawCommission,
  } as EffectHandlers
  const work = createEffects(shop.deps, { handlers, owner: 'test' })
  const owner = await shop.staff('owner')
  const berkah = shop.customer(PHONE)
  await berkah.say('halo')
  await owner.say('/paket tambah harian Harian 5rb harian modal=1500 waktu="3 jam"')
  await owner.say('/paket tambah mingguan Mingguan 25rb mingguan modal=9000')
  const [added] = await owner.say(`/reseller tambah ${PHONE} Toko Berkah`)
  await owner.say('/reseller harga semua harian 4000')
  await owner.say('ya')
  const followUp = async () => {
    await work.idle()
    await shop.outbox.idle()
  }
  await followUp()
  const say = async (text: string) => (await berkah.say(text)).map((one) => one.text).join('\n')
  const admin = async (text: string) => (await owner.say(text)).map((one) => one.text).join('\n')
  if (depositRupiah > 0) {
    await owner.say(`/reseller deposit berkah ${depositRupiah}`)
    await owner.say('ya')
    await owner.say(PIN)
  }
  return { ...shop, owner, berkah, added, say, admin, followUp }
}

test('an admin makes a phone number a reseller, takes cash with a PIN, and sees how all stand', async () => {
  const { admin, added, owner, say } = await trading()
  expect(added?.text).toContain('Toko Berkah sekarang reseller')
  expect(await admin('/reseller deposit "toko berkah" 200rb')).toBe(
    'Terima tunai Rp 200.000 sebagai deposit Toko Berkah?',
  )
  await owner.say('ya')
  expect(await admin(PIN)).toContain(
    'Deposit Toko Berkah bertambah Rp 200.000, sekarang Rp 200.000',
  )
  await say('jual 2 harian')
  expect(await admin('/reseller daftar')).toContain('deposit Rp 192.000 · bulan ini 2 voucher')
  const card = await admin('/reseller cek berkah')
  expect(card).toContain('2 voucher, Rp 8.000, komisi Rp 2.000')
  expect(card).toContain('• Harian: Rp 4.000, harga jual Rp 5.000')
  expect(await admin('/reseller cek bunga')).toContain('Tidak ada reseller "bunga"')
})

test('a price above the shop or below its cost is asked first, and says so', async () => {
  const { admin, owner, say } = await trading()
  expect(await admin('/reseller harga berkah harian 3500')).toContain('sekarang Rp 3.500')
  expect(await admin('/reseller harga berkah harian 1000')).toContain('di bawah modal Rp 1.500')
  await owner.tap('Batal')
  expect(await say('harga')).toContain('Harian: Rp 3.500')
  expect(await admin('/reseller harga berkah harian 6000')).toContain('di atas harga jual Rp 5.000')
  await owner.say('ya')
  expect(await say('harga')).toContain('Harian: Rp 6.000')
  await admin('/reseller harga berkah harian hapus')
  expect(await say('harga')).toContain('Harian: Rp 4.000')
})

test('a reseller tops up by a link', async () => {
  const { say, berkah, deps } = await trading()
  expect(await say('deposit 200rb')).toMatch(
    /Isi deposit Rp 200\.000\. Bayar di sini:\nhttp.*\/pay\//,
  )
  expect(await say('isi deposit')).toContain('Isi berapa?')
  await berkah.tap('Rp 100.000')
  expect(await say('/deposit 5rb')).toContain('harus rupiah, Rp 10.000 sampai')
  const orders = await deps.db.selectFrom('orders').selectAll().orderBy('id').execute()
  expect(orders).toMatchObject([
    { kind: 'deposit', amount_rupiah: 200_000, state: 'open' },
    { kind: 'deposit', amount_rupiah: 100_000, state: 'open' },
  ])
})

test('a reseller sells by one line, with the number of the buyer, and gets words to pass on', async () => {
  const { say, berkah, followUp, customer } = await trading({ depositRupiah: 100_000 })
  const buyer = customer('+6281234500099')
  await buyer.say('halo')
  const said = await say('jual 1 harian 0812-3450-0099')
  expect(said).toContain('Terjual 1 × Harian. Rp 4.000 dari deposit, sisa Rp 96.000')
  expect(said).toContain('komisi Rp 1.000')
  await followUp()
  expect(buyer.sent().at(-1)?.text).toContain('voucher.delivered')
  const mine = berkah.sent().slice(-2)
  expect(mine[0]?.text).toContain('"sent":true')
  expect(mine[1]?.text).toContain('voucher.delivered')

  expect(await say('jual harian 08123')).toContain('Nomor 08123 belum benar')
  const [list] = await berkah.say('jual')
  expect(list?.choices?.map(({ label }) => label)).toEqual([
    expect.stringContaining('Harian · Rp 4.000'),
    expect.stringContaining('Mingguan · Rp 25.000'),
  ])
  const [sold] = await berkah.say('1')
  expect(sold?.text).toContain('Terjual 1 × Harian')
})

test('more than ten are asked first, and too little deposit is said with what is missing', async () => {
  const { say, berkah, deps } = await trading({ depositRupiah: 60_000 })
  expect(await say('jual 12 harian')).toBe('Jual 12 Harian? Rp 48.000 dipotong dari deposit.')
  expect(
    await deps.db.selectFrom('orders').where('kind', '=', 'resale').selectAll().execute(),
  ).toEqual([])
  expect(await say('ya')).toContain('Terjual 12 × Harian')
  const [short] = await berkah.say('jual mingguan')
  expect(short?.text).toContain('ada Rp 12.000, kurang Rp 13.000. Belum ada yang dijual.')
  const [link] = await berkah.tap('Isi Rp 20.000')
  expect(link?.text).toContain('Isi deposit Rp 20.000')
  expect(await say('jual 30 harian')).toContain('paling banyak 20')
})

test('"saldo" of a reseller is his deposit, with movements, sales, and a PDF on request', async () => {
  const { say, berkah, followUp, admin, owner } = await trading({ depositRupiah: 100_000 })
  await say('jual 2 harian')
  const standing = await say('saldo')
  expect(standing).toContain('Deposit: Rp 92.000')
  expect(standing).toContain('Hari ini: 2 voucher, Rp 8.000, komisi Rp 2.000')
  expect(standing).toMatch(/Jual 2 × Harian · -Rp 8\.000\n.*Isi deposit · \+Rp 100\.000/)
  await berkah.tap('PDF bulan ini')
  await followUp()
  expect(textsOf(berkah)).toContain('deposit-2026-11.pdf')
  expect(await say('laporan')).toContain('• Harian: 2 voucher, Rp 8.000, komisi Rp 2.000')
  expect(await say('laporan bulan lalu')).toContain('Belum ada penjualan di Oktober 2026')

  expect(await admin('/laporan reseller')).toContain(
    'Toko Berkah: 2 voucher, Rp 8.000, komisi Rp 2.000',
  )
  await followUp()
  expect(textsOf(owner)).toContain('reseller-2026-11.xlsx')
})

function textsOf({ sent }: { sent: () => { text: string }[] }) {
  return sent()
    .map(({ text }) => text)
    .join('\n')
}

test('a reseller sees his own menu and nothing of the business; a customer cannot resell', async () => {
  const { say, admin, customer } = await trading()
  expect(await say('halo')).toContain('Halo Toko Berkah! Deposit Rp 0')
  expect(await say('/bantuan')).toContain('/jual')
  for (const line of [
    '/reseller daftar',
    '/pelanggan cari budi',
    '/paket daftar',
    '/laporan reseller',
  ]) {
    expect(await say(line)).not.toMatch(/Toko Berkah|router pusat|profil/)
  }
  const stranger = customer('+6281234500077')
  for (const line of ['jual 1 harian', '/jual 1 harian', 'deposit 200rb']) {
    expect((await stranger.say(line)).map(({ text }) => text).join()).not.toMatch(
      /Terjual|Isi deposit/,
    )
  }
  expect(await admin('/tim daftar')).toContain('Toko Berkah')
  await say('en')
  expect(await say('sell 1 daily')).toContain('Your deposit is not enough for 1 × Harian')
  expect(await say('balance')).toContain('Today: nothing sold yet')
})

test('a reseller who calls for a person is heard by one, and goes on selling', async () => {
  const { say, owner, berkah } = await trading({ depositRupiah: 20_000 })
  expect(await say('admin')).toContain('admin kami akan membalas')
  expect(textsOf(owner)).toContain('chat.wants_human')
  await berkah.say('printer saya rusak, bisa pinjam?')
  expect(textsOf(owner)).toContain('printer saya rusak')
  expect(await say('jual harian')).toContain('Terjual 1 × Harian')
})

test('what a reseller writes is read in any order', () => {
  const offered = [
    { code: 'harian', name: 'Harian 3 jam' },
    { code: 'mingguan', name: 'Mingguan' },
    { code: '3jam', name: 'Tiga Jam' },
  ]
  const read = (text: string) => {
    const { words, phone, badPhone } = readSale(text)
    const { package: chosen, quantity } = readWish(offered, words)
    return [chosen?.code, quantity, phone ?? badPhone ?? null]
  }
  expect(read('1 harian 081234567890')).toEqual(['harian', 1, '+6281234567890'])
  expect(read('081234567890 harian 2')).toEqual(['harian', 2, '+6281234567890'])
  expect(read('voucher mingguan 3 ke +62 812-3456-7890')).toEqual(['mingguan', 3, '+6281234567890'])
  expect(read('dua harian utk 0812 3456 7890')).toEqual(['harian', 2, '+6281234567890'])
  expect(read('1 hari')).toEqual(['harian', 1, null])
  expect(read('harian 3 jam')).toEqual(['harian', 1, null])
  expect(read('5x 3jam')).toEqual(['3jam', 5, null])
  expect(read('15 weekly')).toEqual(['mingguan', 15, null])
  expect(read('tahunan')).toEqual([undefined, 1, null])
  expect(read('harian 0812345')).toEqual(['harian', 1, '0812345'])
})

test('the words of the trade are a reseller’s alone', () => {
  const person = {
    id: 1,
    name: 'Berkah',
    language: 'id',
    role: 'reseller',
    optedOut: false,
  } as const
  const read = (text: string) => readTradeWords({ person, text })
  expect(read('deposit 200rb')?.input).toEqual({ jumlah: '200rb' })
  expect(read('top up 1jt')).toMatchObject({ intent: 'reseller.top_up', input: { jumlah: '1jt' } })
  expect(read('isi saldo')).toMatchObject({ asking: { skipped: [] } })
  for (const text of ['saldo', 'Saldo saya berapa?', 'cek deposit', 'mutasi', 'balance']) {
    expect(read(text)?.intent).toBe('reseller.statement')
  }
  expect(read('mutasi oktober')?.input).toEqual({ bulan: 'oktober' })
  expect(read('jual')?.input).toEqual({})
  expect(read('jualan saya sepi')).toBeUndefined()
  expect(read('terima kasih')).toBeUndefined()
  expect(
    readTradeWords({ person: { ...person, role: 'customer' }, text: 'jual 1' }),
  ).toBeUndefined()
})
