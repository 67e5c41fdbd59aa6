import { describe, expect, test } from 'vitest'
import { openLines } from '../support/line-talk.ts'

describe('the owner on Telegram', () => {
  test('sells a PPPoE package, its kind found from the profile', async () => {
    const { owner } = await openLines()
    const [added] = await owner.say(
      '/paket tambah rumah50 "Rumah 50" 300rb rumah50 periode="1 bulan" isolir=isolir',
    )
    expect(added?.text).toContain('Paket PPPoE Rumah 50 (rumah50) siap dijual Rp 300.000')
    const [list] = await owner.say('/paket daftar')
    expect(list?.text).toContain('PPPoE per bulan, isolir ke isolir, 0 pelanggan')
    const [refused] = await owner.say('/paket tambah x "X" 10rb rumah20 waktu="3 jam"')
    expect(refused?.text).toContain('hanya untuk paket voucher')
    const [unknown] = await owner.say('/paket tambah y "Y" 10rb rumah20 isolir=tembok')
    expect(unknown?.text).toContain('Profil isolir "tembok" tidak ada di router pusat')
  })

  test('makes a line in one message; the password is seen once and sent once', async () => {
    const { owner, followUp, router, cloud } = await openLines()
    const [made] = await owner.say('/pppoe buat "Budi Santoso" 0812-3456-7890 rumah20')
    await followUp()
    const password = /Sandi: (\S+)/.exec(made?.text ?? '')?.[1]
    expect(router.secrets()).toMatchObject([{ name: 'pppoe-0001', password }])
    await owner.tap('Kirim ke pelanggan')
    const told = () => cloud.sent.filter(({ text }) => text.includes(String(password)))
    expect(told()).toMatchObject([{ chat: '6281234567890' }])
    const [again] = await owner.tap('Kirim ke pelanggan')
    expect(again?.text).toContain('sudah pernah dikirim')
    expect(told()).toHaveLength(1)

    const [card] = await owner.say('/pppoe cek budi')
    expect(card?.text).toContain('⚪ pppoe-0001 · Budi Santoso · +6281234567890')
    expect(card?.text).toContain('Router pusat: seharusnya profil rumah20; sesuai')
    expect(card?.text).toContain('terutang Rp 200.000')
    expect(card?.text).not.toContain(String(password))
    expect(card?.choices?.map(({ label }) => label)).toEqual(['Isolir', 'Sandi baru', 'Hentikan'])

    const [known] = await owner.say('/pelanggan tambah Budi 081234567890')
    expect(known?.text).toContain('sudah tercatat atas nama Budi Santoso')
    const [customer] = await owner.say('/pelanggan cek 081234567890')
    expect(customer?.text).toContain('⚪ pppoe-0001 · Rumah 20')
    const [second] = await owner.say('/pppoe buat Budi 081234567890 rumah20')
    expect(second?.text).toContain('sudah punya pppoe-0001. Buat langganan kedua?')
  })

  test('is asked again for a wrong number alone, and what was right is kept', async () => {
    const { owner } = await openLines()
    await owner.say('/pppoe buat Dodi')
    const again = (await owner.say('08')).map(({ text }) => text).join()
    expect(again).toContain('"telepon" belum benar')
    expect(again).toContain('Nomor WhatsApp')
    await owner.say('081234567899')
    const [made] = await owner.tap('Rumah 20')
    expect(made?.text).toContain('Dodi')
    expect(made?.text).toMatch(/User: pppoe-0001/)
  })

  test('sees why a router refuses a line', async () => {
    const { owner, followUp, router } = await openLines()
    router.seedSecrets([{ name: 'budi', password: 'lama', profile: 'rumah20' }])
    await owner.say('/pppoe buat Budi 081234567890 rumah20 user=budi')
    await followUp()
    const [card] = await owner.say('/pppoe cek budi')
    expect(card?.text).toContain('⚠️ namanya sudah dipakai user lain')
  })

  test('isolates after a yes, opens again, and ends it, and the live session goes with it', async () => {
    const { owner, followUp, router, line } = await openLines()
    const { username, password } = await line()
    router.pppDial(username, password, 'AA:BB:CC:00:00:01')
    const [question] = await owner.say(`/pppoe isolir ${username}`)
    expect(question?.text).toContain(`Isolir ${username} (Budi Santoso)?`)
    expect(router.pppSessions()).toHaveLength(1)
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(router.pppSessions()).toEqual([])
    expect((await owner.say(`/pppoe isolir ${username}`))[0]?.text).toContain('sudah diisolir')
    const [listed] = await owner.say('/pppoe daftar isolir')
    expect(listed?.text).toContain(`🔴 ${username} · Budi Santoso · Rumah 20`)

    expect((await owner.say(`/pppoe buka ${username}`))[0]?.text).toContain('belum lunas')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(router.pppDial(username, password, 'AA:BB:CC:00:00:01')).toMatchObject({ ok: true })
    await owner.say(`/pppoe hentikan ${username}`)
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(router.secrets()).toEqual([])
    expect(router.pppSessions()).toEqual([])
  })

  test('changes a line and is told what holds when', async () => {
    const { owner, followUp, router, line } = await openLines()
    await owner.say('/paket tambah rumah50 "Rumah 50" 300rb rumah50')
    const { username } = await line()
    const [question] = await owner.say(
      `/pppoe ubah ${username} paket=rumah50 ip=10.20.0.7 diskon=10rb`,
    )
    expect(question?.text).toContain('Rumah 20 → Rumah 50: kecepatan sekarang, harga mulai tagihan')
    await owner.tap('Ya, lanjutkan')
    await followUp()
    expect(router.secrets()).toMatchObject([{ profileName: 'rumah50' }])
    const [card] = await owner.say(`/pppoe cek ${username}`)
    expect(card?.text).toContain('Rumah 50, Rp 300.000, potongan Rp 10.000')
    expect(card?.text).toContain('IP tetap 10.20.0.7')
  })

  test('lets a technician make lines and give new passwords, and nothing that is the owner’s', async () => {
    const { staff, line } = await openLines()
    const agus = await staff('operator', '88')
    const { username } = await line()
    expect((await agus.say(`/pppoe isolir ${username}`))[0]?.text).toContain('di luar hak akses')
    const [refused] = await agus.say('/pppoe buat Ani 081300000009 rumah20 harga=1000')
    expect(refused?.text).toContain('hanya bisa diberikan pemilik atau admin')
    const [question] = await agus.say(`/pppoe sandi ${username}`)
    expect(question?.text).toContain('Buat sandi PPPoE baru')
  })
})
