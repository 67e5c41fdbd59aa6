import { beforeEach, describe, expect, test } from 'vitest'
import { drawResult } from '../../src/domain/broadcasts/draw-result.ts'
import { feedBroadcast, feedBroadcasts } from '../../src/domain/broadcasts/feed-broadcasts.ts'
import { keepBroadcastFile } from '../../src/domain/broadcasts/keep-file.ts'
import type { Deps } from '../../src/domain/deps.ts'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import type { Download } from '../../src/domain/media/sent-file.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

const PDF = Buffer.from('%PDF-1.4 brosur')

/** What the team and customers were told, by its code: the words may change. */
async function noticeCodes(deps: Pick<Deps, 'db'>) {
  const rows = await deps.db.selectFrom('outbox').select('content').execute()
  return rows.map(({ content }) => 'notice' in content && content.notice.code)
}

async function open() {
  const shop = await talk({ word: wordNotice({ pay: () => 'https://bayar' }) })
  const { deps, telegram } = shop
  const download: Download = async (_account, ref, signal) => {
    const file = await telegram.door.download?.(ref, signal)
    if (!file) throw new Error(`nothing at ${ref}`)
    return file
  }
  const work = createEffects(deps, {
    handlers: {
      ...hotspotWork,
      'broadcast.feed': feedBroadcast,
      'broadcast.sheet': drawResult,
      'broadcast.file': (deps, payload, signal) =>
        keepBroadcastFile(deps, { download, signal }, payload),
    },
    owner: 'test',
  })
  const settle = async () => {
    await work.idle()
    await feedBroadcasts(deps)
    for (let at = 0; at < 3; at += 1) {
      await shop.outbox.sweep()
      await shop.outbox.idle()
    }
  }
  /** A customer who wrote a moment ago. */
  async function customer(phone: string, name: string) {
    const person = shop.customer(phone)
    await person.say('halo')
    const { person_id: id } = await deps.db
      .selectFrom('identities')
      .where('value', '=', phone)
      .select('person_id')
      .executeTakeFirstOrThrow()
    await deps.db.updateTable('people').set({ name }).where('id', '=', id).execute()
    await deps.db
      .insertInto('customers')
      .values({ person_id: id, created_at: deps.now() })
      .execute()
    return { ...person, id, last: () => person.sent().at(-1)?.text ?? '' }
  }
  const owner = await shop.staff('owner')
  return {
    ...shop,
    settle,
    owner,
    customer,
    budi: await customer('+628123456789', 'Budi'),
    ani: await customer('+628123456700', 'Ani'),
    last: () => owner.sent().at(-1),
  }
}

type Shop = Awaited<ReturnType<typeof open>>
let shop: Shop
beforeEach(async () => {
  shop = await open()
})

const labels = (message: { choices?: { label: string }[] } | undefined) =>
  message?.choices?.map(({ label }) => label) ?? []

describe('from the first tap to the last reader', () => {
  test('who, what, a sample, and send: everybody reads it with the own name', async () => {
    const { owner, budi, ani, settle, last } = shop
    const [list] = await owner.say('/siaran')
    expect(list?.text).toContain('Belum ada siaran')
    const [empty] = await owner.tap('➕ Buat siaran')
    expect(empty?.text).toContain('Untuk: belum dipilih')
    expect(empty?.edited).toBeDefined()
    const [kinds] = await owner.tap('👥 Untuk siapa')
    expect(labels(kinds)).toContain('Semua pelanggan (2)')
    const [picked] = await owner.tap('Semua pelanggan (2)')
    expect(picked?.text).toContain('Untuk: Semua pelanggan (2 orang)')
    expect(picked?.edited).toBeDefined()
    await owner.tap('⬅️ Kembali')
    await owner.tap('✏️ Isi')
    const [panel] = await owner.say('Halo {{customer_name}}, besok ada promo.\nBalas saja.')
    expect(panel?.text).toContain('👥 2 orang; yang bisa menerima 2')
    expect(panel?.text).toMatch(/Halo (Budi|Ani), besok ada promo\.\nBalas saja\./)
    const sample = await owner.tap('👁️ Kirim contoh ke saya')
    expect(sample[0]?.text).toMatch(/^Halo (Budi|Ani), besok ada promo\.\nBalas saja\.$/)
    expect(sample[1]?.text).toContain('Begitulah siaran #1 akan dibaca')
    const [ask] = await owner.tap('🚀 Kirim')
    expect(ask?.text).toContain('Kirim siaran #1 ke 2 orang sekarang?')
    expect(ask?.text).toMatch(/“Halo (Budi|Ani), besok/)
    await owner.tap('Ya, lanjutkan')
    await settle()
    expect(budi.last()).toBe('Halo Budi, besok ada promo.\nBalas saja.')
    expect(ani.last()).toBe('Halo Ani, besok ada promo.\nBalas saja.')
    await settle()
    expect(last()?.text).toContain('📣 Siaran #1: selesai')
    expect(last()?.text).toContain('“Halo (nama), besok ada promo.')
    expect(last()?.text).toContain('Terkirim 2')
    expect(last()?.edited).toBeDefined()
    expect(labels(last())).toEqual(['📊 Hasil', '📄 Salin'])
    const [all] = await owner.say('/siaran')
    expect(all?.text).toContain('Halo (nama), besok')
  })

  test('one line does it all, and conditions count together and can be dropped', async () => {
    const { owner, budi } = shop
    const [tags] = await owner.say(`/pelanggan label ${budi.id} +VIP +rt05 -baru`)
    expect(tags?.text).toBe('Label Budi: rt05, vip')
    expect((await owner.say(`/pelanggan cek ${budi.id}`))[0]?.text).toContain('Label: rt05, vip')
    const [panel] = await owner.say(
      '/siaran buat untuk=semua label=vip teks="Halo {{customer_name}}" waktu="besok 09.00"',
    )
    expect(panel?.text).toContain('Untuk: Semua pelanggan dan Label vip')
    expect(panel?.text).toContain('👥 1 orang')
    expect(panel?.text).toContain('Dikirim mulai 2026-11-03 09:00')
    await owner.tap('👥 Untuk siapa')
    const [fewer] = await owner.tap('✖️ Label vip')
    expect(fewer?.text).toContain('Untuk: Semua pelanggan (2 orang)')
    expect((await owner.say('/siaran buat untuk=entahlah'))[0]?.text).toContain('belum bayar')
    expect((await owner.say('/siaran buat teks="Halo {{nama}}"'))[0]?.text).toContain(
      'Tidak ada isian {{nama}}. Yang ada: {{customer_name}}, {{business_name}}.',
    )
  })

  test('a name of two words is no tag, and a tag has a sign', async () => {
    const { owner, deps, budi } = shop
    await deps.db
      .updateTable('people')
      .set({ name: 'Maya Sari' })
      .where('id', '=', budi.id)
      .execute()
    const [tags] = await owner.say('/pelanggan label maya sari +vip')
    expect(tags?.text).toBe('Label Maya Sari: vip')
    for (const typed of ['maya baru', 'maya sari +rt05 baru']) {
      const [refused] = await owner.say(`/pelanggan label ${typed}`)
      expect(refused?.text).toContain('mis. /pelanggan label Maya Sari +vip -baru')
    }
    const { tags: kept } = await deps.db
      .selectFrom('customers')
      .where('person_id', '=', budi.id)
      .select('tags')
      .executeTakeFirstOrThrow()
    expect(kept).toEqual(['vip'])
  })

  test('a time past midnight is of the day that comes then', async () => {
    const { owner, clock } = shop
    clock.set('2026-11-02T23:30:00+07:00')
    await owner.say('/siaran buat untuk=semua teks="Sahur"')
    const [panel] = await owner.say('/siaran waktu 1 00.30')
    expect(panel?.text).toContain('Dikirim mulai 2026-11-03 00:30')
    const [tomorrow] = await owner.say('/siaran waktu 1 besok 09.00')
    expect(tomorrow?.text).toContain('Dikirim mulai 2026-11-03 09:00')
    clock.set('2026-11-03T00:10:00+07:00')
    expect((await owner.say('/siaran waktu 1 besok 09.00'))[0]?.text).toContain('2026-11-04 09:00')
    expect((await owner.say('/siaran waktu 1 sekarang'))[0]?.text).toContain('begitu Anda menekan')
  })

  test('whoever writes "stop" between the start and the sending does not get it', async () => {
    const { owner, budi, ani, settle } = shop
    await owner.say('/siaran buat untuk=semua teks="Promo!"')
    await owner.tap('🚀 Kirim')
    await owner.tap('Ya, lanjutkan')
    await ani.say('stop')
    await settle()
    expect(budi.last()).toBe('Promo!')
    expect(ani.last()).not.toBe('Promo!')
    await settle()
    const [result] = await owner.say('/siaran hasil 1')
    expect(result?.text).toContain('Terkirim 1')
    expect(result?.text).toContain('– 1 orang: minta berhenti (stop)')
    await owner.tap('📥 Excel penerima')
    await settle()
    expect(shop.last()?.file?.name).toBe('siaran-1.xlsx')
  })

  test('a picture or PDF goes along, and until it is here nothing goes', async () => {
    const { owner, budi, settle, telegram } = shop
    telegram.shelf.set('brosur', PDF)
    await owner.say('/siaran buat untuk=semua teks="Ini brosurnya."')
    await owner.tap('📎 Lampiran')
    const media = {
      kind: 'document' as const,
      ref: 'brosur',
      mime: 'application/pdf',
      name: 'brosur.pdf',
    }
    const [panel] = await owner.hear({ media })
    expect(panel?.text).toContain('📎 brosur.pdf (sedang diambil …)')
    await owner.tap('🚀 Kirim')
    expect((await owner.tap('Ya, lanjutkan'))[0]?.text).toContain('masih diambil')
    await settle()
    expect(shop.last()?.text).toContain('📎 brosur.pdf tersimpan')
    await owner.say('/siaran kirim 1')
    await owner.tap('Ya, lanjutkan')
    await settle()
    expect(budi.sent().at(-1)).toMatchObject({
      text: 'Ini brosurnya.',
      file: { name: 'brosur.pdf' },
    })
  })

  test('a failure floods nobody: it stands in the result', async () => {
    const { owner, settle, clock, deps } = shop
    await deps.db.updateTable('conversations').set({ window_until: null }).execute()
    clock.pass({ days: 2 })
    Object.assign(shop.cloud.door, { hasWindow: true })
    const [panel] = await owner.say('/siaran buat untuk=semua teks="Promo!"')
    expect(panel?.text).toContain('👥 2 orang; yang bisa menerima 0')
    expect(panel?.text).toContain('Tanpa template Meta mereka TIDAK menerima siaran ini.')
    await owner.tap('🚀 Kirim')
    await owner.tap('Ya, lanjutkan')
    await settle()
    await settle()
    expect(await noticeCodes(deps)).not.toContain('send.failed.staff')
    const [result] = await owner.say('/siaran hasil 1')
    expect(result?.text).toContain('– 2 orang: lebih dari 24 jam diam, dan tidak ada template Meta')
  })
})

const NEWS = {
  key: 'broadcast.news',
  language: 'id',
  name: 'broadcast_news',
  category: 'marketing',
  body: 'Halo {{1}}, kabar dari {{2}}: {{3}} Terima kasih.',
  variables: ['customer_name', 'business_name', 'news'],
}

async function approved({ deps, owner }: Shop, template: typeof NEWS) {
  const at = deps.now()
  const seen = { examples: [], status: 'approved', asked_by: owner.personId }
  await deps.db
    .insertInto('meta_templates')
    .values({ ...template, ...seen, asked_at: at, status_at: at } as never)
    .execute()
}

describe('outside the 24 hours', () => {
  test('only the template made for it is offered; without it, to hand that one in', async () => {
    const { owner } = shop
    await approved(shop, {
      ...NEWS,
      key: 'reseller.welcome',
      name: 'reseller_welcome',
      body: 'Halo {{1}}, nomor ini sekarang terdaftar sebagai reseller.',
      variables: ['customer_name'],
    })
    await approved(shop, { ...NEWS, language: 'en', name: 'broadcast_news_en' })
    await owner.say('/siaran buat untuk=semua teks="Promo!"')
    const [none] = await owner.tap('🧾 Template Meta')
    expect(none?.text).toContain('Belum ada template siaran yang disetujui Meta')
    expect(labels(none)).toEqual(['Ajukan template siaran ke Meta', '⬅️ Kembali'])
    const [ask] = await owner.tap('Ajukan template siaran ke Meta')
    expect(ask?.text).toContain('Ajukan "Kabar di luar 24 jam (siaran)" (Indonesia) ke Meta')
  })

  test('those who were silent get the template of Meta with the news in it', async () => {
    const { owner, settle, clock, cloud } = shop
    await approved(shop, NEWS)
    clock.pass({ days: 2 })
    Object.assign(cloud.door, { hasWindow: true })
    await owner.say('/siaran buat untuk=semua teks="Promo!"')
    await owner.tap('🧾 Template Meta')
    const [panel] = await owner.tap('broadcast_news (id)')
    expect(panel?.text).toContain('mereka menerimanya sebagai template Meta')
    const standIn =
      /Yang di luar 24 jam menerima:\s“?Halo (Budi|Ani), kabar dari Wicara: Promo! Terima/
    expect(panel?.text).toMatch(standIn)
    const [ask] = await owner.tap('🚀 Kirim')
    expect(ask?.text).toMatch(standIn)
    await owner.tap('Ya, lanjutkan')
    await settle()
    expect(shop.budi.sent().at(-1)).toMatchObject({
      template: { name: 'broadcast_news', language: 'id', values: ['Budi', 'Wicara', 'Promo!'] },
    })
  })
})

describe('who may', () => {
  test('above the limit a second person says yes; nobody approves the own one', async () => {
    const { owner, budi, settle } = shop
    const admin = await shop.staff('admin', '78')
    await owner.say('/siaran atur persetujuan=1')
    await owner.say('/siaran buat untuk=semua teks="Promo besar"')
    await owner.tap('🚀 Kirim')
    const said = await owner.tap('Ya, lanjutkan')
    expect(said.map(({ text }) => text).join()).toContain('menunggu persetujuan')
    expect(said.some(({ text }) => text.includes('minta persetujuan'))).toBe(false)
    await settle()
    expect(budi.last()).not.toBe('Promo besar')
    expect((await owner.say('/siaran setujui 1'))[0]?.text).toContain('harus disetujui orang lain')
    const card = admin.sent().findLast(({ text }) => text.includes('minta persetujuan'))
    expect(card?.text).toContain('Promo besar')
    await admin.tap('✅ Setujui')
    await settle()
    expect(budi.last()).toBe('Promo besar')
    expect(owner.sent().some(({ text }) => text.includes('menyetujui siaran #1'))).toBe(true)
  })

  test('who rewrites and starts the draft of a seller cannot approve it as well', async () => {
    const { owner, deps, budi, settle } = shop
    const admin = await shop.staff('admin', '78')
    const sales = await shop.staff('sales', '81')
    await owner.say('/siaran atur persetujuan=1')
    await sales.say('/siaran buat untuk=semua teks="Promo kecil"')
    await admin.say('/siaran teks id=1 Promo besar')
    await admin.say('/siaran kirim 1')
    await admin.tap('Ya, lanjutkan')
    expect((await admin.say('/siaran setujui 1'))[0]?.text).toContain('harus disetujui orang lain')
    await settle()
    expect(budi.last()).not.toBe('Promo besar')
    const byHimself = deps.db
      .updateTable('broadcasts')
      .set({ approved_by: admin.personId })
      .execute()
    await expect(byHimself).rejects.toThrow('check constraint')
    expect((await owner.say('/siaran setujui 1'))[0]?.text).toContain('disetujui.')
    await settle()
    expect(budi.last()).toBe('Promo besar')
  })

  test('the owner’s own draft is no way around a second person; a copy of it is approved by the owner', async () => {
    const { owner, budi, settle } = shop
    const admin = await shop.staff('admin', '78')
    await owner.say('/siaran atur persetujuan=1')
    await owner.say('/siaran buat untuk=semua teks="Promo kecil"')
    await admin.say('/siaran teks id=1 Promo besar')
    const [refused] = await admin.say('/siaran kirim 1')
    expect(refused?.text).toContain('Salin dulu (/siaran salin 1)')
    await admin.say('/siaran salin 1')
    await admin.say('/siaran kirim 2')
    await admin.tap('Ya, lanjutkan')
    expect((await owner.say('/siaran setujui 2'))[0]?.text).toContain('disetujui.')
    await settle()
    expect(budi.last()).toBe('Promo besar')
  })

  test('a sole owner stands for it alone', async () => {
    const { owner, budi, settle } = shop
    await owner.say('/siaran atur persetujuan=0')
    await owner.say('/siaran buat untuk=semua teks="Sendiri"')
    await owner.tap('🚀 Kirim')
    await owner.tap('Ya, lanjutkan')
    await settle()
    expect(budi.last()).toBe('Sendiri')
  })

  test('an operator cannot write to many, and a seller cannot approve', async () => {
    const operator = await shop.staff('operator', '80')
    const said = await operator.say('/siaran buat untuk=semua teks="x"')
    expect(said[0]?.text).not.toContain('Siaran #')
    const sales = await shop.staff('sales', '81')
    expect((await sales.say('/siaran buat untuk=semua teks="x"'))[0]?.text).toContain('Siaran #1')
    expect((await sales.say('/siaran setujui 1'))[0]?.text).not.toContain('disetujui.')
  })

  test('it is tried on numbers of our own only', async () => {
    const { owner, settle, cloud } = shop
    await owner.say('/siaran buat untuk=semua teks="Halo {{customer_name}}"')
    expect((await owner.say('/siaran uji 1 081299990000'))[0]?.text).toContain('bukan nomor tim')
    expect((await owner.say('/siaran atur uji=081299990000'))[0]?.text).toContain('0812•••••000')
    expect((await owner.say('/siaran uji 1 081299990000'))[0]?.text).toContain('Contoh dikirim')
    await settle()
    expect(cloud.sent.at(-1)).toMatchObject({
      chat: '6281299990000',
      text: expect.stringMatching(/^Halo (Budi|Ani)$/),
    })
  })
})

describe('while it runs', () => {
  test('pause, go on and stop by buttons in one message', async () => {
    const { owner, budi, settle } = shop
    await owner.say('/siaran buat untuk=semua teks="Promo!"')
    await owner.tap('🚀 Kirim')
    await owner.tap('Ya, lanjutkan')
    const [paused] = await owner.tap('⏸️ Jeda')
    expect(paused?.text).toContain('dijeda')
    expect(paused?.edited).toBeDefined()
    await settle()
    expect(budi.last()).not.toBe('Promo!')
    expect((await owner.tap('▶️ Lanjut'))[0]?.text).toContain('sedang dikirim')
    await owner.tap('⏹️ Hentikan')
    expect(shop.last()?.text).toContain('2 orang belum dikirimi')
    await owner.tap('Ya, lanjutkan')
    await settle()
    expect(budi.last()).not.toBe('Promo!')
    const [copy] = await owner.say('/siaran salin 1')
    expect(copy?.text).toContain('📣 Siaran #2 (konsep)')
    expect(copy?.text).toContain('Promo!')
    expect((await owner.say('/siaran jeda 1'))[0]?.text).toContain('sudah dihentikan')
  })

  test('before its time nobody is done, and who is left out is not counted among its readers', async () => {
    const { owner, ani } = shop
    await ani.say('stop')
    await owner.say('/siaran buat untuk=semua teks="Promo!" waktu="besok 09.00"')
    await owner.tap('🚀 Kirim')
    await owner.tap('Ya, lanjutkan')
    const [panel] = await owner.say('/siaran lihat 1')
    expect(panel?.text).toContain('░ 0/1')
    expect(panel?.text).toContain('Tidak dikirimi 1')
    expect((await owner.say('/siaran'))[0]?.text).toContain('terjadwal 0/1')
  })

  test('in English too', async () => {
    const { owner, deps } = shop
    await deps.db
      .updateTable('people')
      .set({ language: 'en' })
      .where('id', '=', owner.personId)
      .execute()
    const [panel] = await owner.say('/siaran buat untuk=all teks="Hello {{customer_name}}"')
    expect(panel?.text).toContain('For: All customers')
    await owner.tap('🚀 Send')
    await owner.tap('Yes, go on')
    expect(owner.sent().some(({ text }) => text.includes('Broadcast #1: being sent'))).toBe(true)
  })
})
