import { describe, expect, test } from 'vitest'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { talk } from '../support/talk.ts'

async function open() {
  const shop = await talk({ word: wordNotice({ pay: () => 'https://…' }) })
  const { deps, doors, telegram, outbox } = shop
  const handlers = effectHandlers({ doors, payChanged: () => {}, showMenu: async () => {} })
  const work = createEffects(deps, { handlers, owner: 'test' })
  await work.idle()
  const owner = await shop.staff('owner')
  const send = async (who: typeof owner, text: string, lines: string[]) => {
    telegram.shelf.set('F1', Buffer.from(lines.join('\n')))
    return who.hear({
      text,
      media: { kind: 'document', ref: 'F1', mime: 'text/csv', name: 'daftar.csv' },
    })
  }
  return {
    ...shop,
    owner,
    send: (text: string, lines: string[]) => send(owner, text, lines),
    sendAs: send,
    async followUp() {
      await work.idle()
      await outbox.idle()
      return owner.sent().at(-1)
    },
    customers: async () =>
      (await deps.db.selectFrom('customers').select('person_id').execute()).length,
  }
}

const labels = (message: { choices?: { label: string }[] } | undefined) =>
  message?.choices?.map(({ label }) => label)

const LIST = ['Nama,No HP,Alamat', 'Ani,081234567801,Sleman', 'Budi,12,Bantul']

describe('bringing in a list', () => {
  test('shows what it would do, does it after the yes, and says what came of it', async () => {
    const shop = await open()
    const [reading] = await shop.send('/impor pelanggan', LIST)
    expect(reading?.text).toContain('sedang dibaca')
    const plan = await shop.followUp()
    expect(plan?.edited).toBeDefined()
    expect(plan?.text).toContain('2 baris: 1 baru, 0 sudah ada, 1 bermasalah')
    expect(plan?.text).toContain('• baris 3 (Budi): nomor HP "12" tidak valid')
    expect(labels(plan)).toEqual(['▶️ Jalankan (1)', 'Batal'])
    const sheet = shop.owner.sent().find(({ file }) => file)
    expect(sheet?.file?.name).toMatch(/^impor-\d+\.xlsx$/)
    expect(await shop.customers()).toBe(0)

    await shop.owner.tap('▶️ Jalankan (1)')
    // Whoever has no PIN yet chooses one, and what was asked for goes on.
    const [running] = await shop.owner.say('274916')
    expect(running?.text).toContain('0 dari 1 baris')
    const done = await shop.followUp()
    expect(done?.text).toContain('Impor pelanggan selesai: 1 dimasukkan, 1 tidak bisa')
    expect(await shop.customers()).toBe(1)
    expect((await shop.owner.tap('▶️ Jalankan (1)'))[0]?.text).toContain('sudah selesai')
    expect(await shop.customers()).toBe(1)
  })

  test('asks for the file where none came, and forgets it all on "Batal"', async () => {
    const shop = await open()
    const [asked] = await shop.owner.say('/impor pelanggan')
    expect(asked?.text).toContain('Kirim file Excel')
    await shop.send('', LIST)
    await shop.followUp()
    const [dropped] = await shop.owner.tap('Batal')
    expect(dropped?.text).toContain('Tidak ada yang disimpan')
    await shop.owner.tap('▶️ Jalankan (1)')
    await shop.followUp()
    expect(await shop.customers()).toBe(0)
  })

  test('says what is missing, and gives an example that can be filled in', async () => {
    const shop = await open()
    await shop.send('/impor pppoe', LIST)
    expect((await shop.followUp())?.text).toContain('Yang belum ada: User PPPoE, Paket')
    await shop.owner.say('/impor contoh pppoe')
    const sample = await shop.followUp()
    expect(sample?.file?.name).toBe('contoh-pppoe.xlsx')
    const bytes = await shop.deps.files.get(sample?.file?.key ?? '')
    const { sheets } = await shop.deps.documents.readTable(bytes, { mime: '', name: 'c.xlsx' })
    expect(sheets.map(({ name }) => name)).toEqual(['Contoh langganan PPPoE', 'Petunjuk'])
    expect(sheets[0]?.rows[1]).toContain('budi01')
  })

  test('is for those who may, and for nobody else', async () => {
    const shop = await open()
    const operator = await shop.staff('operator', '78')
    await shop.sendAs(operator, '/impor pelanggan', LIST)
    await operator.say('/ekspor pelanggan')
    await operator.say('/impor router pusat')
    await shop.followUp()
    expect(await shop.deps.db.selectFrom('imports').select('id').execute()).toEqual([])
    expect(operator.sent().every(({ file }) => file === undefined)).toBe(true)
  })
})

describe('taking over a router', () => {
  test('asks for the package of a profile, then whether unmarked ones come along', async () => {
    const shop = await open()
    shop.router.seedSecrets([
      { name: 'budi01', password: 'a', comment: 'PPPOE_SYSTEM|1|2|3|2025-01-09' },
      { name: 'ani01', password: 'b', comment: 'Bu Ani' },
    ])
    await shop.deps.db
      .insertInto('packages')
      .values({
        kind: 'pppoe',
        code: 'rumah20',
        name: 'Rumah 20',
        price_rupiah: 200_000,
        profile: 'rumah20',
        created_at: shop.deps.now(),
      })
      .execute()
    await shop.owner.say('/impor router pusat lunas=31/12/2026')
    const question = await shop.followUp()
    expect(question?.text).toContain('Profil "default" (2 PPPoE) untuk paket yang mana?')
    expect(question?.text).toContain('lunas sampai 31 Desember 2026')
    expect(labels(question)).toEqual(['Rumah 20', 'Biarkan', 'Batal'])
    const [plan] = await shop.owner.tap('Rumah 20')
    expect(labels(plan)).toEqual([
      '▶️ Jalankan (1)',
      '▶️ Jalankan (2), termasuk 1 tanpa tanda',
      'Batal',
    ])
    await shop.owner.tap('▶️ Jalankan (2), termasuk 1 tanpa tanda')
    await shop.owner.say('274916')
    expect((await shop.followUp())?.text).toContain('Adopsi isi router pusat selesai: 2 dimasukkan')
    const lines = await shop.deps.db
      .selectFrom('subscriptions')
      .select(['username', 'paid_until'])
      .orderBy('username')
      .execute()
    expect(lines).toEqual([
      { username: 'ani01', paid_until: '2026-12-31' },
      { username: 'budi01', paid_until: '2026-12-31' },
    ])
  })

  test('is offered where marked users turn up that nobody knows', async () => {
    const reply = wordNotice({ pay: () => '' })(
      { code: 'router.strangers', details: { name: 'pusat', count: 1, sample: ['x'] } },
      'id',
    )
    expect(reply.choices).toEqual([
      { label: 'Adopsi isi router', act: { intent: 'import.router', input: { nama: 'pusat' } } },
    ])
  })
})
