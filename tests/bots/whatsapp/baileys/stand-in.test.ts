import tls from 'node:tls'
import { downloadMediaMessage, initAuthCreds, proto } from '@whiskeysockets/baileys'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Business } from '../../../../src/bots/whatsapp/baileys/stand-in/business.ts'
import {
  startWhatsApp,
  type WhatsAppStandIn,
} from '../../../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import { until } from '../../../support/until.ts'
import { type Client, memoryStore, openClient, textOf } from './open-client.ts'

let whatsapp: WhatsAppStandIn
let client: Client
let business: Business

const OWNER = { phone: '6281100001111', name: 'Toko Maju' }
const ANI = { phone: '6281234567890', name: 'Ani' }

beforeEach(async () => {
  whatsapp = await startWhatsApp()
  tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), whatsapp.caPem])
  client = openClient(whatsapp)
  business = await client.pair(OWNER)
  await until(business.backlog, 0)
})

afterEach(async () => {
  await client.close()
  await whatsapp.stop()
})

const texts = () => client.messages().map(textOf)

test('a number is linked by its QR and comes again after being told to', () => {
  expect(client.endings).toEqual([515])
  expect(client.keys.creds.me).toMatchObject({ id: '6281100001111:1@s.whatsapp.net' })
  expect(client.keys.creds.me?.lid).toBe(`${business.lid}:1@lid`)
  expect(business.devices()).toEqual([1])
})

test('a new device need not wait for a history', async () => {
  await until(() => client.keys.creds.accountSyncCounter, 1)
})

test.for(['lid', 'pn'] as const)('words go both ways, sealed, by %s', async (addressing) => {
  const ani = whatsapp.customer({ ...ANI, addressing })
  await ani.sendText(business.phone, 'Halo, berapa harganya?')
  const [message] = await until(client.messages, (all) => all.length > 0)
  expect(message && textOf(message)).toBe('Halo, berapa harganya?')
  expect(message?.pushName).toBe('Ani')
  expect(message?.key).toMatchObject({
    remoteJid: ani.jid,
    ...(addressing === 'lid' && { remoteJidAlt: '6281234567890@s.whatsapp.net' }),
  })

  await client.sock.sendMessage(ani.jid, { text: 'Seratus ribu.' })
  await client.sock.sendMessage(ani.jid, { text: 'Ongkir gratis.' })
  const received = await until(ani.received, (all) => all.length === 2)
  expect(received.map(({ text }) => text)).toEqual(['Seratus ribu.', 'Ongkir gratis.'])
  await ani.sendText(business.phone, 'Oke.')
  await until(texts, (all) => all.includes('Oke.'))
})

test('somebody who hides the number can be talked with', async () => {
  const hidden = whatsapp.customer({ name: 'Anonim' })
  await hidden.sendText(business.phone, 'Halo')
  const [message] = await until(client.messages, (all) => all.length > 0)
  expect(message?.key.remoteJid).toBe(`${hidden.lid}@lid`)
  expect(message?.key.remoteJidAlt).toBeUndefined()
  await client.sock.sendMessage(hidden.jid, { text: 'Ya?' })
  await until(hidden.received, (all) => all.length === 1)
})

test('a business can write first, and learns who is on WhatsApp', async () => {
  const ani = whatsapp.customer(ANI)
  const found = await client.sock.onWhatsApp(ANI.phone, '6289999999999')
  expect(found).toEqual([{ jid: `${ANI.phone}@s.whatsapp.net`, exists: true }])
  await client.sock.sendMessage(`${ANI.phone}@s.whatsapp.net`, { text: 'Paket Anda siap.' })
  await until(ani.received, (all) => all[0]?.text === 'Paket Anda siap.')
})

test('files go both ways, sealed, over TLS that is checked', async () => {
  const ani = whatsapp.customer(ANI)
  const bytes = Buffer.alloc(200_000, 'isi')
  for (const type of ['image', 'document', 'audio', 'video'] as const) {
    const mime =
      { image: 'image/jpeg', document: 'application/pdf' }[type as string] ?? `${type}/mp4`
    const id = await ani.sendMedia(business.phone, { type, bytes, mime, fileName: 'bukti.pdf' })
    const message = await until(
      () => client.messages().find(({ key }) => key.id === id),
      (one) => one !== undefined,
    )
    if (!message) throw new Error('It never came.')
    expect((await downloadMediaMessage(message, 'buffer', {})).equals(bytes)).toBe(true)
  }
  const document = Buffer.from('%PDF-1.4 brosur')
  const fileName = 'brosur.pdf'
  await client.sock.sendMessage(ani.jid, { document, mimetype: 'application/pdf', fileName })
  const [received] = await until(ani.received, (all) => all.length === 1)
  expect(received?.kind).toBe('document')
  expect(received?.media).toMatchObject({ mime: 'application/pdf', fileName, bytes: document })
})

test('places, quotes, reactions, edits and revocations arrive as they are', async () => {
  const ani = whatsapp.customer(ANI)
  const first = await ani.sendText(business.phone, 'Satu')
  await ani.sendLocation(business.phone, { latitude: -6.2, longitude: 106.8, name: 'Rumah' })
  await client.sock.sendMessage(ani.jid, { text: 'Baik' })
  const [answer] = await until(ani.received, (all) => all.length === 1)
  await ani.sendText(business.phone, 'Yang ini', { quote: answer?.id })
  await ani.react(business.phone, answer?.id ?? '', '👍')
  await ani.edit(business.phone, first, 'Dua')
  await ani.revoke(business.phone, first)

  await until(() => client.reactions.length, 1)
  expect(client.reactions[0]).toMatchObject({
    key: { id: answer?.id, fromMe: true },
    reaction: { text: '👍' },
  })
  const messages = client.messages()
  expect(messages.some(({ message }) => message?.locationMessage?.name === 'Rumah')).toBe(true)
  const quoting = messages.find((one) => textOf(one) === 'Yang ini')?.message
  expect(quoting?.extendedTextMessage?.contextInfo?.stanzaId).toBe(answer?.id)
  const changes = () => client.updates.filter(({ key }) => key.id === first)
  await until(() => changes().length, 2)
  expect(changes()[0]?.update.message?.editedMessage?.message?.extendedTextMessage?.text).toBe(
    'Dua',
  )
  expect(changes()[1]?.update.message).toBeNull()
})

test('the customer sees reactions, edits and revocations of the business', async () => {
  const ani = whatsapp.customer(ANI)
  const asked = await ani.sendText(business.phone, 'Ada?')
  const [question] = await until(client.messages, (all) => all.length > 0)
  const sent = await client.sock.sendMessage(
    ani.jid,
    { text: 'Ada' },
    { quoted: question as never },
  )
  const key = sent?.key as never
  await client.sock.sendMessage(ani.jid, { react: { text: '🙏', key: question?.key as never } })
  await client.sock.sendMessage(ani.jid, { text: 'Ada, stok 3', edit: key })
  const [answer, reaction] = await until(ani.received, ([one]) => one?.edits.length === 1)
  expect(answer).toMatchObject({ text: 'Ada, stok 3', edits: ['Ada'], about: asked })
  expect(reaction).toMatchObject({ kind: 'reaction', text: '🙏', about: asked })
  await client.sock.sendMessage(ani.jid, { delete: key })
  await until(ani.received, ([one]) => one?.revoked === true)
})

test('receipts and typing are seen on both sides', async () => {
  const ani = whatsapp.customer({ ...ANI, receipts: 'none' })
  const id = await ani.sendText(business.phone, 'Halo')
  const [message] = await until(client.messages, (all) => all.length > 0)
  await until(() => ani.fateOf(id), 'delivered')
  await client.sock.readMessages([message?.key as never])
  await until(() => ani.fateOf(id), 'read')

  await client.sock.sendPresenceUpdate('composing', ani.jid)
  await until(ani.typing, ([one]) => one?.state === 'composing')
  await until(business.presence, 'available')
  ani.type(business.phone, 'recording')
  await until(() => client.presences.length, 1)

  const sent = await client.sock.sendMessage(ani.jid, { text: 'Ya' })
  await until(ani.received, (all) => all.length === 1)
  const status = () => client.statusOf(sent?.key.id)
  expect(status()).toBeLessThan(proto.WebMessageInfo.Status.DELIVERY_ACK)
  ani.takeMessages(business.phone)
  await until(status, proto.WebMessageInfo.Status.DELIVERY_ACK)
  ani.readMessages(business.phone)
  await until(status, proto.WebMessageInfo.Status.READ)
})

test('what the owner writes on the phone itself is copied to the device', async () => {
  const ani = whatsapp.customer(ANI)
  await business.ownerSendsText(ANI.phone, 'Saya sendiri yang jawab')
  const [message] = await until(client.messages, (all) => all.length > 0)
  expect(message?.key).toMatchObject({ fromMe: true, remoteJid: ani.jid })
  expect(message && textOf(message)).toBe('Saya sendiri yang jawab')
  expect(ani.received()[0]?.text).toBe('Saya sendiri yang jawab')
})

test('the first message after an ad comes with the ad in it', async () => {
  const ani = whatsapp.customer(ANI)
  await ani.sendAd(business.phone, { text: 'Info promo', sourceId: '1202', ctwaClid: 'ARAk' })
  const [message] = await until(client.messages, (all) => all.length > 0)
  const context = message?.message?.extendedTextMessage?.contextInfo
  expect(context?.externalAdReply).toMatchObject({ sourceId: '1202', ctwaClid: 'ARAk' })
  expect(context?.entryPointConversionSource).toBe('ctwa_ad')
})

test('an ad whose content stayed on the phone is asked for, and comes when the phone answers', async () => {
  const ani = whatsapp.customer(ANI)
  business.answersResends(false)
  const ad = { text: 'Info promo', sourceId: '1202' }
  const id = await ani.sendAd(business.phone, ad, { withheld: true })
  const [stub] = await until(client.messages, (all) => all.length > 0)
  expect(stub).toMatchObject({ key: { id }, messageStubParameters: ['Message absent from node'] })
  expect(stub?.message).toBeUndefined()
  await until(business.resendsAsked, ([one]) => one === id)
  expect(client.messages()).toHaveLength(1)
  await business.answerResend(id)
  const [, content] = await until(client.messages, (all) => all.length > 1)
  expect(content?.key).toMatchObject({ id, remoteJid: ani.jid })
  expect(content && textOf(content)).toBe('Info promo')
})

test('a message can be refused with 463, never acknowledged, or swallowed', async () => {
  const ani = whatsapp.customer(ANI)
  business.fail({ does: 'nack', code: 463, on: ani.key })
  const refused = await client.sock.sendMessage(ani.jid, { text: 'Satu' })
  const failed = () => [
    ...client.updates.map(({ key, update }) => ({ key, ...update })),
    ...client.messages(),
  ]
  await until(failed, (all) =>
    all.some(
      ({ key, messageStubParameters: [code] = [] as never }) =>
        key?.id === refused?.key.id && code === '463',
    ),
  )
  const acks: string[] = []
  client.sock.ws.on('CB:ack,class:message', ({ attrs }: { attrs: { id: string } }) =>
    acks.push(attrs.id),
  )
  business.fail({ does: 'withhold-ack' })
  await client.sock.sendMessage(ani.jid, { text: 'Dua' })
  await until(ani.received, (all) => all.length === 1)
  business.fail({ does: 'swallow' })
  const swallowed = await client.sock.sendMessage(ani.jid, { text: 'Tiga' })
  const last = await client.sock.sendMessage(ani.jid, { text: 'Empat' })
  await until(ani.received, (all) => all.length === 2)
  expect(ani.received().map(({ text }) => text)).toEqual(['Dua', 'Empat'])
  expect(acks).toEqual([swallowed?.key.id, last?.key.id])
})

test('inbound stanzas come twice, swapped, late, or not at all', async () => {
  const ani = whatsapp.customer(ANI)
  await ani.sendText(business.phone, 'pertama')
  await until(texts, (all) => all.length === 1)
  business.fail({ does: 'duplicate' })
  business.fail({ does: 'lose' })
  business.fail({ does: 'swap' })
  for (const text of ['dua kali', 'hilang', 'belakangan', 'duluan']) {
    await ani.sendText(business.phone, text, { plain: true })
  }
  business.fail({ does: 'delay', ms: 60 })
  await ani.sendText(business.phone, 'terlambat', { plain: true })
  await ani.sendText(business.phone, 'tepat', { plain: true })
  await until(() => texts().length, 7)
  expect(texts().slice(1)).toEqual([
    'dua kali',
    'dua kali',
    'duluan',
    'belakangan',
    'tepat',
    'terlambat',
  ])
})

test('what came while the device was away is told in one go, as old', async () => {
  const ani = whatsapp.customer(ANI)
  await client.close()
  await until(business.isOnline, false)
  for (let n = 1; n <= 50; n++) await ani.sendText(business.phone, `pesan ${n}`)
  expect(business.backlog()).toBe(50)
  const seen = client.upserts.length
  client.connect()
  await until(() => texts().length, 50)
  const fresh = client.upserts.slice(seen)
  expect(fresh).toHaveLength(1)
  expect(fresh[0]?.type).toBe('append')
  expect(texts()).toEqual(Array.from({ length: 50 }, (_, n) => `pesan ${n + 1}`))
  await until(business.backlog, 0)
})

test('a message whose receipt got lost is told again at the next login', async () => {
  const ani = whatsapp.customer(ANI)
  business.fail({ does: 'lose-receipt' })
  await ani.sendText(business.phone, 'Halo', { plain: true })
  await until(() => texts().length, 1)
  await client.close()
  await until(business.isOnline, false)
  client.connect()
  await until(() => texts().length, 2)
})

test('a second login takes the place of the first', async () => {
  const other = openClient(whatsapp, client.keys)
  await other.opened()
  await until(() => client.endings.at(-1), 440)
  await other.close()
})

test.for([401, 403, 411, 500, 503])('the line can be ended with %i', async (code) => {
  business.end(code)
  await until(() => client.endings.at(-1), code)
  client.connect()
  if (code === 401 || code === 403) await until(() => client.endings.length, 3)
  else await client.opened()
  expect(client.endings.slice(1)).toEqual(code === 401 || code === 403 ? [code, code] : [code])
})

test('a line that is cut ends with 428, and one that stalls goes on where it was', async () => {
  const ani = whatsapp.customer(ANI)
  business.stall()
  await ani.sendText(business.phone, 'Halo', { plain: true })
  const asked = client.sock.onWhatsApp(ANI.phone)
  const soon = new Promise((resolve) => setTimeout(resolve, 100, 'nothing'))
  expect(await Promise.race([asked, soon])).toBe('nothing')
  expect(texts()).toEqual([])
  business.resume()
  expect((await asked)?.[0]?.exists).toBe(true)
  await until(texts, (all) => all.length === 1)
  business.cut()
  await until(() => client.endings.at(-1), 428)
})

test('a customer who could not read it asks again, and gets it from getMessage', async () => {
  await client.close()
  const sent = new Map<string, proto.IMessage>()
  const asked: string[] = []
  const again = openClient(whatsapp, client.keys, {
    enableRecentMessageCache: false,
    async getMessage({ id }) {
      asked.push(id ?? '')
      return sent.get(id ?? '')
    },
  })
  await again.opened()
  const ani = whatsapp.customer(ANI)
  const message = await again.sock.sendMessage(ani.jid, { text: 'Halo' })
  sent.set(message?.key.id ?? '', message?.message ?? {})
  await until(ani.received, (all) => all.length === 1)
  ani.askAgain(business.phone, message?.key.id ?? '')
  await until(ani.received, ([one]) => one?.times === 2)
  expect(asked).toEqual([message?.key.id])
  await again.close()
})

test('a device that lost its sessions is written to again', async () => {
  const ani = whatsapp.customer(ANI)
  await ani.sendText(business.phone, 'Satu')
  await until(texts, (all) => all.length === 1)
  await client.keys.store.set({ session: { [`${ani.lid}_1.0`]: null } })
  await ani.sendText(business.phone, 'Dua')
  await until(texts, (all) => all.includes('Dua'))
})

test('time-locks and caps on new chats are announced, and answered when asked for', async () => {
  const endsAt = new Date(Date.UTC(2030, 0, 1))
  business.restrict({ isActive: true, endsAt, type: 'BIZ_QUALITY' })
  const locks = () => client.connections.flatMap(({ reachoutTimeLock }) => reachoutTimeLock ?? [])
  const [lock] = await until(locks, (all) => all.length > 0)
  expect(lock).toMatchObject({ isActive: true, timeEnforcementEnds: endsAt })
  expect(await client.sock.fetchAccountReachoutTimelock()).toMatchObject({ isActive: true })
  business.capNewChats({ capping_status: 'CAPPED' })
  await until(() => client.caps.length, 1)
})

test('two numbers are kept apart, and can write to each other', async () => {
  const other = openClient(whatsapp, { creds: initAuthCreds(), store: memoryStore() })
  const second = await other.pair({ phone: '6281100002222', name: 'Toko Dua' })
  const ani = whatsapp.customer(ANI)
  await ani.sendText(second.phone, 'Untuk toko dua')
  await until(
    () => other.messages().map(textOf),
    (all) => all.includes('Untuk toko dua'),
  )
  expect(texts()).toEqual([])
  await other.sock.sendMessage(`${OWNER.phone}@s.whatsapp.net`, { text: 'Halo toko maju' })
  await until(texts, (all) => all.includes('Halo toko maju'))
  await other.close()
})

test('a linked number finds its account again after a restart', async () => {
  const ani = whatsapp.customer(ANI)
  await ani.sendText(business.phone, 'Sebelum')
  await until(texts, (all) => all.length === 1)
  await client.close()
  await until(business.isOnline, false)
  await ani.sendText(business.phone, 'Selama')
  const state = JSON.parse(JSON.stringify(whatsapp.save())) as ReturnType<typeof whatsapp.save>
  await whatsapp.stop()

  whatsapp = await startWhatsApp({ state })
  const again = openClient(whatsapp, client.keys)
  await again.opened()
  await until(
    () => again.messages().map(textOf),
    (all) => all.includes('Selama'),
  )
  await whatsapp.customer(ANI).sendText(OWNER.phone, 'Sesudah')
  await until(
    () => again.messages().map(textOf),
    (all) => all.includes('Sesudah'),
  )
  await again.sock.sendMessage(ani.jid, { text: 'Siap' })
  await until(whatsapp.customer(ANI).received, (all) => all[0]?.text === 'Siap')
  await again.close()
})

function control({ controlUrl }: WhatsAppStandIn) {
  return async (verb: string, body: unknown): Promise<unknown> => {
    const request = { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(controlUrl + verb, request)).json()
  }
}

test('a customer with a new phone asks again with fresh keys, and can read it then', async () => {
  const ani = whatsapp.customer(ANI)
  await client.sock.sendMessage(ani.jid, { text: 'Untuk ponsel lama' })
  await until(ani.received, (all) => all.length === 1)
  await client.close()
  await until(business.isOnline, false)
  const state = { ...whatsapp.save(), people: [] }
  await whatsapp.stop()

  whatsapp = await startWhatsApp({ state })
  const renewed = whatsapp.customer({ ...ANI, lid: ani.lid })
  const again = openClient(whatsapp, client.keys)
  await again.opened()
  await again.sock.sendMessage(ani.jid, { text: 'Untuk ponsel baru' })
  await until(renewed.received, ([one]) => one?.text === 'Untuk ponsel baru')
  await renewed.sendText(OWNER.phone, 'Terbaca')
  await until(
    () => again.messages().map(textOf),
    (all) => all.includes('Terbaca'),
  )
  await again.close()
})

test('QR codes are renewed until there are no more', async () => {
  const other = openClient(whatsapp, undefined, { qrTimeout: 20 })
  await until(() => other.endings.at(-1), 408)
  expect(new Set(other.qrs).size).toBe(6)
  expect(() => whatsapp.scan(other.qrs.at(-1) ?? '', OWNER)).toThrow('not valid')
})

test('a device that logs out is not linked any more', async () => {
  await client.sock.logout()
  await until(() => business.devices().length, 0)
  client.connect()
  await until(
    () => client.endings,
    (all) => all.length === 3,
  )
  expect(client.endings.at(-1)).toBe(401)
})

test('two devices of one number see each other, and the customer gets one message', async () => {
  const other = openClient(whatsapp)
  await other.pair(OWNER)
  expect(business.devices()).toEqual([1, 2])
  const ani = whatsapp.customer(ANI)
  await ani.sendText(business.phone, 'Halo berdua')
  await until(texts, (all) => all.includes('Halo berdua'))
  await until(
    () => other.messages().map(textOf),
    (all) => all.includes('Halo berdua'),
  )
  await other.sock.sendMessage(ani.jid, { text: 'Dari yang kedua' })
  const copy = await until(
    () => client.messages().find((one) => textOf(one) === 'Dari yang kedua'),
    (one) => one !== undefined,
  )
  expect(copy?.key).toMatchObject({ fromMe: true, remoteJid: ani.jid })
  await until(ani.received, (all) => all.length === 1)
  await other.close()
})

test('somebody in another process can lead it, too', async () => {
  const ask = control(whatsapp)
  const account = business.phone
  expect(await ask('text', { customer: ANI, account, text: 'Halo' })).toHaveProperty('id')
  await until(texts, (all) => all.includes('Halo'))
  expect(await ask('businesses', {})).toMatchObject([{ phone: account, online: true }])
  const headers = { origin: 'https://example.com' }
  const page = await fetch(`${whatsapp.controlUrl}cut`, { method: 'POST', headers, body: '{}' })
  expect(page.status).toBe(403)
  expect(await ask('constructor', {})).toEqual({ error: 'No verb constructor' })
  await ask('end', { account, code: 503 })
  await until(() => client.endings.at(-1), 503)
})

test('thousands of plain messages are told in seconds', async () => {
  const people = Array.from({ length: 100 }, (_, n) =>
    whatsapp.customer({ phone: `62815${String(n).padStart(7, '0')}` }),
  )
  const start = Date.now()
  for (let n = 0; n < 20; n++) {
    for (const one of people) await one.sendText(business.phone, `pesan ${n}`, { plain: true })
  }
  const told = Date.now() - start
  await until(() => texts().length, 2000, 20_000)
  expect(told).toBeLessThan(5000)
})
