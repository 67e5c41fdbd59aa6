import { expect, test } from 'vitest'
import { issueInvoices } from '../../src/domain/billing/issue-invoices.ts'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import { billingDesk, BUDI, PIN, RATNA } from './billing-desk.ts'

const labels = (choices: { label: string }[] | undefined) => choices?.map(({ label }) => label)

/** Budi with a line, billed once. */
async function billed() {
  const desk = await billingDesk()
  const budi = await desk.known(BUDI, 'Budi')
  await desk.line(budi.personId, 'budi01')
  await desk.said('/tagihan terbit budi')
  return { ...desk, budi, first: 'INV/2026/11/000001' }
}

test('a bill is issued, seen, paid in part, rides on the next, and what is too much pays the one after', async () => {
  const { budi, siti, said, sure, monthLater, first, deps, notices } = await billed()
  const [bill] = await budi.say('tagihan')
  expect(bill?.text).toContain(`Tagihan ${first}`)
  expect(bill?.text).toMatch(/Rumah 20, .*: Rp 100\.000/)
  expect(bill?.text).toMatch(
    /Yang perlu dibayar: Rp 100\.000\nPaling lambat .*\nBayar di sini: http\S+\/pay\/\S+/,
  )

  const [asked] = await siti.say('/bayar budi 80rb tunai')
  expect(asked?.text).toBe(
    `Catat Rp 80.000 tunai dari Budi (${BUDI})?\nUangnya dibagi begini:\n• ${first}: Rp 80.000, masih kurang Rp 20.000`,
  )
  const recorded = (await siti.say('ya')).at(-1)?.text
  expect(recorded).toContain('Rp 80.000 dari Budi sudah dicatat')
  expect(recorded).toContain('Kwitansi tagihan yang masih kurang terbit begitu lunas')
  expect(await said('/pelanggan cari budi')).toContain('1 pembayaran · Rp 80.000')
  expect((await budi.say('bayar'))[0]?.text).toContain('Yang perlu dibayar: Rp 20.000')

  await monthLater()
  const second = (await budi.say('tagihan'))[0]?.text
  expect(second).toContain('Sisa tagihan sebelumnya: Rp 20.000')
  expect(second).toContain('Yang perlu dibayar: Rp 120.000')
  expect(await said(`/tagihan lihat ${first}`)).toContain('sudah pindah ke tagihan berikutnya')

  const late = await said('/tagihan daftar belum')
  expect(late).toMatch(/Rp 120\.000 · .*, sisa lama sejak \d/)
  expect(late).toContain('1 tagihan, belum lunas Rp 120.000')
  expect(late).not.toContain('Rp 100.000')

  expect(await sure('/bayar budi 170rb transfer')).toContain('• Saldo: Rp 50.000')
  expect((await budi.say('saldo'))[0]?.text).toContain('Rumah 20 (budi01): Rp 50.000')
  await monthLater()
  expect((await budi.say('tagihan'))[0]?.text).toContain('Sudah dibayar: Rp 50.000')
  expect(await sure('/bayar budi lunas')).toContain('lunas')
  const history = (await budi.say('riwayat'))[0]?.text
  expect(history).toContain('Rp 170.000 lewat transfer bank')
  expect(history).toContain(`${first}: Rp 100.000, sisanya ada di tagihan berikutnya`)
  expect((await budi.say('tagihan'))[0]?.text).toContain('Internet Anda terbayar sampai')
  expect(await notices('invoice.paid')).toHaveLength(2)
  expect(await checkLedger(deps)).toMatchObject({ sound: true })
})

test('what was billed is no money yet: a report says both, and the month by any of its names', async () => {
  const { said, sure } = await billed()
  expect(await said('/laporan bulan')).toContain('Uang masuk: Rp 0\nDitagih')
  await sure('/bayar budi 80rb tunai')
  for (const month of ['bulan ini', 'bulan', 'month']) {
    const report = await said(`/laporan ${month}`)
    expect(report).toContain('s.d.')
    expect(report).toContain('Uang masuk: Rp 80.000')
    expect(report).toContain('Ditagih (tagihan terbit + voucher terjual): Rp 100.000')
  }
  await sure('/saldo tambah budi 5rb kompensasi')
  expect(await said('/laporan hari ini')).toContain('Uang masuk: Rp 80.000')
})

test('the month is seen at a glance, listed page by page, and one bill is opened by its button', async () => {
  const desk = await billed()
  const { siti, said, clock, followUp } = desk
  const [overview] = await siti.say('/tagihan')
  expect(overview?.text).toContain('Terbit: 1 tagihan, Rp 100.000')
  expect(overview?.text).toContain('Belum lunas (semua bulan): 1 tagihan, Rp 100.000')
  expect(labels(overview?.choices)).toContain('Belum lunas')
  clock.pass({ hours: 10 * 24 })
  const [late] = await siti.say('/tagihan daftar telat')
  expect(late?.text).toMatch(/INV\/2026\/11\/000001 · Budi · Rp 100\.000 · terlambat \d+ hari/)
  expect(await said('/tagihan daftar lunas okt')).toContain('tidak ada')
  const [wrong] = await siti.say('/tagihan daftar sepet')
  expect(wrong?.text).toContain('lunas, belum, telat, atau semua')
  await siti.say('/tagihan daftar')
  const [shown] = await siti.tap('INV/2026/11/000001 · Budi')
  expect(labels(shown?.choices)).toEqual([
    'PDF',
    'Kirim ke pelanggan',
    'Catat pembayaran',
    'Kurangi',
    'Batalkan tagihan',
    'Saldo pelanggan',
  ])
  await siti.tap('PDF')
  await followUp()
  expect(siti.sent().at(-1)?.text).toContain('invoice.file')
  expect(await said('/tagihan kirim inv 1')).toContain('1 tagihan dikirim')
  await desk.sure('/tagihan kirim semua')
  clock.pass({ hours: 20 * 24 })
  expect(await desk.sure('/tagihan terbit')).toContain('sedang diterbitkan')
  await followUp()
  expect(await desk.notices('invoices.sent.staff')).toMatchObject([{ sent: 1, unreachable: 0 }])
  expect(await desk.notices('invoices.issued.staff')).toMatchObject([{ issued: 1 }])
  expect(await said('/tagihan terbit')).toContain('Belum ada langganan')
  expect(await said('/tagihan lihat inv 99')).toContain('/tagihan daftar')
})

test('a bill by hand is a draft until somebody issues it', async () => {
  const { siti, said, budi } = await billed()
  const [draft] = await siti.say('/tagihan buat budi 150rb "Biaya pemasangan" diskon=25rb')
  expect(draft?.text).toContain('Biaya pemasangan: Rp 150.000')
  expect(draft?.text).toContain('Total: Rp 125.000')
  expect((await budi.say('tagihan'))[0]?.text).not.toContain('pemasangan')
  const [issued] = await siti.tap('Terbitkan')
  expect(issued?.text).toContain('Tagihan INV/2026/11/000002 terbit')
  const all = (await budi.say('tagihan'))[0]?.text
  expect(all).toContain('Biaya pemasangan')
  expect(all).toContain('Jumlah semuanya: Rp 225.000')
  const choose = await budi.say('bayar')
  expect(labels(choose[0]?.choices)).toHaveLength(3)
  expect((await budi.say('2'))[0]?.text).toContain('INV/2026/11/000002')
  await siti.say('/tagihan buat budi 10rb "Salah ketik"')
  await siti.tap('Buang rancangan')
  expect((await siti.tap('Terbitkan'))[0]?.text).toContain('tidak ditemukan')
  expect(await said('/tagihan buat budi 10rb kabel tempo=30')).toContain('/tagihan atur tempo')
})

test('voiding, reducing, taking back and correcting need a reason, a yes and the PIN', async () => {
  const { siti, sure, said, first, clock, budi, notices } = await billed()
  clock.pass({ hours: 1 })
  const [asked] = await siti.say(`/tagihan kurangi ${first} 25rb gangguan 3 hari`)
  expect(asked?.text).toContain('dari Rp 100.000 menjadi Rp 75.000')
  expect((await siti.say('ya')).at(-1)?.text).toContain('Ketik PIN')
  expect((await siti.say(PIN)).at(-1)?.text).toContain('Sisanya Rp 75.000')
  await sure('/bayar budi 75rb')
  const [choices] = await siti.say('/bayar batal')
  const choice = labels(choices?.choices)?.[0] ?? ''
  expect(choice).toContain('Budi · Rp 75.000 · tunai')
  await siti.tap(choice)
  expect((await siti.tap('salah catat'))[0]?.text).toContain('Tagihannya terbuka lagi')
  expect((await siti.say('ya')).at(-1)?.text).toContain('dibatalkan')
  expect((await budi.say('tagihan'))[0]?.text).toContain('Yang perlu dibayar: Rp 75.000')
  expect((await siti.say(`/tagihan batal ${first}`)).at(-1)?.text).toContain('alasannya')
  expect((await siti.tap('salah tagih'))[0]?.text).toContain(`Batalkan tagihan ${first}`)
  expect((await siti.say('ya')).at(-1)?.text).toContain('dibatalkan')
  expect((await budi.say('tagihan'))[0]?.text).toContain('Tidak ada tagihan')
  expect(await said(`/tagihan batal ${first} sekali lagi`)).toContain('sudah dibatalkan')
  expect(await notices('invoice.voided')).toHaveLength(1)
})

test('what was said yes to is what is recorded, though more is billed before the PIN', async () => {
  const { siti, clock, line, deps, budi } = await billed()
  clock.pass({ hours: 1 })
  expect((await siti.say('/bayar budi lunas'))[0]?.text).toContain('Catat Rp 100.000')
  expect((await siti.say('ya')).at(-1)?.text).toContain('Ketik PIN')
  const { id: other } = await deps.db
    .insertInto('people')
    .values({ name: 'Budi', created_at: deps.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await deps.db
    .insertInto('customers')
    .values({ person_id: other, created_at: deps.now() })
    .execute()
  await line(budi.personId, 'budi02')
  await issueInvoices(deps)
  expect((await budi.say('tagihan'))[0]?.text).toContain('Rp 200.000')
  expect((await siti.say(PIN)).at(-1)?.text).toContain('Rp 100.000 dari Budi')
  const paid = deps.db.selectFrom('payments').select(['person_id', 'amount_rupiah'])
  expect(await paid.execute()).toEqual([{ person_id: budi.personId, amount_rupiah: 100_000 }])
})

test('an operator sees bills and can neither void nor take money', async () => {
  const desk = await billingDesk({ role: 'operator' })
  const ratna = await desk.known(RATNA, 'Ratna')
  await desk.line(ratna.personId, 'ratna01')
  await desk.monthLater()
  const [shown] = await desk.siti.say('/tagihan lihat inv/2026/12/1')
  expect(labels(shown?.choices)).toEqual(['PDF', 'Saldo pelanggan'])
  for (const command of [
    '/tagihan batal inv/2026/12/1 salah',
    '/bayar ratna 100rb',
    '/saldo tambah ratna 10rb bonus besar',
    '/tagihan atur tenggang=9',
  ]) {
    expect(await desk.said(command)).toMatch(
      /hak akses|tidak mengenal|Tidak ada perintah|: tidak ada/,
    )
  }
  expect((await ratna.say('tagihan'))[0]?.text).toContain('Rp 100.000')
})

test('money is divided over the oldest debts, in parts that add up, and credit only within its limit', async () => {
  const { siti, said, sure, first, budi } = await billed()
  await siti.say('/tagihan buat budi 50rb "Kabel 20 meter"')
  await siti.tap('Terbitkan')
  expect(await said('/bayar budi 130rb bagi="60rb tunai, 60rb transfer"')).toContain(
    'jumlah bagiannya Rp 120.000, padahal totalnya Rp 130.000',
  )
  const [asked] = await siti.say('/bayar budi 130rb bagi="60rb tunai, 70rb transfer"')
  expect(asked?.text).toContain('Rp 60.000 tunai + Rp 70.000 transfer bank')
  expect(asked?.text).toContain(`• ${first}: Rp 100.000, lunas`)
  const [done] = (await siti.say('ya')).slice(-1)
  expect(done?.text).toContain('Rp 30.000, masih kurang Rp 20.000')
  expect(labels(done?.choices)).toEqual([`Kwitansi ${first}`])
  expect(await said('/bayar budi 20rb bagi="5rb tunai, 15rb tempo"')).toContain('belum diaktifkan')
  await sure('/tagihan atur tempo=10rb')
  expect(await said('/bayar budi 20rb bagi="5rb tunai, 15rb tempo"')).toContain(
    'Batas tempo Rp 10.000',
  )
  await sure('/tagihan atur tempo 1jt')
  expect(await said('/bayar budi 20rb bagi="5rb tunai, 15rb tempo"')).toContain(
    'Rp 15.000 dibayar belakangan',
  )
  expect((await budi.say('tagihan'))[0]?.text).toContain('Rp 20.000')
  expect(await said('/bayar budi')).toContain('Berapa yang dibayar')
  expect(labels((await siti.say('/bayar'))[0]?.choices)).toContain('Catat pembayaran')
})

test('balances are shown apart, corrected with a reason, and say what they will buy', async () => {
  const { siti, said, sure, budi, notices } = await billed()
  await sure('/bayar budi 100rb')
  expect(await sure('/saldo tambah budi 60rb kompensasi gangguan')).toContain('Rp 60.000')
  await sure('/saldo tambah budi 150rb bonus langganan=budi01')
  const shown = await said('/saldo budi')
  expect(shown).toContain('Saldo pelanggan: Rp 60.000')
  expect(shown).toContain('• budi01 (Rumah 20): Rp 150.000')
  expect(shown).toContain('cukup untuk 2 periode Rumah 20, sisa Rp 10.000')
  expect(shown).toContain('+Rp 60.000, koreksi admin')
  expect((await budi.say('saldo'))[0]?.text).toContain('cukup untuk 2 periode')
  const [less] = await siti.say('/saldo kurangi budi 100rb salah hitung')
  expect(less?.text).toContain('kekurangan Rp 40.000 menjadi tagihan')
  await siti.say('batal')
  expect(await said('/saldo cairkan budi 70rb berhenti')).toContain('belum cukup')
  expect(await sure('/saldo cairkan budi 60rb berhenti')).toContain('dicairkan')
  expect(await said('/saldo')).toContain('Punya saldo: 1 pelanggan, Rp 150.000')
  expect(await notices('balance.adjusted')).toHaveLength(2)
})

test('debts are told by their age, with a chart and a table', async () => {
  const { siti, said, monthLater, clock, followUp, deps } = await billed()
  await monthLater()
  clock.pass({ hours: 5 * 24 })
  const [report] = await siti.say('/tunggakan')
  expect(report?.text).toContain('Rp 200.000 dari 1 pelanggan')
  expect(report?.text).toMatch(/8–30 hari: Rp 100\.000|31–60 hari: Rp 100\.000/)
  await siti.tap('Excel')
  await followUp()
  const files = siti.sent().flatMap(({ text }) => /tunggakan-[\d-]+\.(?:png|xlsx)/.exec(text) ?? [])
  expect(new Set(files.map((name) => name.split('.')[1]))).toEqual(new Set(['png', 'xlsx']))
  const dead = await deps.db.selectFrom('effects').where('state', '=', 'dead').selectAll().execute()
  expect(dead).toEqual([])
  expect(await said('/laporan tagihan')).toContain(
    'Kekurangan pindah ke tagihan berikutnya: 1 kali',
  )
})

test('every rule of billing is shown, and a wrong value is answered with its rule', async () => {
  const { siti, said, sure } = await billed()
  const [all] = await siti.say('/tagihan atur')
  expect(all?.choices).toHaveLength(14)
  expect(await said('/tagihan atur tenggang=99')).toContain('angka hari 0 sampai 60')
  expect(await said('/tagihan atur ppn=sebelas')).toContain('persen, mis. 11')
  const [asked] = await siti.say('/tagihan atur ppn=11 denda=10rb pengingat=5,1')
  expect(asked?.text).toContain('PPN: mati → 11%')
  expect(asked?.text).toContain('Pengingat: H-7, H-3, H-1, hari-H → H-5, H-1')
  expect((await siti.say('ya')).at(-1)?.text).toContain('Denda terlambat: Rp 10.000')
  await siti.say('/tagihan atur')
  expect((await siti.tap('Masa tenggang'))[0]?.text).toContain('Nilai barunya?')
  expect(await sure('2 hari')).toContain('Masa tenggang: 2 hari')
  expect(await said('/tagihan atur tanggl 5')).toContain('tidak dikenal')
})
