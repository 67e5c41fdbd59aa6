import tls from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  startWhatsApp,
  type WhatsAppStandIn,
} from '../../../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import { until } from '../../../support/until.ts'
import { type Client, openClient, textOf } from './open-client.ts'

let whatsapp: WhatsAppStandIn
let client: Client

beforeEach(async () => {
  whatsapp = await startWhatsApp()
  tls.setDefaultCACertificates([...tls.getCACertificates('bundled'), whatsapp.caPem])
  client = openClient(whatsapp)
})

afterEach(async () => {
  await client.close()
  await whatsapp.stop()
})

const OWNER = { phone: '6281100001111', name: 'Toko Maju' }

test('a number is linked by its QR and comes again after being told to', async () => {
  const business = await client.pair(OWNER)
  expect(client.endings).toEqual([515])
  expect(client.keys.creds.me).toMatchObject({ id: '6281100001111:1@s.whatsapp.net' })
  expect(client.keys.creds.me?.lid).toBe(`${business.lid}:1@lid`)
})

test.for(['lid', 'pn'] as const)('words go both ways, sealed, by %s', async (addressing) => {
  const business = await client.pair(OWNER)
  const ani = whatsapp.customer({ phone: '6281234567890', name: 'Ani', addressing })
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
})
