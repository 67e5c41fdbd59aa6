import { beforeAll, expect, test } from 'vitest'
import type { Door } from '../../../../src/bots/door.ts'
import { until } from '../../../support/until.ts'
import { door, keep, linkedShop } from './shop.ts'

const soon = (ms = 5_000) => AbortSignal.timeout(ms)
const BUDI = '6281234567890'

let shop: Awaited<ReturnType<typeof linkedShop>>
let us: Door
beforeAll(async () => {
  shop = await linkedShop()
  us = await door(shop.kept, shop.accountId)
  budi()
}, 15_000)

const budi = () => shop.whatsApp.customer({ phone: BUDI })
const lastTo = (id: string) =>
  until(
    () =>
      budi()
        .received()
        .find((one) => one.id === id),
    (found) => found !== undefined,
  )

test('the same key is the same message, however often it is said', async () => {
  const first = await us.send(BUDI, { text: 'Kuitansi' }, soon(), '5:0')
  const again = await us.send(BUDI, { text: 'Kuitansi' }, soon(), '5:0')
  expect(again).toEqual(first)
  const received = await until(
    () => budi().received(),
    (all) => all[0]?.times === 2,
  )
  expect(received).toHaveLength(1)
})

test('a brochure goes up once and reaches everybody, with its words', async () => {
  shop.kept.files.set('brosur', Buffer.from('%PDF-1.7 brosur'))
  const file = { key: 'brosur', name: 'Umroh Maret.pdf', mime: 'application/pdf' }
  const { providerId } = await us.send(BUDI, { text: 'Ini brosurnya', file }, soon(), '6:0')
  expect(await lastTo(providerId)).toMatchObject({
    kind: 'document',
    text: 'Ini brosurnya',
    media: { mime: 'application/pdf', fileName: 'Umroh Maret.pdf' },
  })
  const siti = shop.whatsApp.customer({ phone: '6281234567892' })
  await us.send('6281234567892', { text: 'Untuk Ibu', file }, soon(), '8:0')
  const [got] = await until(
    () => siti.received(),
    (all) => all.length === 1,
  )
  expect(got?.media?.bytes.toString()).toBe('%PDF-1.7 brosur')
})

test('an answer quotes, an emoji is put on a message, and words are changed within their time', async () => {
  const asked = await budi().sendText(shop.phone, 'Harga berapa?')
  await until(async () => (await shop.inbox()).some((row) => row.provider_id === asked), true)
  const { providerId } = await us.send(BUDI, { text: '30 juta', replyTo: asked }, soon(), '9:0')
  expect((await lastTo(providerId))?.about).toBe(asked)

  const { providerId: emoji } = await us.send(
    BUDI,
    { text: '', reaction: { to: asked, emoji: '👍' } },
    soon(),
    '10:0',
  )
  expect(await lastTo(emoji)).toMatchObject({ kind: 'reaction', text: '👍', about: asked })

  expect(await us.edit(BUDI, providerId, { text: '31 juta' }, soon())).toEqual({ providerId })
  await until(async () => (await lastTo(providerId))?.text, '31 juta')

  await shop.db
    .updateTable('wa_sent')
    .set({ sent_at: new Date(Date.now() - 20 * 60_000) })
    .execute()
  const before = budi().received().length
  const late = us.edit(BUDI, providerId, { text: '32 juta' }, soon())
  await expect(late).rejects.toMatchObject({ name: 'Rejected', code: 'too_old' })
  // Said anew it goes with a key, so that a repeat is no second message.
  expect(budi().received()).toHaveLength(before)
})

test('a number without WhatsApp is no address', async () => {
  const sent = us.send('6281299999999', { text: 'Halo' }, soon(), '11:0')
  await expect(sent).rejects.toMatchObject({ name: 'Rejected', code: 'undeliverable' })
})

test('blue ticks and typing are shown', async () => {
  const asked = await budi().sendText(shop.phone, 'Halo?')
  await until(async () => (await shop.inbox()).some((row) => row.provider_id === asked), true)
  await us.markRead?.(BUDI, [asked], soon())
  await until(() => budi().fateOf(asked), 'read')
  await us.showTyping?.(BUDI, { on: true, to: asked }, soon())
  await until(() => budi().typing().at(-1)?.state, 'composing')
})

test('a refusal because of strangers is never tried again, and tells on the number', async () => {
  shop.business.fail({ does: 'nack', code: 463 })
  const sent = us.send(BUDI, { text: 'Halo' }, soon(), '20:0')
  await expect(sent).rejects.toMatchObject({ name: 'Rejected', code: 'reachout' })
  await until(() => shop.kept.told.some(({ kind }) => kind === 'restricted'), true)
})

test('too fast is tried later', async () => {
  shop.business.fail({ does: 'nack', code: 429 })
  const sent = us.send(BUDI, { text: 'Cepat' }, soon(), '21:0')
  await expect(sent).rejects.toMatchObject({ name: 'Unreachable', retryAfterMs: 60_000 })
  await until(() => shop.kept.told.some(({ kind }) => kind === 'slow_down'), true)
})

test('what is known of devices is asked anew once', async () => {
  shop.business.fail({ does: 'nack', code: 479 })
  const { providerId } = await us.send(BUDI, { text: 'Perangkat baru' }, soon(), '22:0')
  expect((await lastTo(providerId))?.text).toBe('Perangkat baru')
})

test('no answer of the server is an outcome nobody knows', async () => {
  shop.business.fail({ does: 'withhold-ack' })
  const sent = us.send(BUDI, { text: 'Sunyi' }, soon(400), '23:0')
  await expect(sent).rejects.toMatchObject({ name: 'OutcomeUnknown' })
})

test('fates of what was sent are written down, each once', async () => {
  const { providerId } = await us.send(BUDI, { text: 'Sampai?' }, soon(), '24:0')
  budi().readMessages(shop.phone, [providerId])
  const fates = await until(
    async () =>
      (await shop.inbox())
        .filter(({ kind, provider_id }) => kind === 'status' && provider_id.startsWith(providerId))
        .map(({ inbound }) => inbound)
        .flatMap((one) => (one.kind === 'status' ? [one.fate] : [])),
    (all) => all.includes('read'),
  )
  expect(fates).toContain('delivered')
})

test('a phone that could not read a message gets it again, also from the next process', async () => {
  const { providerId } = await us.send(BUDI, { text: 'Menunggu pesan ini' }, soon(), '25:0')
  await lastTo(providerId)
  await shop.kept.stop()
  const next = keep(shop)
  shop.kept = next
  us = await door(next, shop.accountId)
  budi().askAgain(shop.phone, providerId)
  await until(async () => (await lastTo(providerId))?.times, 2)
})
