import { proto, type WAMessage } from '@whiskeysockets/baileys'
import { expect, test } from 'vitest'
import { identitiesOf, namesIn } from '../../../../src/bots/whatsapp/baileys/address.ts'
import { hearMessage, statusOf } from '../../../../src/bots/whatsapp/baileys/hear-message.ts'
import { missedIn } from '../../../../src/bots/whatsapp/baileys/history.ts'
import { loadBaileys } from '../../../../src/bots/whatsapp/baileys/library.ts'
import {
  type StoredMessage,
  toStored,
} from '../../../../src/bots/whatsapp/baileys/stored-message.ts'

const library = await loadBaileys()
const LID = '111@lid'
const PN = '6281@s.whatsapp.net'

/** Through the inbox's JSON and back, as every event goes. */
function hear(message: proto.IMessage | undefined, { ours = [] as string[], ...more } = {}) {
  const told = {
    key: { remoteJid: LID, remoteJidAlt: PN, fromMe: false, id: 'A1' },
    message,
    ...more,
  }
  const full = told as unknown as WAMessage
  const stored = JSON.parse(JSON.stringify(toStored(library, full))) as StoredMessage
  return hearMessage(stored, {
    library,
    own: { phone: '6299', lid: '999' },
    isOurs: (id) => ours.includes(id),
    namesOf: ({ key }) => namesIn(key.remoteJid, key.remoteJidAlt),
    addressOf: ({ phone, lid }) => phone ?? (lid && `${lid}@lid`),
  })
}

const file = {
  url: 'https://mmg.whatsapp.net/x',
  directPath: '/v/x',
  mediaKey: Buffer.alloc(32, 1),
  fileLength: 1234,
  mimetype: 'application/pdf',
}
const contextInfo = (more: proto.IContextInfo) => ({ contextInfo: more })

test.each<[string, proto.IMessage, object]>([
  ['plain words', { conversation: 'Halo' }, { kind: 'message', text: 'Halo' }],
  ['long words', { extendedTextMessage: { text: 'Halo' } }, { text: 'Halo' }],
  [
    'a quote',
    { extendedTextMessage: { text: 'Ya', ...contextInfo({ stanzaId: 'Q9' }) } },
    { text: 'Ya', replyTo: 'Q9' },
  ],
  [
    'what disappears',
    { ephemeralMessage: { message: { extendedTextMessage: { text: 'Sebentar' } } } },
    { text: 'Sebentar' },
  ],
  [
    'a picture to be seen once',
    { viewOnceMessageV2: { message: { imageMessage: { ...file, caption: 'KTP' } } } },
    { text: 'KTP', media: { kind: 'image' } },
  ],
  [
    'a file with its words',
    {
      documentWithCaptionMessage: {
        message: { documentMessage: { ...file, caption: 'Ini', fileName: 'a.pdf' } },
      },
    },
    { text: 'Ini', media: { kind: 'document', name: 'a.pdf', mime: 'application/pdf' } },
  ],
  ['a voice', { audioMessage: { ...file, ptt: true } }, { text: '', media: { kind: 'audio' } }],
  ['a film', { videoMessage: file }, { media: { kind: 'video' } }],
  ['a sticker', { stickerMessage: file }, { media: { kind: 'sticker' } }],
  [
    'a card',
    { contactMessage: { displayName: 'Pak Ali', vcard: 'BEGIN:VCARD\nTEL;waid=62:+62 811' } },
    { text: 'Pak Ali +62 811' },
  ],
  [
    'a tap on a list of somebody else',
    { listResponseMessage: { title: 'Paket A', singleSelectReply: { selectedRowId: 'q.0' } } },
    { text: 'Paket A', tap: 'q.0' },
  ],
  [
    'a tap on a button',
    {
      buttonsResponseMessage: {
        selectedDisplayText: 'Ya',
        selectedButtonId: 'q.1',
        ...contextInfo({ stanzaId: 'B1' }),
      },
    },
    { text: 'Ya', tap: 'q.1', tapOn: 'B1' },
  ],
  ['a vote we never asked for', { pollUpdateMessage: {} }, { kind: 'unknown' }],
  [
    'an ad in a picture',
    {
      imageMessage: {
        ...file,
        ...contextInfo({ externalAdReply: { sourceType: 'ad', sourceId: '12', ctwaClid: 'C' } }),
      },
    },
    { referral: { source: 'ad', adId: '12', clickId: 'C' } },
  ],
  [
    'an ad that is sealed',
    { extendedTextMessage: { text: 'Hi', ...contextInfo({ ctwaPayload: Buffer.from('x') }) } },
    { referral: { source: 'ad' } },
  ],
])('%s is heard', (_name, message, expected) => {
  const said = hear(message)
  expect(said?.inbound).toMatchObject(expected)
  expect(said?.chat).toBe('6281')
})

test('a preview of a link is no ad', () => {
  const preview = contextInfo({ externalAdReply: { title: 'Toko', sourceUrl: 'https://x.id' } })
  expect(hear({ extendedTextMessage: { text: 'Lihat', ...preview } })?.inbound).not.toHaveProperty(
    'referral',
  )
})

test.each(['123-456@g.us', 'status@broadcast', '12@newsletter'])('%s is never answered', (jid) => {
  const key = { remoteJid: jid, fromMe: false, id: 'G1', participant: LID }
  const said = hear({ conversation: 'ramai' }, { key } as object)
  expect(said).toMatchObject({ chat: 'account', inbound: { kind: 'unknown' } })
})

test('devices of ours among themselves are not heard at all', () => {
  const { Type } = proto.Message.ProtocolMessage
  const own = { key: { remoteJid: '6299@s.whatsapp.net', fromMe: true, id: 'P1' } } as object
  const share = { protocolMessage: { type: Type.APP_STATE_SYNC_KEY_SHARE } }
  expect(hear(share, own)).toBeUndefined()
})

test('what we sent is a fate, what was typed on the phone is news', () => {
  const mine = { key: { remoteJid: LID, remoteJidAlt: PN, fromMe: true, id: 'M1' } } as object
  expect(hear({ conversation: 'Ya' }, mine)?.inbound).toEqual({
    kind: 'system',
    what: 'typed_on_phone',
    text: 'Ya',
  })
  const read = { ...mine, status: 4, ours: ['M1'] }
  expect(hear({ conversation: 'Ya' }, read)?.inbound).toMatchObject({
    kind: 'status',
    fate: 'read',
  })
  expect(hear({ conversation: 'Ya' }, { ...mine, ours: ['M1'] })).toBeUndefined()
})

test.each([
  [0, 'failed'],
  [2, 'accepted'],
  [3, 'delivered'],
  [4, 'read'],
  [5, 'read'],
])('status %i of WhatsApp is %s', (status, fate) => {
  expect(statusOf({ key: { id: 'X' }, status }, '62')?.inbound).toMatchObject({ fate })
})

test('whoever cannot be read is a stub, from an ad only where the words never left the phone', () => {
  const absent = { messageStubType: 2, messageStubParameters: ['Message absent from node'] }
  expect(hear(undefined, absent as object)?.inbound).toMatchObject({
    kind: 'stub',
    from: identitiesOf({ phone: '6281', lid: '111' }),
    referral: { source: 'ad' },
  })
  const broken = { messageStubType: 2, messageStubParameters: ['Bad MAC'] }
  expect(hear(undefined, broken as object)?.inbound).not.toHaveProperty('referral')
})

const ids = (all: WAMessage[]) => all.map(({ key }) => key.id)

test('of a history only what nobody answered is heard as new', () => {
  const now = new Date('2026-11-20T10:00:00Z')
  const at = (id: string, hoursAgo: number, fromMe = false, remoteJid = PN) =>
    ({
      key: { id, fromMe, remoteJid },
      message: { conversation: id },
      messageTimestamp: now.getTime() / 1000 - hoursAgo * 3_600,
    }) as WAMessage
  const messages = [
    at('new', 1),
    at('before we left', 30),
    at('answered', 5, false, LID),
    at('the answer', 4, true, LID),
    at('group', 1, false, '1@g.us'),
  ]
  const since = new Date(now.getTime() - 24 * 3_600_000)
  const { fresh, old } = missedIn(messages, { since, now })
  expect(ids(fresh)).toEqual(['new'])
  expect(ids(old)).toEqual(['answered'])
  // A number that was never here before has a past that is none of our business.
  expect(missedIn(messages, { since: undefined, now })).toEqual({ fresh: [], old: [] })
})
