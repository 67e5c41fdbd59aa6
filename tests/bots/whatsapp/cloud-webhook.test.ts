import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createInbox } from '../../../src/bots/inbox.ts'
import { testDb } from '../../support/test-db.ts'
import { until } from '../../support/until.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

describe('the hand-shake', () => {
  test('is answered with the challenge when the word is right', async () => {
    const { subscribed, webhookUrl, whatsapp } = await whatsappWithDoor()
    expect(subscribed).toBe(true)
    const asked = (token: string, mode = 'subscribe') =>
      fetch(`${webhookUrl}?hub.mode=${mode}&hub.verify_token=${token}&hub.challenge=1158201444`)
    const answer = await asked(whatsapp.verifyToken)
    expect(await answer.text()).toBe('1158201444')
    expect(answer.headers.get('content-type')).toBe('text/plain')
    expect((await asked('wrong')).status).toBe(403)
    expect((await asked('')).status).toBe(403)
    expect((await asked(whatsapp.verifyToken, 'unsubscribe')).status).toBe(403)
    expect((await fetch(webhookUrl)).status).toBe(403)
  })
})

async function posted(given: Buffer, signature?: string) {
  const { door, book, whatsapp } = await whatsappWithDoor()
  const right = `sha256=${createHmac('sha256', whatsapp.appSecret).update(given).digest('hex')}`
  const headers = { 'x-hub-signature-256': signature ?? right }
  const answer = await door.webhook({ method: 'POST', query: {}, headers, body: given })
  return { status: answer.status, heard: book.written.length }
}

describe('signatures', () => {
  const body = Buffer.from(
    String.raw`{"object":"whatsapp_business_account","entry":[],"x":"\u00e9\/"}`,
  )

  test('cover the bytes as they came, however Meta spelt them', async () => {
    expect(await posted(body)).toEqual({ status: 200, heard: 0 })
  })

  test.each(['', 'sha256=', 'sha256=00', `sha256=${'0'.repeat(64)}`, `sha1=${'0'.repeat(40)}`])(
    'a wrong one (%s) is turned away',
    async (signature) => expect(await posted(body, signature)).toEqual({ status: 401, heard: 0 }),
  )

  test('a signed body that was changed afterwards is turned away', async () => {
    const { door, whatsapp } = await whatsappWithDoor()
    const right = `sha256=${createHmac('sha256', whatsapp.appSecret).update(body).digest('hex')}`
    const request = {
      method: 'POST' as const,
      query: {},
      headers: { 'x-hub-signature-256': right },
    }
    const changed = Buffer.concat([body, Buffer.from(' ')])
    expect(await door.webhook({ ...request, body: changed })).toMatchObject({ status: 401 })
    expect(await door.webhook({ ...request, headers: {}, body })).toMatchObject({ status: 401 })
  })

  test.each(['', '{', 'null', '[]', '"x"', '{"object":"page"}', '{"entry":{}}'])(
    'what is signed and is no news (%s) is malformed',
    async (text) => expect(await posted(Buffer.from(text))).toEqual({ status: 400, heard: 0 }),
  )
})

describe('news', () => {
  test('is heard with every sign it was written with', async () => {
    const { whatsapp, book } = await whatsappWithDoor()
    whatsapp.say(SITI, 'Berapa/harga “voucher” 🎉 é?')
    await until(() => book.texts().join(), 'Berapa/harga “voucher” 🎉 é?')
  })

  test('that cannot be stored is not acknowledged, and comes again', async () => {
    const { whatsapp, book } = await whatsappWithDoor()
    book.failNext(2)
    whatsapp.say(SITI, 'jangan hilang')
    await until(() => book.texts().join(), 'jangan hilang')
  })

  test('of one post is written down in one commit', async () => {
    const { whatsapp, book } = await whatsappWithDoor()
    whatsapp.webhooks.hold()
    for (const text of ['satu', 'dua', 'tiga']) whatsapp.say(SITI, text)
    whatsapp.say('628555', 'empat')
    whatsapp.webhooks.release({ inOne: true })
    await whatsapp.webhooks.settled()
    expect(book.batches.map((batch) => batch.length)).toEqual([4])
    expect(book.texts()).toEqual(['satu', 'dua', 'tiga', 'empat'])
  })

  test('told twice, backwards, and with signs a database refuses, is stored once', async () => {
    const db = await testDb()
    const account = { channel: 'cloud' as const, name: 'main' }
    const { id: accountId } = await db
      .insertInto('channel_accounts')
      .values(account)
      .returning('id')
      .executeTakeFirstOrThrow()
    const wake = { conversation: () => {}, outbox: () => {}, effects: () => {} }
    const deps = { db, now: () => new Date(), wake, log: pino({ level: 'silent' }) }
    const { whatsapp, door } = await whatsappWithDoor({
      accountId,
      writeDown: createInbox(deps, () => {}),
    })

    whatsapp.webhooks.repeat(true)
    whatsapp.say(SITI, 'satu \u0000 \uD83D')
    whatsapp.webhooks.hold()
    whatsapp.say(SITI, 'dua')
    await door.send(SITI, { text: 'halo' }, soon())
    whatsapp.markRead(SITI)
    whatsapp.webhooks.release({ backwards: true, twice: true })
    await whatsapp.webhooks.settled()

    const rows = await db.selectFrom('inbox').select(['kind', 'inbound']).execute()
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual([
      'message',
      'message',
      'status',
      'status',
      'status',
    ])
  })

  test('of how far our messages got is heard', async () => {
    const { whatsapp, door, book } = await whatsappWithDoor()
    whatsapp.say(SITI, 'halo')
    whatsapp.switchOff(SITI)
    const { providerId } = await door.send(SITI, { text: 'halo juga' }, soon())
    const fates = () =>
      book.written.flatMap(({ inbound }) => (inbound.kind === 'status' ? [inbound] : []))
    await until(() => fates().length, 1)
    whatsapp.switchOn(SITI)
    whatsapp.markRead(SITI)
    await until(
      () =>
        fates()
          .map(({ fate }) => fate)
          .join(),
      'accepted,delivered,read',
    )
    expect(fates().every(({ messageId }) => messageId === providerId)).toBe(true)
  })

  test('of a message that was accepted and failed after is heard with the reason', async () => {
    const { whatsapp, door, book } = await whatsappWithDoor()
    whatsapp.say(SITI, 'halo')
    whatsapp.fail({ on: 'messages', does: 'fail-later', code: 131_026 })
    await door.send(SITI, { text: 'x' }, soon())
    const failed = () => book.written.find(({ inbound }) => inbound.kind === 'status')?.inbound
    await until(failed, (seen) => !!seen)
    expect(failed()).toMatchObject({ fate: 'failed', error: expect.stringContaining('131026') })
  })

  test('of buttons, lists, files, places and people comes in through the real door', async () => {
    const { whatsapp, door, book } = await whatsappWithDoor()
    const ad = { source_id: '1202', ctwa_clid: 'ARAk', headline: 'Umroh' }
    whatsapp.say(SITI, 'Halo', { referral: ad })
    const offer = { text: 'Yakin?', choices: [{ key: 'q.0', label: 'Ya' }] }
    const { providerId } = await door.send(SITI, offer, soon())
    whatsapp.tapButton(SITI, providerId, 'q.0')
    const many = {
      text: 'Pilih',
      choices: [1, 2, 3, 4].map((n) => ({ key: `r.${n}`, label: `P${n}` })),
    }
    const { providerId: listId } = await door.send(SITI, many, soon())
    whatsapp.tapButton(SITI, listId, 'r.3')
    whatsapp.sendMedia(SITI, { name: 'ktp.pdf', mime: 'application/pdf', bytes: Buffer.from('x') })
    whatsapp.shareLocation(SITI, { latitude: -6.2, longitude: 106.8 })
    whatsapp.shareContact(SITI, { name: 'Budi', phone: '+62 812' })
    whatsapp.react(SITI, providerId, '👍')
    const first = whatsapp.messages(SITI)[0]?.id ?? ''
    whatsapp.editMessage(SITI, first, 'Halo!')
    whatsapp.takeBack(SITI, first)
    whatsapp.openFromAd(SITI, ad)
    whatsapp.sendUnsupported(SITI)
    whatsapp.answerOnBusinessPhone(SITI, 'saya bantu')
    whatsapp.changeNumber(SITI, '628999')
    await whatsapp.webhooks.settled()

    const heard = book.written.map(({ inbound }) => inbound).filter(({ kind }) => kind !== 'status')
    expect(heard).toMatchObject([
      { text: 'Halo', referral: { adId: '1202', clickId: 'ARAk' } },
      { tap: 'q.0', tapOn: providerId, text: 'Ya' },
      { tap: 'r.3', tapOn: listId, text: 'P3' },
      { media: { kind: 'document', name: 'ktp.pdf' } },
      { location: { latitude: -6.2 } },
      { text: 'Budi +62 812' },
      { kind: 'reaction', to: providerId, emoji: '👍' },
      { kind: 'edit', editOf: first, text: 'Halo!' },
      { kind: 'revoke', of: first },
      { kind: 'message', text: '', referral: { adId: '1202' } },
      { kind: 'unknown' },
      { kind: 'system', what: 'typed_on_phone', text: 'saya bantu' },
      { kind: 'system', what: 'number_changed', to: '+628999' },
    ])
  })
})
