import { expect, test } from 'vitest'
import { insertQuestion } from '../../src/domain/messages/question-queries.ts'
import { Rejected, Unreachable } from '../../src/domain/fault.ts'
import { defineIntent } from '../../src/intents/intent.ts'
import { z } from 'zod'
import { createEffects } from '../../src/domain/effects/run-effects.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { talk } from '../support/talk.ts'

test('a stranger writes menu and is offered what there is', async () => {
  const { customer } = await talk()
  const [answer] = await customer().say('menu')
  expect(answer?.text).toContain('Ada yang bisa dibantu')
  expect(answer?.choices?.map(({ label }) => label)).toContain('Beli voucher WiFi')
})

test('the same message delivered twice is answered once', async () => {
  const { customer } = await talk()
  const budi = customer()
  expect(await budi.hear({ text: 'poin' }, 'same')).toHaveLength(1)
  expect(await budi.hear({ text: 'poin' }, 'same')).toHaveLength(0)
})

test('several messages at once are answered one by one, in order', async () => {
  const { customer, cloud, deps, settle } = await talk()
  const budi = customer()
  await budi.say('menu')
  await deps.db
    .updateTable('conversations')
    .set({ lease_until: new Date(Date.now() + 60_000), lease_owner: 'x' })
    .execute()
  await budi.say('poin')
  await budi.say('dokumen')
  await budi.say('en')
  expect(cloud.sent).toHaveLength(1)
  await deps.db.updateTable('conversations').set({ lease_until: null }).execute()
  deps.wake.conversation(1)
  await settle()
  expect(cloud.sent.map(({ text }) => text)).toEqual([
    expect.stringContaining('dibantu'),
    'Belum ada program poin.',
    'Tidak ada dokumen yang kami perlukan dari Anda saat ini.',
    'All right, English from now on.',
  ])
})

test('a number answers the menu that was shown last', async () => {
  const { customer } = await talk()
  const budi = customer()
  await budi.say('menu')
  const [answer] = await budi.say('6')
  expect(answer?.text).toContain('admin kami akan membalas')
})

test('while a person has the chat the bot relays and is silent', async () => {
  const { customer, staff } = await talk()
  const siti = await staff()
  const budi = customer()
  await budi.say('admin')
  expect(siti.sent().at(-1)?.text).toContain('chat.wants_human')
  expect(await budi.say('internet mati dari pagi')).toHaveLength(0)
  expect(siti.sent().at(-1)?.text).toContain('internet mati dari pagi')
  const [stopped] = await budi.say('stop')
  expect(stopped?.text).toContain('tidak akan mengirim')
})

test('two things nobody understands fetch a person', async () => {
  const { customer } = await talk()
  const budi = customer()
  expect((await budi.say('qwerty'))[0]?.text).toContain('belum paham')
  expect((await budi.say('asdfgh'))[0]?.text).toContain('admin kami akan membalas')
})

test('a stranger on Telegram learns nothing, and an invitation works once', async () => {
  const { staff, stranger } = await talk()
  const siti = await staff()
  const joko = stranger()
  expect((await joko.say('/laporan'))[0]?.text).toContain('Bot ini untuk tim')
  const [invitation] = await siti.say('/tim undang operator')
  const token = /start=(\S+)/.exec(invitation?.text ?? '')?.[1] ?? ''
  expect((await joko.say(`/start ${token}`))[0]?.text).toContain('Anda sekarang operator')
  expect((await joko.say('/bantuan'))[0]?.text).not.toContain('/tim')
  const late = stranger('100')
  expect((await late.say(`/start ${token}`))[0]?.text).toContain('sudah dipakai')
})

test('what cannot be undone is asked first, a yes counts once, and a stale one does nothing', async () => {
  const { staff, clock, deps } = await talk()
  const siti = await staff()
  const joko = await staff('operator', '88')
  const [question] = await siti.say(`/tim keluarkan ${joko.personId}`)
  expect(question?.choices?.map(({ label }) => label)).toEqual(['Ya, lanjutkan', 'Batal'])
  const isStaff = async () =>
    (
      await deps.db
        .selectFrom('staff')
        .where('person_id', '=', joko.personId)
        .select('removed_at')
        .executeTakeFirstOrThrow()
    ).removed_at === null
  expect(await isStaff()).toBe(true)
  clock.pass({ minutes: 6 })
  expect((await siti.tap('Ya, lanjutkan'))[0]?.text).toContain('sudah tidak berlaku')
  expect(await isStaff()).toBe(true)
  await siti.say(`/tim keluarkan ${joko.personId}`)
  expect((await siti.say('ya'))[0]?.text).toContain('dikeluarkan')
  expect(await isStaff()).toBe(false)
  expect((await siti.tap('Ya, lanjutkan'))[0]?.text).toContain('sudah tidak berlaku')
})

test('the last owner cannot leave the house empty', async () => {
  const { staff } = await talk()
  const siti = await staff()
  await siti.say(`/tim keluarkan ${siti.personId}`)
  expect((await siti.say('ya'))[0]?.text).toContain('pemilik terakhir')
})

test('a command without its values asks for them one at a time', async () => {
  const { staff } = await talk()
  const siti = await staff()
  const [question] = await siti.say('/tim undang')
  expect(question?.text).toContain('Sebagai apa?')
  expect(question?.text).toContain('/tim undang operator')
  expect((await siti.tap('keuangan'))[0]?.text).toContain('Undangan keuangan siap')
})

test('an answer that could not be sent is sent later, before what came after it', async () => {
  const { customer, cloud, deps, outbox } = await talk()
  const budi = customer()
  cloud.failures.push(new Unreachable('down', { retryAfterMs: 60_000 }))
  expect(await budi.say('poin')).toHaveLength(0)
  await budi.say('dokumen')
  expect(cloud.sent).toHaveLength(0)
  // The minute is over.
  await deps.db.updateTable('outbox').set({ not_before: null }).execute()
  await outbox.sweep()
  expect(cloud.sent.map(({ text }) => text)).toEqual([
    'Belum ada program poin.',
    'Tidak ada dokumen yang kami perlukan dari Anda saat ini.',
  ])
  const rows = await deps.db.selectFrom('outbox').select(['state', 'fate']).execute()
  expect(rows).toEqual([
    { state: 'sent', fate: 'accepted' },
    { state: 'sent', fate: 'accepted' },
  ])
})

test('an answer that will never arrive is told to the team', async () => {
  const { customer, cloud, staff } = await talk()
  const siti = await staff()
  cloud.failures.push(new Rejected('blocked', { code: 'blocked' }))
  await customer().say('poin')
  expect(siti.sent().at(-1)?.text).toContain('send.failed.staff')
})

test('a fault in one intent ends in an apology with a code, and the chat goes on', async () => {
  const broken = defineIntent({
    name: 'broken',
    who: 'everyone',
    input: z.object({}),
    run: () => Promise.reject(new Error('the power goes out')),
  })
  const good = defineIntent({
    name: 'good',
    who: 'everyone',
    input: z.object({}),
    run: async () => ({ text: 'baik' }),
  })
  const { customer, deps, settle, cloud } = await talk({
    intents: [broken, good],
    rules: (_deps, { text }) => ({ intent: text === 'rusak' ? 'broken' : 'good', input: {} }),
  })
  const budi = customer()
  for (const text of ['rusak', 'lagi']) await budi.say(text).catch(() => undefined)
  for (let tries = 0; tries < 4; tries += 1) {
    deps.wake.conversation(1)
    await settle().catch(() => undefined)
  }
  expect(cloud.sent.map(({ text }) => text)).toEqual([
    expect.stringContaining('sebutkan kode'),
    'baik',
  ])
})

test('a number answers only what was asked last, and nothing once that is answered', async () => {
  const { customer } = await talk()
  const budi = customer()
  await budi.say('menu')
  await budi.tap('Status saya')
  expect((await budi.say('4'))[0]?.text).toContain('belum paham')
})

test('an owner who opens his own invitation stays the owner, and the link stays good', async () => {
  const { staff, stranger } = await talk()
  const siti = await staff()
  await siti.say('/tim undang operator')
  const token = /start=([\w-]+)/.exec(siti.sent().at(-1)?.text ?? '')?.[1] ?? ''
  const [answer] = await siti.say(`/start ${token}`)
  expect(answer?.text).toContain('sudah di tim sebagai pemilik')
  expect((await siti.say('/tim daftar'))[0]?.text).toContain('pemilik')
  const [welcome] = await stranger().say(`/start ${token}`)
  expect(welcome?.text).toContain('Anda sekarang operator')
})

test('a number answers what was asked, not a notice that came in between', async () => {
  const { staff, deps, clock } = await talk()
  const siti = await staff()
  await siti.say('/router tambah')
  clock.pass({ seconds: 5 })
  const { id: conversationId } = await deps.db
    .selectFrom('conversations')
    .where('chat', '=', '77')
    .select('id')
    .executeTakeFirstOrThrow()
  const decline = { intent: 'payment.decline_transfer', input: { chargeId: 1 } }
  const acts = [{ label: 'Belum masuk', act: decline }]
  const question = { id: 'transfer12345678', kind: 'menu' as const, acts, free: null }
  await insertQuestion(deps.db, { conversationId, question, at: deps.now() })
  const [answer] = await siti.say('1')
  expect(answer?.text).toContain('Alamat API')
  const [tapped] = await siti.hear({ tap: 'transfer12345678.0' })
  expect(tapped?.text).toBe('Pembayaran itu tidak ditemukan.')
})

test('a question that was answered loses its buttons, and no other does', async () => {
  const { staff, deps, doors } = await talk()
  const handlers = effectHandlers({ doors, payChanged: () => {}, showMenu: async () => {} })
  const work = createEffects(deps, { handlers, owner: 'test' })
  const siti = await staff()
  const joko = await staff('operator', '88')
  await siti.say(`/tim keluarkan ${joko.personId}`)
  await siti.say(`/tim keluarkan ${siti.personId}`)
  const asked = siti.idOf('Keluarkan')
  const [answer] = await siti.say('batal')
  await work.idle()
  const [bare, ...more] = siti.sent().slice(siti.sent().findIndex((one) => one === answer) + 1)
  expect(more).toEqual([])
  expect(bare).toEqual({ chat: '77', edited: asked, text: expect.stringContaining('Keluarkan') })
})
