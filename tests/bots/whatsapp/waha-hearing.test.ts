import { describe, expect, test } from 'vitest'
import { referralIn } from '../../../src/bots/whatsapp/waha/ad-referral.ts'
import { until } from '../../support/until.ts'
import { SITI, soon, US, workingWaha } from './open-waha.ts'

const AD = {
  adId: '120210',
  clickId: 'ARAk',
  url: 'https://fb.me/x',
  headline: 'Umroh Januari',
  body: 'Mulai 28 juta',
}
const REFERRAL = {
  source: 'ad',
  adId: '120210',
  clickId: 'ARAk',
  url: 'https://fb.me/x',
  headline: 'Umroh Januari',
  body: 'Mulai 28 juta',
}

describe('what customers write', () => {
  test.each(['NOWEB', 'GOWS', 'WEBJS'] as const)('%s tells who it is', async (engine) => {
    const { waha, book } = await workingWaha({}, { engine })
    const id = waha.say(SITI, 'mau beli voucher')
    await waha.webhooks.settled()
    expect(book.written).toHaveLength(1)
    expect(book.written[0]).toMatchObject({
      accountId: 1,
      chat: SITI,
      providerId: `false_${id}`,
      inbound: { kind: 'message', name: 'Siti Rahma', text: 'mau beli voucher' },
    })
    const { inbound } = book.written[0] ?? {}
    const phone = { kind: 'phone', value: `+${SITI}` }
    // The browser knows one name, the others both.
    const lid = { kind: 'lid', value: waha.lidOf(SITI) }
    expect(inbound).toMatchObject({ from: engine === 'WEBJS' ? [phone] : [phone, lid] })
  })

  test('of files, places and people is heard', async () => {
    const { waha, book } = await workingWaha()
    waha.sendFile(SITI, { name: 'ktp.pdf', mime: 'application/pdf', bytes: Buffer.from('x') })
    waha.sendFile(SITI, { name: 'a.ogg', mime: 'audio/ogg; codecs=opus', bytes: Buffer.from('x') })
    waha.sendFile(SITI, { name: 'a.webp', mime: 'image/webp', bytes: Buffer.from('x') })
    waha.shareLocation(SITI, { latitude: -6.2, longitude: 106.8 })
    waha.shareContact(SITI, { name: 'Budi', phone: '+62 812' })
    await waha.webhooks.settled()
    expect(book.written.map(({ inbound }) => inbound)).toMatchObject([
      { text: '', media: { kind: 'document', name: 'ktp.pdf', mime: 'application/pdf' } },
      { media: { kind: 'audio' } },
      { media: { kind: 'sticker' } },
      { text: '', location: { latitude: -6.2, longitude: 106.8 } },
      { text: 'Budi +62 812' },
    ])
  })

  test('what they answer is named as we named it', async () => {
    const { waha, door, book } = await workingWaha()
    const own = waha.say(SITI, 'halo')
    const { providerId } = await door.send(SITI, { text: 'Ada yang bisa dibantu?' }, soon())
    waha.say(SITI, 'yang ini', { replyTo: providerId.replace('true_', '') })
    waha.say(SITI, 'ralat', { replyTo: own })
    await waha.webhooks.settled()
    const replies = book.written.flatMap(({ inbound }) =>
      inbound.kind === 'message' && inbound.replyTo ? [inbound.replyTo] : [],
    )
    expect(replies).toEqual([providerId, `false_${own}`])
  })

  test('emojis, changes and what was taken back are heard with what they are about', async () => {
    const { waha, door, book } = await workingWaha()
    const { providerId } = await door.send(SITI, { text: 'Lunas' }, soon())
    const own = waha.say(SITI, 'satu')
    waha.react(SITI, providerId.replace('true_', ''), '🙏')
    waha.react(SITI, providerId.replace('true_', ''), '')
    waha.editMessage(SITI, own, 'dua')
    waha.editMessage(SITI, own, 'tiga')
    waha.takeBack(SITI, own)
    await waha.webhooks.settled()
    const heard = book.written.map(({ inbound }) => inbound).filter(({ kind }) => kind !== 'status')
    const from = [{ kind: 'phone', value: `+${SITI}` }]
    expect(heard.slice(1)).toMatchObject([
      { kind: 'reaction', to: providerId, emoji: '🙏', from },
      { kind: 'reaction', to: providerId, emoji: '' },
      { kind: 'edit', editOf: `false_${own}`, text: 'dua' },
      { kind: 'edit', editOf: `false_${own}`, text: 'tiga' },
      { kind: 'revoke', of: `false_${own}` },
    ])
    expect(new Set(book.written.map((one) => one.providerId)).size).toBe(book.written.length)
  })

  test('the edits of a browser, which all have one id, are all kept', async () => {
    const { waha, book } = await workingWaha({}, { engine: 'WEBJS' })
    const own = waha.say(SITI, 'satu')
    waha.editMessage(SITI, own, 'dua')
    waha.editMessage(SITI, own, 'tiga')
    await waha.webhooks.settled()
    expect(new Set(book.written.map((one) => one.providerId)).size).toBe(3)
  })

  test('of a message whose words are late is heard at once, and again with them', async () => {
    const { waha, book } = await workingWaha({}, { engine: 'WEBJS' })
    const { id, arrive } = waha.sayUnseen(SITI, 'Halo, saya mau umroh', { ad: AD })
    await waha.webhooks.settled()
    arrive()
    await waha.webhooks.settled()
    expect(book.written).toMatchObject([
      { providerId: `false_${id}`, inbound: { kind: 'stub', text: '', referral: REFERRAL } },
      { providerId: `false_${id}`, inbound: { kind: 'message', text: 'Halo, saya mau umroh' } },
    ])
  })

  test('groups, channels and statuses are kept, and belong to no chat', async () => {
    const { waha, book } = await workingWaha()
    waha.sayElsewhere('12036304@g.us', 'Assalamualaikum semua')
    waha.sayElsewhere('1203@newsletter', 'Berita')
    waha.sayElsewhere('status@broadcast', 'Libur')
    await waha.webhooks.settled()
    const kept = book.written.map(({ chat, inbound }) => `${chat} ${inbound.kind}`)
    expect(kept).toEqual(['account unknown', 'account unknown', 'account unknown'])
  })

  test.each([
    ['poll.vote', { vote: {} }],
    ['message.any', {}],
    ['message.any', { id: 'nonsense', body: 'x' }],
    ['message.reaction', { id: `false_${SITI}@c.us_AB` }],
    ['message.revoked', {}],
    ['message.edited', { id: `false_${SITI}@c.us_AB`, body: 'x' }],
    ['message.ack', { ack: 3 }],
  ])('what cannot be read is kept: %s %o', async (event, payload) => {
    const { door, book } = await workingWaha()
    await door.take({ event, session: 'toko', payload })
    expect(book.written).toMatchObject([{ chat: 'account', inbound: { kind: 'unknown' } }])
  })
})

describe('who somebody is', () => {
  test('a LID is looked up once, and the chat is named by the number', async () => {
    const { waha, book } = await workingWaha()
    waha.introduce('628777', { hides: 'number' })
    waha.say('628777', 'satu')
    waha.say('628777', 'dua')
    await waha.webhooks.settled()
    expect(book.written.map(({ chat }) => chat)).toEqual(['628777', '628777'])
    expect(book.written[0]?.inbound).toMatchObject({
      from: [
        { kind: 'phone', value: '+628777' },
        { kind: 'lid', value: waha.lidOf('628777') },
      ],
    })
    expect(waha.calls().filter((call) => call.includes('/lids/'))).toHaveLength(1)
  })

  test.each([
    ['nobody knows the number', {}, {}],
    ['this WAHA cannot say', { isOld: true }, {}],
    ['WAHA has trouble', {}, { on: 'lids', does: 'server-error' as const }],
  ])('while %s, he is known by his LID', async (_why, server, trouble) => {
    const { waha, book } = await workingWaha({}, server)
    if ('does' in trouble) waha.fail(trouble)
    waha.introduce('628777', { hides: 'number-for-good', name: 'Dewi' })
    waha.say('628777', 'halo')
    await waha.webhooks.settled()
    const lid = waha.lidOf('628777')
    expect(book.written[0]).toMatchObject({
      chat: `${lid}@lid`,
      inbound: { kind: 'message', name: 'Dewi', from: [{ kind: 'lid', value: lid }] },
    })
  })

  test('a chat that began under a LID stays where it is', async () => {
    const asked: unknown[] = []
    const knownChat = async (names: { phone?: string; lid?: string }) => {
      asked.push(names)
      return `${names.lid}@lid`
    }
    const { waha, book } = await workingWaha({ knownChat })
    waha.introduce('628777', { hides: 'number' })
    waha.say('628777', 'halo')
    await waha.webhooks.settled()
    const lid = waha.lidOf('628777')
    expect(asked).toEqual([{ lid, phone: '628777' }])
    expect(book.written[0]?.chat).toBe(`${lid}@lid`)
  })
})

describe('ads', () => {
  test.each(['NOWEB', 'GOWS', 'WEBJS'] as const)(
    'who came from an ad is known by what %s itself says',
    async (engine) => {
      const { waha, book } = await workingWaha({}, { engine })
      waha.say(SITI, 'Halo, apakah masih ada?', { ad: AD })
      waha.say(SITI, 'halo?')
      await waha.webhooks.settled()
      expect(book.written[0]?.inbound).toMatchObject({ kind: 'message', referral: REFERRAL })
      expect(book.written[1]?.inbound).not.toHaveProperty('referral')
    },
  )

  test('an ad that is sealed is an ad all the same, and its seal is kept', async () => {
    const { waha, book } = await workingWaha()
    waha.say(SITI, 'Halo', { ad: { adId: '1', sealed: true } })
    await waha.webhooks.settled()
    expect(book.written[0]?.inbound).toMatchObject({ referral: { source: 'ad' } })
    expect(JSON.stringify(book.written[0]?.raw)).toContain('b3BhcXVl')
  })

  test('neither the preview of a link nor the ad of a quoted message is an ad', () => {
    const preview = { externalAdReply: { title: 'Toko', sourceUrl: 'https://toko.id' } }
    expect(referralIn({ message: { extendedTextMessage: { contextInfo: preview } } })).toEqual({})
    const quotedMessage = { contextInfo: { externalAdReply: { sourceId: '1', sourceType: 'ad' } } }
    expect(referralIn({ message: { contextInfo: { quotedMessage } } })).toEqual({})
    expect(referralIn(undefined)).toEqual({})
    expect(referralIn({ ctwaContext: { sourceId: '9', sourceType: 'post' } })).toEqual({
      referral: { source: 'post', adId: '9' },
    })
  })
})

describe('our own side', () => {
  test('what somebody answers on the phone itself is heard with its words', async () => {
    const { waha, book } = await workingWaha()
    waha.answerOnBusinessPhone(SITI, 'saya bantu ya')
    await waha.webhooks.settled()
    expect(book.written).toMatchObject([
      { chat: SITI, inbound: { kind: 'system', what: 'typed_on_phone', text: 'saya bantu ya' } },
    ])
  })

  test.each([
    ['of today', { engine: 'NOWEB' }, 0],
    ['that lets nobody choose ids', { engine: 'WEBJS' }, 0],
    // What was sent without an answer, and without an id of ours, nobody can know to be ours.
    ['that says not who wrote', { engine: 'NOWEB', isOld: true }, 1],
  ] as const)('what we send is not taken for that, with a WAHA %s', async (_, server, doubtful) => {
    const { waha, door, book } = await workingWaha({}, { acks: false, ...server })
    await door.send(SITI, { text: 'satu' }, soon(), '1:0')
    await waha.webhooks.settled()
    expect(book.written).toEqual([])
    waha.fail({ on: 'sendText', does: 'reset-after' })
    await door.send(SITI, { text: 'dua' }, soon(), '2:0').catch(() => {})
    await waha.webhooks.settled()
    expect(book.written).toHaveLength(doubtful)
    waha.answerOnBusinessPhone(SITI, 'tiga')
    await waha.webhooks.settled()
    expect(book.written.at(-1)?.inbound).toMatchObject({ what: 'typed_on_phone', text: 'tiga' })
  })

  test('of how far our messages got is heard', async () => {
    const { waha, door, book } = await workingWaha()
    waha.switchOff(SITI)
    const { providerId } = await door.send(SITI, { text: 'halo' }, soon())
    waha.switchOn(SITI)
    waha.markRead(SITI)
    await waha.webhooks.settled()
    const fates = book.written.flatMap(({ inbound }) =>
      inbound.kind === 'status' ? [inbound] : [],
    )
    expect(fates.map(({ fate }) => fate)).toEqual(['accepted', 'delivered', 'read'])
    expect(fates.every(({ messageId }) => messageId === providerId)).toBe(true)
    expect(fates[0]?.at).toBe('2026-11-02T02:00:00.000Z')
  })

  test('a number that may write to nobody new is told of, with the message that failed', async () => {
    const { waha, door, book, news } = await workingWaha()
    const { providerId } = await door.send(SITI, { text: 'halo' }, soon())
    const until = new Date('2026-11-02T12:00:00Z')
    waha.refuseLater(SITI, providerId.replace('true_', ''), until)
    await waha.webhooks.settled()
    const failed = book.written.at(-1)?.inbound
    expect(failed).toMatchObject({ kind: 'status', fate: 'failed', messageId: providerId })
    expect(failed).toMatchObject({ error: expect.stringContaining('463') })
    expect(news.at(-1)).toEqual({ kind: 'restricted', until, reason: '463 account_restricted' })
  })

  test('how far we have read a customer is no news, nor what we change ourselves', async () => {
    const { waha, book } = await workingWaha()
    const ours = { id: `true_${SITI}@c.us_AB12`, fromMe: true, body: 'x' }
    waha.sendRaw('message.ack', { id: `false_${SITI}@c.us_AB12`, fromMe: false, ack: 3 })
    waha.sendRaw('message.ack', { id: `true_${SITI}@c.us_AB12`, fromMe: true, ack: null })
    waha.sendRaw('message.edited', { ...ours, editedMessageId: 'AB12' })
    waha.sendRaw('message.revoked', { after: ours, revokedMessageId: 'AB12' })
    waha.sendRaw('message.reaction', { ...ours, reaction: { text: '👍', messageId: ours.id } })
    await waha.webhooks.settled()
    expect(book.written).toEqual([])
  })
})

test('our own number is known once the session works', async () => {
  const { door } = await workingWaha()
  await until(() => door.ownNumber(), `+${US}`)
})
