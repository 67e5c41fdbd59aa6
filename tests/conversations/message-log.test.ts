import { expect, test } from 'vitest'
import { createDocuments } from '../../src/adapters/documents/create-documents.ts'
import { Rejected } from '../../src/domain/fault.ts'
import { drawLog } from '../../src/domain/message-log/draw-log.ts'
import { tell } from '../../src/domain/messages/tell.ts'
import { sayEntries } from '../../src/intents/admin/chat-log-lines.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { talk } from '../support/talk.ts'

const word = wordNotice({ pay: () => 'https://toko/pay/rahasia' })

const last = (said: { text: string }[]) => said.at(-1)?.text ?? ''

const say: Parameters<typeof drawLog>[1]['say'] = (deps, asked) => sayEntries(deps, word, asked)

async function shop() {
  const place = await talk({ word })
  const { deps, settle, cloud } = place
  const owner = await place.staff('owner')
  const sales = await place.staff('sales', '78')
  const budi = place.customer()
  await budi.say('halo')
  const { id: conversationId, person_id } = await deps.db
    .selectFrom('conversations')
    .where('account_id', '=', cloud.door.accountId)
    .select(['id', 'person_id'])
    .executeTakeFirstOrThrow()
  const personId = person_id ?? 0
  await deps.db
    .updateTable('people')
    .set({ name: 'Budi Santoso' })
    .where('id', '=', personId)
    .execute()
  await deps.db
    .updateTable('people')
    .set({ name: 'Siti' })
    .where('id', '=', owner.personId)
    .execute()
  return {
    ...place,
    owner,
    sales,
    budi,
    conversationId,
    personId,
    deliver: async () => {
      await tell(deps, conversationId, {
        code: 'voucher.delivered',
        details: {
          orderId: 1,
          package: 'Harian',
          codes: [{ code: 'ABCD2345', password: 'ABCD2345' }],
          loginUrl: null,
          network: null,
          onlineSeconds: null,
          calendarSeconds: null,
          receiptNumber: 'KW-1',
        },
      })
      await settle()
    },
    fate: (text: string, values: object) =>
      deps.db
        .updateTable('outbox')
        .set(values)
        .where('conversation_id', '=', conversationId)
        .where((where) => where(where.cast('content', 'text'), 'like', `%${text}%`))
        .execute(),
    looks: () =>
      deps.db
        .selectFrom('audit')
        .where('action', 'like', 'chat.log%')
        .select(['action', 'subject', 'person_id'])
        .execute(),
  }
}

test('the team reads what was said with a customer, both ways, and how far it got', async () => {
  const { owner, budi, clock, fate, looks, personId } = await shop()
  clock.pass({ days: 1 })
  await budi.hear({ text: '', media: { kind: 'image', ref: 'x' } })
  await owner.say('/chat balas 08123456789 "Baik Pak, kami cek."')
  await fate('kami cek', { fate: 'read' })

  const said = last(await owner.say('/chat riwayat budi'))
  expect(said).toContain('📜 Riwayat Budi Santoso (0812-3456-789)')
  expect(said).toContain('— Senin, 2 November 2026 —\n09:00 Pelanggan: halo')
  expect(said).toContain('— Selasa, 3 November 2026 —')
  expect(said).toContain('Pelanggan: 📷 foto')
  expect(said).toContain('Siti: Baik Pak, kami cek.  👁')
  expect(said.indexOf('halo')).toBeLessThan(said.indexOf('kami cek'))
  expect(await looks()).toEqual([
    { action: 'chat.log_viewed', subject: `person:${personId}`, person_id: owner.personId },
  ])
})

test('what failed and what waits says why, in the words of whoever reads', async () => {
  const { owner, cloud, deps, conversationId, fate } = await shop()
  cloud.failures.push(new Rejected('Re-engagement', { code: 'window_closed' }))
  await owner.say('/chat balas 08123456789 "Halo lagi"')
  await owner.say('/chat balas 08123456789 "Promo"')
  await fate('Promo', { state: 'dropped', error: 'opted_out' })
  await owner.say('/chat balas 08123456789 "Nanti malam"')
  await fate('Nanti malam', {
    state: 'queued',
    error: 'quiet',
    not_before: new Date(Date.now() + 3_600_000),
  })

  const said = last(await owner.say(`/chat riwayat #${conversationId}`))
  expect(said).toContain('❌ gagal: lebih dari 24 jam diam, dan tidak ada template Meta')
  expect(said).toContain('⏳ antre: jam tenang, dikirim pagi')
  expect(said).toContain('🚫 tidak dikirim: minta berhenti (stop)')

  await deps.db
    .updateTable('people')
    .set({ language: 'en' })
    .where('id', '=', owner.personId)
    .execute()
  const english = last(await owner.say('/chat history budi'))
  expect(english).toContain('Monday, 2 November 2026')
  expect(english).toContain('Customer: halo')
  expect(english).toContain('❌ failed: silent for over 24 hours')
})

test('changed and deleted messages, reactions, and words that have not come are told apart', async () => {
  const { owner, budi, deps, cloud, conversationId } = await shop()
  await budi.hear({ text: 'internet mati' }, 'a')
  await budi.edit('a', 'internet lambat')
  await budi.hear({ text: 'salah kirim' }, 'b')
  const write = async (kind: string, inbound: object) => {
    await deps.db
      .insertInto('inbox')
      .values({
        account_id: cloud.door.accountId,
        chat: budi.sent()[0]?.chat ?? '',
        provider_id: `x-${kind}`,
        conversation_id: conversationId,
        kind,
        inbound: JSON.stringify({ kind, from: [], ...inbound }),
        raw: '{}',
        correlation: 'c',
        received_at: deps.now(),
        handled_at: deps.now(),
      })
      .execute()
  }
  await write('revoke', { of: 'b' })
  await write('stub', { text: '' })
  await write('reaction', { to: 'a', emoji: '👍' })
  await write('system', { what: 'typed_on_phone', text: 'sudah kami perbaiki' })

  const said = last(await owner.say('/chat riwayat budi 30'))
  expect(said).toContain('Pelanggan: internet mati (diubah kemudian)')
  expect(said).toContain('Pelanggan: ✏️ diubah menjadi: internet lambat')
  expect(said).toContain('Pelanggan: salah kirim (🗑️ dihapus pelanggan)')
  expect(said).toContain('Pelanggan: ⌛ isi belum sampai')
  expect(said).toContain('Pelanggan: 👍 pada “internet mati”')
  expect(said).toContain('Lewat HP: sudah kami perbaiki')
})

test('a voucher code is shown to who may see vouchers, and to nobody else', async () => {
  const { owner, sales, deliver, budi, deps } = await shop()
  await deliver()
  expect(last(budi.sent())).toContain('ABCD2345')
  expect(last(await owner.say('/chat riwayat budi'))).toContain('ABCD2345')
  const hidden = last(await sales.say('/chat riwayat budi'))
  expect(hidden).toContain('Kode: ••••••')
  expect(hidden).not.toContain('ABCD2345')
  // In a group others read along.
  const inGroup = await owner.inGroup('-100').say('/chat riwayat budi')
  expect(last(inGroup)).toContain('Kode: ••••••')
  expect(
    await deps.db.selectFrom('audit').where('action', '=', 'chat.log_viewed').selectAll().execute(),
  ).toHaveLength(3)
})

test('passwords and pay pages are shown to nobody', async () => {
  const { owner, deps, conversationId, settle } = await shop()
  await tell(deps, conversationId, {
    code: 'service.credentials',
    details: {
      package: 'Rumah 20',
      username: 'pppoe-0001',
      password: 'rahasia-sekali',
    },
  })
  await settle()
  await deps.db
    .insertInto('outbox')
    .values({
      conversation_id: conversationId,
      content: JSON.stringify({
        message: {
          text: 'Sandi PPPoE baru\nUser: pppoe-0001\nSandi: lain-lagi\nBayar: http://toko/pay/tok.en123',
        },
      }),
      created_at: deps.now(),
    })
    .execute()
  const said = last(await owner.say('/chat riwayat budi'))
  expect(said).toContain('pppoe-0001')
  expect(said).not.toMatch(/rahasia-sekali|lain-lagi|tok\.en123/)
  expect(said).toContain('/pay/…')
})

test('older pages follow one another without gaps or repeats while more is said', async () => {
  const { owner, budi, deps, clock, looks } = await shop()
  // Many of one instant, too.
  for (let at = 1; at <= 30; at += 1) {
    if (at % 5 === 0) clock.pass({ minutes: 1 })
    await budi.hear({ text: `pesan-${String(at).padStart(2, '0')}` })
  }
  // Only theirs: what the bot answers is not what is counted here.
  await deps.db.updateTable('outbox').set({ state: 'superseded' }).execute()
  const seen: string[] = []
  const keep = (said: string) => seen.push(...(said.match(/pesan-\d\d/g) ?? []).toReversed())
  keep(last(await owner.say('/chat riwayat budi 7')))
  await budi.hear({ text: 'menyela' })
  for (let page = 0; page < 4; page += 1) keep(last(await owner.tap('⬆️ Lebih lama')))
  expect(seen).toEqual(
    Array.from({ length: 30 }, (_, at) => `pesan-${String(30 - at).padStart(2, '0')}`),
  )
  // One look, however far back.
  expect(await looks()).toHaveLength(1)
})

test('all of it goes into a workbook, with the same secrets left out', async () => {
  const { owner, deps, deliver, conversationId } = await shop()
  await deliver()
  const said = await owner.say('/chat riwayat budi berkas=ya')
  expect(said.at(-1)?.text).toContain('Excel')
  const { payload } = await deps.db
    .selectFrom('effects')
    .where('kind', '=', 'chat.log_sheet')
    .select('payload')
    .executeTakeFirstOrThrow()
  const paper = payload as unknown as Parameters<typeof drawLog>[2]
  await drawLog(deps, { say }, { ...paper, seesCodes: false })
  const { content } = await deps.db
    .selectFrom('outbox')
    .where('conversation_id', '!=', conversationId)
    .select('content')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const file =
    'notice' in content && content.notice.code === 'report.chart' && content.notice.details.file
  if (!file) throw new Error('no file')
  const documents = createDocuments({ log: deps.log })
  const table = await documents.readTable(await deps.files.get(file.key), file)
  await documents.close()
  const cells = JSON.stringify(table)
  expect(cells).toContain('halo')
  expect(cells).toContain('Kode: ••••••')
  expect(cells).not.toContain('ABCD2345')
})

test('only who may take chats over reads them, and the log of the team is nobody’s', async () => {
  const { staff, owner, deps } = await shop()
  const reseller = await staff('reseller', '80')
  expect(last(await reseller.say('/chat riwayat budi'))).not.toContain('Riwayat Budi')
  expect(last(await owner.say('/chat riwayat siti'))).toContain('Tidak ada obrolan')
  expect(
    await deps.db.selectFrom('audit').where('action', '=', 'chat.log_viewed').selectAll().execute(),
  ).toEqual([])
})

test('of several with the name the right one is picked by a button', async () => {
  const { owner, customer, deps } = await shop()
  const other = customer('+628111222333')
  await other.say('selamat pagi')
  await deps.db
    .updateTable('people')
    .set({ name: 'Budi Hartono' })
    .where('name', 'is', null)
    .execute()
  expect(last(await owner.say('/chat riwayat budi'))).toContain('Ada beberapa pelanggan')
  expect(last(await owner.tap('Budi Hartono · 0811-1222-333'))).toContain('selamat pagi')
})

test('how many stands behind a phone number too, also where it would pass for its last digits', async () => {
  const { owner } = await shop()
  const shown = async (typed: string) => last(await owner.say(`/chat riwayat ${typed}`))
  expect(await shown('08123456789 40')).toContain('Pelanggan: halo')
  expect(await shown('08123456789 1')).toContain('Riwayat Budi')
  expect(await shown('08123456789 1')).not.toContain('Pelanggan: halo')
  expect(await shown('0812 345 67 89')).toContain('Pelanggan: halo')
})
