import { beforeAll, expect, test } from 'vitest'
import { fetchElsewhere } from '../../../../src/main/fetch-elsewhere.ts'
import { until } from '../../../support/until.ts'
import { door, linkedShop } from './shop.ts'

const SITI = '6281234500001'
let shop: Awaited<ReturnType<typeof linkedShop>>
beforeAll(async () => {
  shop = await linkedShop()
}, 15_000)

const siti = () => shop.whatsApp.customer({ phone: SITI, name: 'Siti' })
const rowOf = async (id: string) =>
  (await shop.inbox()).find(({ provider_id }) => provider_id === id)
const heard = (id: string) =>
  until(
    () => rowOf(id),
    (row) => row !== undefined,
  )

test('pictures and files can be fetched long after', async () => {
  const bytes = Buffer.from('foto paspor '.repeat(2_000))
  const media = { type: 'image' as const, bytes, mime: 'image/jpeg', caption: 'Paspor saya' }
  const row = await heard(await siti().sendMedia(shop.phone, media))
  if (row?.inbound.kind !== 'message') throw new Error('not a message')
  expect(row.inbound).toMatchObject({ text: 'Paspor saya', media: { kind: 'image' } })
  const us = await door(shop.kept, shop.accountId)
  const got = await us.download?.(row.inbound.media?.ref ?? '', AbortSignal.timeout(5_000))
  expect(Buffer.from(got?.bytes ?? []).equals(bytes)).toBe(true)

  // Also by a process that has no socket.
  const ref = row.inbound.media?.ref ?? ''
  const elsewhere = await fetchElsewhere(shop.accountId, ref, AbortSignal.timeout(5_000))
  expect(Buffer.from(elsewhere.bytes).equals(bytes)).toBe(true)
  const unknown = fetchElsewhere(1, 'AgADBAAD', AbortSignal.timeout(5_000))
  await expect(unknown).rejects.toMatchObject({ name: 'Unreachable' })
})

test('a place, an emoji, a change and a withdrawal are what they are', async () => {
  const place = { latitude: -6.2, longitude: 106.8, name: 'Rumah' }
  const at = await heard(await siti().sendLocation(shop.phone, place))
  expect(at?.inbound).toMatchObject({ text: 'Rumah', location: { longitude: 106.8 } })

  const said = await siti().sendText(shop.phone, 'Bulan Maert')
  const emoji = await heard(await siti().react(shop.phone, said, '🙏'))
  expect(emoji?.inbound).toMatchObject({ kind: 'reaction', to: said, emoji: '🙏' })
  const edit = await heard(await siti().edit(shop.phone, said, 'Bulan Maret'))
  expect(edit?.inbound).toMatchObject({ kind: 'edit', editOf: said, text: 'Bulan Maret' })
  const gone = await heard(await siti().revoke(shop.phone, said))
  expect(gone?.inbound).toMatchObject({ kind: 'revoke', of: said })
})

test('what comes twice is heard once', async () => {
  shop.business.fail({ does: 'duplicate' })
  const id = await siti().sendText(shop.phone, 'dua kali')
  await heard(id)
  const after = await siti().sendText(shop.phone, 'sesudahnya')
  await heard(after)
  expect((await shop.inbox()).filter(({ provider_id }) => provider_id === id)).toHaveLength(1)
})

test('an ad click is a lead before its words come, and once they did', async () => {
  const ad = { text: 'Info umroh dong', sourceId: '1202', ctwaClid: 'ARAk1', title: 'Umroh' }
  const lia = shop.whatsApp.customer({ phone: '6281234500002', name: 'Lia' })
  const id = await lia.sendAd(shop.phone, ad, { withheld: true })
  const stub = await heard(id)
  expect(stub).toMatchObject({ kind: 'stub', inbound: { text: '', referral: { source: 'ad' } } })
  await shop.db.updateTable('inbox').set({ handled_at: new Date() }).execute()
  const full = await until(
    () => rowOf(id),
    (row) => row?.kind === 'message',
  )
  expect(full).toMatchObject({
    handled_at: null,
    inbound: {
      text: 'Info umroh dong',
      referral: { source: 'ad', adId: '1202', clickId: 'ARAk1', headline: 'Umroh' },
    },
  })
})

test('somebody who hides the number is known by the LID, and stays there', async () => {
  const us = await door(shop.kept, shop.accountId)
  const rani = shop.whatsApp.customer({ lid: '77001122', name: 'Rani' })
  const row = await heard(await rani.sendText(shop.phone, 'Saya diam-diam'))
  expect(row).toMatchObject({ chat: '77001122@lid', inbound: { from: [{ kind: 'lid' }] } })
  const { providerId } = await us.send(
    '77001122@lid',
    { text: 'Baik' },
    AbortSignal.timeout(5_000),
    '1:0',
  )
  await until(
    () => rani.received().map(({ id }) => id),
    (ids) => ids.includes(providerId),
  )
})

test('a chat that began under one name goes on under it', async () => {
  const lid = '77003344'
  const { db, accountId, whatsApp, phone } = shop
  await db
    .insertInto('conversations')
    .values({ account_id: accountId, chat: `${lid}@lid` })
    .execute()
  const tono = whatsApp.customer({ phone: '6281234500003', lid })
  expect((await heard(await tono.sendText(phone, 'Nomor saya tampak')))?.chat).toBe(`${lid}@lid`)
})

test('what the owner types on the phone is no question of a customer', async () => {
  siti()
  const id = await shop.business.ownerSendsText(SITI, 'Saya jawab sendiri')
  expect(await heard(id)).toMatchObject({
    chat: SITI,
    inbound: { kind: 'system', what: 'typed_on_phone', text: 'Saya jawab sendiri' },
  })
})

test('fifty that waited while the number was away are all heard, in order', async () => {
  shop.business.cut()
  const ids: string[] = []
  for (let n = 0; n < 50; n++) ids.push(await siti().sendText(shop.phone, `tunggu ${n}`))
  const rows = await until(
    async () => (await shop.inbox()).filter(({ provider_id }) => ids.includes(provider_id)),
    (all) => all.length === 50,
  )
  expect(rows.map(({ provider_id }) => provider_id)).toEqual(ids)
})

test('nothing of the keys that devices exchange stands in the inbox', async () => {
  const rows = await shop.inbox()
  expect(JSON.stringify(rows)).not.toMatch(/appStateSyncKey|peerDataOperation/)
})
