import { describe, expect, test } from 'vitest'
import { isolateSubscriptions } from '../../src/domain/subscriptions/isolate-subscriptions.ts'
import { openLines } from '../support/line-talk.ts'

/** A customer with a line on his phone, and the team. */
async function served() {
  const shop = await openLines()
  const { username, password } = await shop.line()
  const budi = shop.customer('+6281234567890')
  await budi.say('menu')
  const told = (code: string) => shop.owner.sent().filter(({ text }) => text.startsWith(code))
  return { ...shop, budi, username, password, told }
}

describe('a customer whose internet is down', () => {
  test('and who is isolated is told what is owed and where to pay', async () => {
    const { budi, deps, told } = await served()
    const ids = await deps.db.selectFrom('subscriptions').select('id').execute()
    const subscriptionIds = ids.map(({ id }) => id)
    await isolateSubscriptions(deps, { subscriptionIds, because: 'unpaid', by: null })
    const answer = (await budi.say('internet saya mati')).at(-1)
    expect(answer?.text).toContain('diisolir karena tagihannya belum lunas: Rp 200.000')
    expect(answer?.text).toMatch(/\/pay\/[\w-]+/)
    expect(told('ticket.card')).toEqual([])
  })

  test('is asked to try first, then has one ticket however often it is said', async () => {
    const { budi, online, username, told, owner, followUp } = await served()
    const [offline] = await budi.say('kok internet saya mati ya')
    expect(offline?.text).toContain('modem Anda terlihat tidak tersambung')
    await online(username)
    const [slow] = await budi.say('wifi lemot')
    expect(slow?.text).toContain('sambungan Anda terlihat menyala')
    const [reported] = await budi.tap('Sudah dicoba, masih bermasalah')
    expect(reported?.text).toContain('Laporan Anda kami catat (#1)')
    await budi.say('wifi lemot lagi nih')
    const [again] = await budi.tap('Sudah dicoba, masih bermasalah')
    expect(again?.text).toContain('Laporan Anda (#1) sudah kami catat')
    const [noted] = await budi.say('udah saya restart masih mati')
    expect(noted?.text).toContain('Laporan Anda (#1) sudah kami catat')
    await followUp()
    expect(told('ticket.card').map(({ edited }) => edited !== undefined)).toEqual([
      false,
      true,
      true,
    ])
    expect(told('ticket.card').at(-1)?.text).toContain('udah saya restart masih mati')

    await owner.say('/tiket ambil 1')
    expect((await budi.say('masih mati juga'))[0]?.text).toContain('(#1) sedang ditangani')
    expect((await owner.say('/tiket setujui'))[0]?.choices ?? []).toEqual([])
    expect((await owner.say('/tiket 1'))[0]?.text).toContain('masih mati juga')
    const [list] = await owner.say('/tiket daftar saya')
    expect(list?.text).toContain(`#1 · internet lambat · Budi Santoso (${username})`)
    const closed = (await owner.say('/tiket selesai 1 "Kabel di tiang sudah diganti"')).at(-1)
    expect(closed?.text).toContain('Tiket #1 selesai')
    await followUp()
    expect(budi.sent().at(-1)?.text).toContain('Kabel di tiang sudah diganti')
    expect((await owner.say('/tiket ambil 1'))[0]?.text).toContain('Tiket #1 sudah selesai')
  })

  test('in an outage is told that it is known, and disturbs nobody', async () => {
    const { budi, online, line, username, clock, told, followUp } = await served()
    const names = [username]
    for (let more = 1; more <= 5; more += 1) {
      names.push((await line(`08130000000${more}`)).username)
    }
    clock.pass({ minutes: 15 })
    await online(...names)
    clock.pass({ seconds: 30 })
    await online()
    await followUp()
    expect(told('outage.began')).toHaveLength(1)
    const [answer] = await budi.say('internet mati')
    expect(answer?.text).toContain('memang sedang ada gangguan di jaringan kami')
    expect(told('ticket.card')).toEqual([])
  })

  test('and who is nobody we know gets a way on', async () => {
    const { customer } = await openLines()
    const [answer] = await customer('+628999').say('internet mati')
    expect(answer?.text).toContain('belum tercatat sebagai pelanggan internet rumah')
    expect(answer?.choices?.map(({ label }) => label)).toEqual([
      'Daftar pasang internet',
      'Bicara dengan admin',
    ])
  })
})

describe('a customer', () => {
  test('sees package, connection, last paid day and use', async () => {
    const { budi, online, username } = await served()
    await online(username)
    const [answer] = await budi.say('cek paket')
    expect(answer?.text).toContain(`📶 Rumah 20 (${username})`)
    expect(answer?.text).toContain('🟢 Tersambung sejak')
    expect(answer?.text).toContain('turun 5 GB, naik 500 MB')
    expect((await budi.say('status'))[0]?.text).toContain('Belum ada yang lunas')
  })

  test('gets a new PPPoE password after a yes, and it works', async () => {
    const { budi, router, followUp, username, password } = await served()
    await budi.say('ganti password')
    const [question] = await budi.tap('Sandi PPPoE (modem)')
    expect(question?.text).toContain(`Buat sandi PPPoE baru untuk ${username}?`)
    const [renewed] = await budi.say('ya')
    await followUp()
    const fresh = /Sandi: (\S+)/.exec(renewed?.text ?? '')?.[1] ?? ''
    expect(fresh).not.toBe(password)
    expect(router.pppDial(username, fresh, 'AA:BB:CC:00:00:01')).toMatchObject({ ok: true })
    const [wifi] = await budi.say('ganti password wifi')
    expect(wifi?.text).toContain('Laporan Anda kami catat')
  })

  test('asks for another package, and has it with one tap of the owner', async () => {
    const { budi, owner, router, followUp, username, told } = await served()
    await owner.say('/paket tambah rumah50 "Rumah 50" 300rb rumah50')
    const [offer] = await budi.say('mau upgrade paket')
    expect(offer?.choices?.map(({ label }) => label)).toEqual(['Rumah 50 · Rp 300.000'])
    await budi.say('1')
    const [asked] = await budi.say('ya')
    expect(asked?.text).toContain('kami teruskan ke admin (#1)')
    await followUp()
    expect(told('ticket.card')).toHaveLength(1)
    const approved = (await owner.say('/tiket setujui 1')).at(-1)
    expect(approved?.text).toContain(`${username} sekarang Rumah 50`)
    await followUp()
    expect(router.secrets()).toMatchObject([{ profileName: 'rumah50' }])
    expect(budi.sent().at(-1)?.text).toContain('service.changed')
  })

  test('with two lines is asked which one is meant', async () => {
    const { budi, line, deps } = await served()
    const { username } = await line()
    const [which] = await budi.say('internet mati')
    expect(which?.text).toBe('Yang mana?')
    await budi.tap(`Rumah 20 · ${username}`)
    await budi.tap('Sudah dicoba, masih bermasalah')
    const ticket = await deps.db
      .selectFrom('tickets')
      .innerJoin('subscriptions', 'subscriptions.id', 'tickets.subscription_id')
      .select(['username', 'text'])
      .executeTakeFirst()
    expect(ticket).toEqual({ username, text: 'internet mati' })
  })
})

describe('somebody who wants to be connected', () => {
  test('walks from the first word to a running line', async () => {
    const shop = await openLines()
    const { owner, staff, customer, followUp, router } = shop
    const agus = await staff('operator', '88')
    const told = (person: typeof owner, code: string) =>
      person.sent().filter(({ text }) => text.startsWith(code))
    const ani = customer('+6281300000009')
    const [name] = await ani.say('mau pasang wifi di rumah')
    expect(name?.text).toContain('Atas nama siapa?')
    await ani.say('Ani Lestari')
    const [pin] = await ani.hear({ location: { latitude: -6.2, longitude: 106.8 } })
    expect(pin?.text).toContain('Titiknya sudah kami catat')
    const [packages] = await ani.say('Jl. Melati 5 RT 2 RW 3')
    expect(packages?.choices?.map(({ label }) => label)).toEqual(['Rumah 20 · Rp 200.000'])
    const [summary] = await ani.say('1')
    expect(summary?.text).toContain('Nama: Ani Lestari')
    expect(summary?.text).toContain('HP: +6281300000009')
    const [asked] = await ani.tap('Ya, kirim')
    expect(asked?.text).toContain('Pendaftaran #1 sudah kami terima')
    expect((await ani.say('daftar'))[0]?.text).toContain('sedang diperiksa')
    await followUp()
    expect(told(owner, 'registration.card')[0]?.text).toContain('"latitude":-6.2')

    const [day] = await owner.say('/pasang setujui 1')
    expect(day?.choices).toHaveLength(7)
    await owner.tap(day?.choices?.[1]?.label ?? '')
    const [done] = await owner.say('88')
    expect(done?.text).toContain('bukan anggota tim')
    await owner.say(`/pasang setujui 1 4/11 ${agus.personId}`)
    await followUp()
    expect(ani.sent().at(-1)?.text).toContain('"installOn":"2026-11-04"')
    expect(told(agus, 'registration.yours')).toHaveLength(1)

    await agus.say('/pasang selesai 1')
    const installed = (await agus.tap('Ya, lanjutkan')).at(-1)
    await followUp()
    const username = /User: (\S+)/.exec(installed?.text ?? '')?.[1] ?? ''
    const password = /Sandi: (\S+)/.exec(installed?.text ?? '')?.[1] ?? ''
    expect(router.pppDial(username, password, 'AA:BB:CC:00:00:09')).toMatchObject({ ok: true })
    const news = ani.sent().map(({ text }) => text.split(' ')[0])
    expect(news).toEqual(expect.arrayContaining(['registration.installed', 'invoice.issued']))
    expect((await ani.say('daftar'))[0]?.text).toContain(
      `sudah berlangganan Rumah 20 (${username})`,
    )
    expect((await agus.say('/pasang selesai 1'))[0]?.text).toBeDefined()
    expect((await agus.tap('Ya, lanjutkan'))[0]?.text).toContain('sudah terpasang')
  })

  test('may ask for the price in between, and says a package as people say it', async () => {
    const { owner, customer, followUp } = await openLines()
    await owner.say('/paket tambah rumah50 "Rumah 50" 300rb rumah50')
    await followUp()
    const ani = customer('+6281300000009')
    const said = async (text: string) => (await ani.say(text))[0]?.text
    await ani.say('daftar')
    const prices = await said('berapa harganya?')
    expect(prices).toContain('• Rumah 20 · Rp 200.000')
    expect(prices).toContain('Atas nama siapa?')
    expect(await said('08123 paket murah')).toContain('belum seperti nama')
    expect(await said('nama saya Ani Lestari')).toContain('Alamat pemasangannya')
    expect(await said('bisa dicicil gak?')).toContain('Alamat pemasangannya')
    expect(await said('Jl. Melati 5')).toContain('Mau paket yang mana?')
    expect(await said('yang rumah')).toContain('Ada beberapa yang cocok')
    expect(await said('yang emas')).toContain('belum kami temukan')
    expect(await said('yang 20 mbps aja')).toContain('Paket: Rumah 20')
    expect(await said('skip')).toContain('Kirim pendaftaran ini?\nNama: Ani Lestari')
    expect(await said('ya')).toContain('Pendaftaran #1 sudah kami terima')
  })

  test('is told kindly when it cannot be', async () => {
    const { owner, customer, followUp } = await openLines()
    const ani = customer('+6281300000009')
    await ani.say('daftar')
    await ani.say('Ani')
    await ani.say('Jl. Jauh 1')
    await ani.say('1')
    await ani.say('ya')
    await owner.say('/pasang tolak 1 "Lokasi belum terjangkau"')
    await followUp()
    expect(ani.sent().at(-1)?.text).toContain('Lokasi belum terjangkau')
    const [again] = await ani.say('daftar')
    expect(again?.text).toContain('Atas nama siapa?')
  })
})
