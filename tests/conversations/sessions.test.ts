import { describe, expect, test } from 'vitest'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { openOpsChat } from '../../src/domain/people/open-account.ts'
import { handOverQueue } from '../../src/domain/sessions/hand-over-queue.ts'
import { claimSession } from '../../src/domain/sessions/lease-session.ts'
import { findSession } from '../../src/domain/sessions/list-sessions.ts'
import { reportSession, type SessionNews } from '../../src/domain/sessions/report-session.ts'
import { watchSessions } from '../../src/domain/sessions/watch-sessions.ts'
import { sessionNotices as wordsEn } from '../../src/intents/wording/en/sessions.ts'
import { sessionNotices as wordsId } from '../../src/intents/wording/id/sessions.ts'
import type { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { hotspotWork } from '../support/hotspot-shop.ts'
import { talk } from '../support/talk.ts'

/** Notices about numbers as people read them. */
const word: ReturnType<typeof wordNotice> = ({ code, details }, language) => {
  const all = language === 'id' ? wordsId : wordsEn
  const words = (all as Record<string, unknown>)[code] as ((details: object) => object) | undefined
  return (words?.(details) ?? { text: code }) as ReturnType<ReturnType<typeof wordNotice>>
}

async function open(given: Parameters<typeof talk>[0] = {}) {
  const shop = await talk({ word, ...given })
  const { deps } = shop
  const work = createEffects(deps, {
    handlers: { ...hotspotWork, 'session.move_queue': handOverQueue },
    owner: 'test',
  })
  const owner = await shop.staff('owner')
  const settle = async () => {
    await work.idle()
    await shop.outbox.idle()
  }
  return {
    ...shop,
    owner,
    settle,
    /** What whoever keeps the socket says of a number. */
    hears: async (name: string, ...all: SessionNews[]) => {
      const { id: accountId } = await findSession(deps, name)
      await claimSession(deps, { accountId, owner: 'gateway', lastsSeconds: 60 })
      for (const news of all) {
        await reportSession(deps, { accountId, news })
        await settle()
      }
    },
    last: () => owner.sent().at(-1),
  }
}

const QR: SessionNews = { kind: 'qr', code: '2@abc', place: 1 }
const OPEN: SessionNews = { kind: 'open', phone: '6281234567890', firstTime: true }
const labels = (message: { choices?: { label: string }[] } | undefined) =>
  message?.choices?.map(({ label }) => label) ?? []

describe('adding a number', () => {
  test('the QR comes as a picture into this chat, is renewed in place, and becomes the number', async () => {
    const { owner, hears, last } = await open()
    const [preparing] = await owner.say('/wa tambah "Toko Utama"')
    expect(preparing?.text).toContain('Menyiapkan QR untuk Toko Utama')
    const id = owner.idOf('Menyiapkan QR')
    await hears('toko-utama', QR)
    expect(last()).toMatchObject({ edited: id, file: { mime: 'image/png' } })
    expect(last()?.text).toContain('Perangkat tertaut')
    await hears('Toko Utama', { ...QR, code: '2@def', place: 2 })
    expect(last()).toMatchObject({ edited: expect.any(String), file: { mime: 'image/png' } })
    await hears('toko-utama', { kind: 'connecting' }, OPEN)
    expect(last()?.text).toBe(
      '✅ Tersambung: 0812-3456-7890 (Toko Utama). Pesan masuk ke nomor ini langsung dilayani.',
    )
    expect(last()?.file).toBeUndefined()
    expect(last()?.edited).toBeDefined()
    const [list] = await owner.say('/wa')
    expect(list?.text).toContain('🟢 Toko Utama · 0812-3456-7890 · lewat QR')
    expect(list?.text).toContain('Tersambung sejak 09:00')
  })

  test('a QR that nobody scanned is asked for again by a button, in the same message', async () => {
    const { owner, hears, last } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', QR, { kind: 'pairing_expired' })
    expect(last()?.text).toContain('tidak dipindai tepat waktu')
    expect(labels(last())).toEqual(['Minta QR baru'])
    const [again] = await owner.tap('Minta QR baru')
    expect(again).toMatchObject({ text: expect.stringContaining('Menyiapkan QR') })
    expect(again?.edited).toBeDefined()
    await hears('toko', QR)
    expect(last()?.file).toBeDefined()
  })

  test('the name is asked for, and one that is taken or unreadable is refused', async () => {
    const { owner } = await open()
    const [ask] = await owner.say('/wa tambah')
    expect(ask?.text).toContain('Nama nomornya?')
    expect((await owner.say('toko'))[0]?.text).toContain('Menyiapkan QR')
    expect((await owner.say('/wa tambah TOKO'))[0]?.text).toContain('Nomor "toko" sudah ada')
    expect((await owner.say('/wa tambah "!!!"'))[0]?.text).toContain('1 sampai 30 huruf')
  })

  test('in a group no QR is shown: neither for a new number nor from the alert', async () => {
    const { owner, hears, deps, telegram, last } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN)
    const group = owner.inGroup('-500')
    expect((await group.say('/wa tambah cs'))[0]?.text).toContain('chat pribadi')
    await openOpsChat(deps, { accountId: telegram.door.accountId, chat: '-500' })
    await hears('toko', { kind: 'logged_out' })
    expect(labels(group.sent().at(-1))).toEqual(['Tautkan sekarang'])
    expect((await group.tap('Tautkan sekarang'))[0]?.text).toContain('QR adalah rahasia')
    await hears('toko', QR)
    expect(group.sent().every(({ file }) => file === undefined)).toBe(true)
    expect(last()?.file).toBeUndefined()
    await expect(findSession(deps, 'cs')).rejects.toMatchObject({ code: 'session.unknown' })
  })

  test('where nothing links by QR, the answer says what to do', async () => {
    const { owner } = await open({ linkable: [] })
    expect((await owner.say('/wa tambah toko'))[0]?.text).toContain(
      'masukkan baileys ke WHATSAPP_PROVIDERS',
    )
    const { owner: other } = await open({ linkable: ['waha'] })
    expect((await other.say('/wa tambah toko jalur=baileys'))[0]?.text).toContain(
      'belum diaktifkan',
    )
    await other.say('/wa tambah toko')
    expect((await other.say('/wa'))[0]?.text).toContain('toko · WAHA')
  })
})

describe('the panel', () => {
  test('opens in the list, offers what can be done, and goes back', async () => {
    const { owner, hears } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN)
    const [list] = await owner.say('/wa')
    expect(list?.text).toContain('Cloud API (Meta)')
    const [panel] = await owner.tap('toko')
    expect(panel?.edited).toBeDefined()
    expect(labels(panel)).toEqual([
      '⏸️ Jeda',
      '✏️ Ganti nama',
      '🔌 Putuskan',
      '🗑️ Hapus',
      '🔄 Perbarui',
      '↩️ Kembali',
    ])
    const [paused] = await owner.tap('⏸️ Jeda')
    expect(paused?.text).toContain('toko dijeda')
    expect(paused?.edited).toBeDefined()
    expect(labels(paused)).toContain('▶️ Lanjut')
    const [resumed] = await owner.tap('▶️ Lanjut')
    expect(resumed?.text).toContain('disambungkan lagi')
    const [asked] = await owner.tap('✏️ Ganti nama')
    expect(asked?.text).toContain('Nama barunya?')
    const [renamed] = await owner.say('CS Toko')
    expect(renamed?.text).toContain('Namanya sekarang CS Toko')
    const [back] = await owner.tap('↩️ Kembali')
    expect(back?.text).toContain('CS Toko · 0812-3456-7890')
  })

  test('a number is found by a name with spaces, and by how its name begins', async () => {
    const { owner, hears, last } = await open()
    await owner.say('/wa tambah "Toko 2"')
    await hears('toko-2', OPEN)
    const [renamed] = await owner.say('/wa nama toko 2 CS Toko')
    expect(renamed?.text).toContain('Namanya sekarang CS Toko')
    expect((await owner.say('/wa jeda cs'))[0]?.text).toContain('CS Toko dijeda')
    await owner.say('/wa tambah "CS Malam"')
    expect((await owner.say('/wa lanjut cs'))[0]?.text).toContain('Nomor "cs" tidak ada')
    expect(last()?.text).toContain('CS Malam')
  })

  test('a number that was just resumed is being connected, and one linked anew says what is missing', async () => {
    const { owner, hears, last } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN)
    expect(last()?.text).not.toContain('tidak terbaca')
    await owner.say('/wa jeda toko')
    await hears('toko', { kind: 'closed', code: 0, reason: '', againInMs: null })
    expect((await owner.say('/wa lanjut toko'))[0]?.text).toContain('🟡 toko')
    await hears('toko', { kind: 'logged_out' })
    await owner.say('/wa tautkan toko')
    await hears('toko', QR, OPEN)
    const missing = 'selama nomor ini terputus tidak terbaca di sini'
    expect(owner.sent().some(({ text }) => text.includes(missing))).toBe(true)
  })

  test('a paused Cloud number is silent and still listens; what waited goes once it is resumed', async () => {
    const { owner, customer, outbox } = await open()
    const budi = customer('62812')
    expect((await owner.say('/wa jeda test'))[0]?.text).toContain('tidak ada yang dikirim')
    expect(await budi.say('menu')).toEqual([])
    await outbox.sweep()
    expect(budi.sent()).toEqual([])
    expect(labels((await owner.say('/wa test'))[0])).toEqual([
      '▶️ Lanjut',
      '✏️ Ganti nama',
      '🔄 Perbarui',
      '↩️ Kembali',
    ])
    expect((await owner.tap('▶️ Lanjut'))[0]?.text).toContain('mengirim lagi')
    await outbox.sweep()
    await outbox.idle()
    expect(budi.sent()).toHaveLength(1)
  })

  test('a Cloud number that Meta bans is told once, stops, and goes on once Meta lets it', async () => {
    const { owner, customer, outbox, last, deps, cloud } = await open()
    const { accountId } = cloud.door
    const banned = { kind: 'banned', reason: 'DISABLE' } as const
    const seen = owner.sent().length
    for (const news of [banned, banned] as const) await reportSession(deps, { accountId, news })
    await outbox.idle()
    expect(owner.sent()).toHaveLength(seen + 1)
    expect(last()?.text).toContain('Kualitas akun')
    expect((await owner.say('/wa'))[0]?.text).toContain('Diblokir WhatsApp')
    const budi = customer('62812')
    expect(await budi.say('menu')).toEqual([])
    await reportSession(deps, { accountId, news: { kind: 'reinstated' } })
    const quality = 'quality RED, limit TIER_1K'
    await reportSession(deps, {
      accountId,
      news: { kind: 'standing', phone: '+6281100', detail: quality },
    })
    await outbox.sweep()
    await outbox.idle()
    expect(budi.sent()).toHaveLength(1)
    expect((await owner.say('/wa'))[0]?.text).toContain('mutu merah (rendah), batas TIER_1K')
  })

  test('a Cloud number can be renamed and paused here, and nothing else', async () => {
    const { owner, cloud } = await open()
    await owner.say('/wa test')
    expect(labels(owner.sent().at(-1))).toEqual([
      '⏸️ Jeda',
      '✏️ Ganti nama',
      '🔄 Perbarui',
      '↩️ Kembali',
    ])
    expect((await owner.say('/wa putus test'))[0]?.text).toContain('diatur di Meta')
    expect((await owner.say('/wa pasang test'))[0]?.text).toContain('diatur di Meta')
    expect((await owner.say('/wa nama test Resmi'))[0]?.text).toContain('Namanya sekarang Resmi')
    expect(cloud.sent).toEqual([])
  })

  test('unlinking is asked first, and says what becomes of what waits', async () => {
    const { owner, hears, deps, settle } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN)
    const { id } = await findSession(deps, 'toko')
    const conversation = await deps.db
      .insertInto('conversations')
      .values({ account_id: id, chat: '6281300000001' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await deps.db
      .insertInto('outbox')
      .values({
        conversation_id: conversation.id,
        content: JSON.stringify({ message: { text: 'Tagihan' } }),
        created_at: deps.now(),
      })
      .execute()
    const [asked] = await owner.say('/wa putus toko')
    expect(asked?.text).toContain('1 pesan yang menunggu dipindahkan ke nomor lain')
    expect((await findSession(deps, 'toko')).state).toBe('on')
    await owner.say('tidak')
    expect((await findSession(deps, 'toko')).state).toBe('on')
    await owner.say('/wa putus toko')
    expect((await owner.say('ya'))[0]?.text).toContain('toko diputus')
    await settle()
    expect((await findSession(deps, 'toko')).state).toBe('unlinked')
    await owner.say('/wa hapus toko')
    expect((await owner.say('ya'))[0]?.text).toContain('dihapus dari daftar')
    expect((await owner.say('/wa panel toko'))[0]?.text).toContain('Nomor "toko" tidak ada')
  })
})

describe('who may', () => {
  test('an operator sees the numbers and changes none; a customer sees nothing', async () => {
    const { owner, hears, staff, customer, deps } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN)
    const operator = await staff('operator', '88')
    expect((await operator.say('/wa'))[0]?.text).toContain('🟢 toko')
    const [panel] = await operator.tap('toko')
    expect(labels(panel)).toEqual(['🔄 Perbarui', '↩️ Kembali'])
    for (const line of ['/wa tambah lain', '/wa jeda toko', '/wa putus toko', '/wa pasang toko']) {
      await operator.say(line)
    }
    expect(await findSession(deps, 'toko')).toMatchObject({ state: 'on' })
    await expect(findSession(deps, 'lain')).rejects.toMatchObject({ code: 'session.unknown' })
    const sales = await staff('sales', '89')
    expect((await sales.say('/wa'))[0]?.text).not.toContain('🟢 toko')
    const [said] = await customer().say('/wa tambah lain')
    expect(said?.text ?? '').not.toContain('QR')
  })
})

describe('alerts', () => {
  test('a number that was logged out is linked again by the button of the alert', async () => {
    const { owner, hears, last } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN, { kind: 'logged_out' })
    expect(last()?.text).toContain('Nomor toko (0812-3456-7890) tidak tertaut lagi')
    await owner.tap('Tautkan sekarang')
    await hears('toko', QR)
    expect(last()?.file).toBeDefined()
    await hears('toko', OPEN)
    const texts = owner.sent().map(({ text }) => text)
    expect(texts.at(-2)).toContain('Tersambung: 0812-3456-7890')
    expect(texts.at(-1)).toContain('🟢 Nomor toko (0812-3456-7890) tersambung lagi')
  })

  test('a line that is down is told after two minutes, once', async () => {
    const { owner, hears, last, clock, deps, settle } = await open()
    await owner.say('/wa tambah toko')
    await hears('toko', OPEN, { kind: 'closed', code: 408, reason: 'timed out', againInMs: 1000 })
    const before = owner.sent().length
    await watchSessions(deps)
    clock.pass({ minutes: 3 })
    await watchSessions(deps)
    await watchSessions(deps)
    await settle()
    expect(owner.sent()).toHaveLength(before + 1)
    expect(last()?.text).toContain('Nomor toko terputus sejak 3 menit lalu (timed out)')
  })

  test('whoever reads English reads all of it in English', async () => {
    const { owner, hears, deps, last } = await open()
    await deps.db
      .updateTable('people')
      .set({ language: 'en' })
      .where('id', '=', owner.personId)
      .execute()
    expect((await owner.say('/wa tambah kiosk'))[0]?.text).toContain('Preparing the QR of kiosk')
    await hears('kiosk', QR)
    expect(last()?.text).toContain('Linked devices')
    await hears('kiosk', OPEN)
    expect(last()?.text).toContain('Connected: 0812-3456-7890 (kiosk)')
    expect((await owner.say('/wa kiosk'))[0]?.text).toContain('Connected since 09:00')
    await hears('kiosk', { kind: 'restricted', until: null, reason: '463' })
    expect(last()?.text).toContain('may not write to new people')
    expect((await owner.say('/wa lanjut nothing'))[0]?.text).toContain('no number "nothing"')
    await hears('kiosk', { kind: 'banned', reason: '403' })
    expect(last()?.text).toContain('WhatsApp banned number kiosk')
  })
})
