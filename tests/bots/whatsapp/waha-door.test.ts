import { describe, expect, test } from 'vitest'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import { until } from '../../support/until.ts'
import { SITI, soon, workingWaha } from './open-waha.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const PDF = Buffer.from('%PDF-1.7\nBrosur')
const brochure = { key: 'b1', name: 'Brosur Umroh "Januari".pdf', mime: 'application/pdf' }
const qr = { key: 'q1', name: 'qr.png', mime: 'image/png' }
const voice = { key: 'v1', name: 'suara.ogg', mime: 'audio/ogg; codecs=opus' }
const choices = (...labels: string[]) => labels.map((label, n) => ({ key: `q.${n}`, label }))
const fault = (error: unknown) => error as Error & { code?: string; retryAfterMs?: number }

async function inConversation(...given: Parameters<typeof workingWaha>) {
  const all = await workingWaha(...given)
  all.waha.say(SITI, 'halo')
  all.files.set('b1', PDF).set('q1', PNG).set('v1', Buffer.from('OggS'))
  const last = () => all.waha.messages(SITI).at(-1)
  const body = () => all.waha.posted().at(-1)?.body
  return { ...all, last, body }
}

describe('sending', () => {
  test.each(['NOWEB', 'GOWS', 'WEBJS'] as const)(
    'a text arrives as it was written, and the answer of %s has its id',
    async (engine) => {
      const { door, last, body } = await inConversation({}, { engine })
      const { providerId } = await door.send(
        SITI,
        { text: 'Rp 5.000 · *24 jam* 🎉' },
        soon(),
        '7:0',
      )
      expect(last()).toMatchObject({ mine: false, text: 'Rp 5.000 · *24 jam* 🎉' })
      expect(providerId).toBe(`true_${last()?.id}`)
      expect(body()).toMatchObject({ chatId: `${SITI}@c.us`, session: 'toko', linkPreview: false })
    },
  )

  test('what is sent again after a doubt is the same message to the customer', async () => {
    const { waha, door } = await inConversation()
    waha.fail({ on: 'sendText', does: 'reset-after' })
    const first = door.send(SITI, { text: 'Kode 3MPRHNHJ' }, soon(), '7:0')
    await expect(first).rejects.toBeInstanceOf(OutcomeUnknown)
    await door.send(SITI, { text: 'Kode 3MPRHNHJ' }, soon(), '7:0')
    expect(waha.messages(SITI).filter(({ text }) => text === 'Kode 3MPRHNHJ')).toHaveLength(1)
    await door.send(SITI, { text: 'Kode 3MPRHNHJ' }, soon(), '8:0')
    expect(waha.messages(SITI).filter(({ text }) => text === 'Kode 3MPRHNHJ')).toHaveLength(2)
  })

  test('choices are numbers to type, for buttons do not reach every phone', async () => {
    const { door, last } = await inConversation()
    await door.send(SITI, { text: 'Pilih:', choices: choices('Harian', 'Mingguan') }, soon())
    expect(last()?.text).toBe('Pilih:\n\n1. Harian\n2. Mingguan')
  })

  test('a text that leaves no room for its numbers is followed by them', async () => {
    const { waha, door } = await inConversation()
    const sent = { text: 'x'.repeat(4096), choices: choices('Ya') }
    await door.send(SITI, sent, soon(), '7:0')
    expect(waha.messages(SITI).slice(-2)).toMatchObject([{ text: sent.text }, { text: '1. Ya' }])
  })

  test('a document keeps its name, its bytes and its caption', async () => {
    const { waha, door, last } = await inConversation()
    await door.send(SITI, { text: 'Ini brosurnya', file: brochure }, soon())
    const { name, mime } = brochure
    expect(last()).toMatchObject({ text: 'Ini brosurnya', file: { name, mime } })
    expect(Buffer.from(last()?.file?.bytes ?? [])).toEqual(PDF)
    expect(waha.posted().at(-1)?.verb).toBe('sendFile')
  })

  test('a picture is shown as a picture, a voice is heard with its words after it', async () => {
    const { waha, door } = await inConversation()
    await door.send(SITI, { text: 'Pindai ini', file: qr }, soon())
    expect(waha.posted().at(-1)?.verb).toBe('sendImage')
    await door.send(SITI, { text: 'Dari admin', file: voice }, soon(), '7:0')
    expect(
      waha
        .posted()
        .slice(-2)
        .map(({ verb }) => verb),
    ).toEqual(['sendVoice', 'sendText'])
  })

  test('words that do not fit under a file follow it', async () => {
    const { waha, door } = await inConversation()
    await door.send(SITI, { text: 'x'.repeat(1025), file: brochure }, soon(), '7:0')
    expect(waha.messages(SITI).slice(-2)).toMatchObject([
      { text: '', file: { mime: 'application/pdf' } },
      { text: 'x'.repeat(1025) },
    ])
  })

  test('when only the file of the two got out, nobody may take it for unsent', async () => {
    const { waha, door } = await inConversation()
    waha.fail({ on: 'sendText', does: 'refuse', status: 422 })
    const sent = door.send(SITI, { text: 'x'.repeat(1025), file: brochure }, soon())
    await expect(sent).rejects.toBeInstanceOf(OutcomeUnknown)
  })

  test("a customer's message is quoted", async () => {
    const { waha, door, book, last } = await inConversation()
    const id = waha.say(SITI, 'berapa harganya?')
    await until(() => book.texts().includes('berapa harganya?'), true)
    await door.send(SITI, { text: 'Rp 5.000', replyTo: `false_${id}` }, soon())
    expect(last()).toMatchObject({ text: 'Rp 5.000', replyTo: id })
  })

  test('an emoji goes on a message, and is taken off again', async () => {
    const { waha, door } = await inConversation()
    const id = waha.say(SITI, 'sudah saya bayar')
    const onIt = () => waha.messages(SITI).find((message) => message.id === id)?.reaction
    await door.send(SITI, { text: '', reaction: { to: `false_${id}`, emoji: '👍' } }, soon())
    expect(onIt()).toBe('👍')
    await door.send(SITI, { text: '', reaction: { to: `false_${id}`, emoji: '' } }, soon())
    expect(onIt()).toBe('')
  })

  test('the customer sees what was read and that somebody is writing', async () => {
    const { waha, door } = await inConversation()
    const id = waha.say(SITI, 'permisi')
    await door.markRead?.(SITI, [`false_${id}`], soon())
    expect(waha.messages(SITI).find((one) => one.id === id)?.fate).toBe('read')
    expect(waha.messages(SITI)[0]?.fate).toBe('delivered')
    await door.showTyping?.(SITI, { on: true }, soon())
    expect(waha.isShownTyping(SITI)).toBe(true)
    await door.showTyping?.(SITI, { on: false }, soon())
    expect(waha.isShownTyping(SITI)).toBe(false)
  })

  test('somebody who hides his number is answered', async () => {
    const { waha, door, book } = await inConversation()
    waha.introduce('628777', { hides: 'number-for-good' })
    waha.say('628777', 'halo')
    const chat = `${waha.lidOf('628777')}@lid`
    await until(() => book.written.some((one) => one.chat === chat), true)
    await door.send(chat, { text: 'halo juga' }, soon())
    expect(waha.messages('628777').at(-1)?.text).toBe('halo juga')
  })

  test('an edit is said anew, for WhatsApp lets things be changed for minutes only', async () => {
    const { waha, door } = await inConversation()
    const { providerId } = await door.send(SITI, { text: '50 dari 100' }, soon())
    const edited = await door.edit(SITI, providerId, { text: 'selesai' }, soon())
    expect(edited.providerId).not.toBe(providerId)
    expect(
      waha
        .messages(SITI)
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['50 dari 100', 'selesai'])
  })
})

describe('what goes wrong with a send', () => {
  test.each([
    ['our key is wrong', { status: 401 }, { name: 'Rejected', code: 'token' }],
    ['our key may not', { status: 403 }, { name: 'Rejected', code: 'token' }],
    ['WAHA would not understand it', { status: 400 }, { name: 'Rejected', code: '400' }],
    ['the engine cannot do it', { status: 422 }, { name: 'Rejected', code: 'not_supported' }],
    ['too much at once: later', { status: 429 }, { name: 'Unreachable', retryAfterMs: 10_000 }],
    [
      'the session does not run: later',
      { status: 404 },
      { name: 'Unreachable', retryAfterMs: 30_000 },
    ],
  ])('%s (%o)', async (_what, answer, expected) => {
    const { waha, door } = await inConversation()
    waha.fail({ on: 'sendText', does: 'refuse', ...answer })
    expect(await door.send(SITI, { text: 'x' }, soon()).catch(fault)).toMatchObject(expected)
  })

  test('this edition of WAHA sends no files', async () => {
    const { waha, door } = await inConversation()
    const message = 'Sending media is available only in Plus version'
    waha.fail({ on: 'sendFile', does: 'refuse', status: 422, body: { statusCode: 422, message } })
    const sent = await door.send(SITI, { text: '', file: brochure }, soon()).catch(fault)
    expect(sent).toMatchObject({ name: 'Rejected', code: 'needs_plus', message })
  })

  test.each([
    [
      'WhatsApp lets this number write to nobody new: never again',
      463,
      { name: 'Rejected', code: 'reachout' },
    ],
    ['WhatsApp is in a hurry: in a minute', 429, { name: 'Unreachable', retryAfterMs: 60_000 }],
    ['WhatsApp has trouble of its own', 500, { name: 'OutcomeUnknown' }],
  ])('%s (%i)', async (_what, code, expected) => {
    const { waha, door } = await inConversation()
    waha.fail({ on: 'sendText', does: 'engine-error', code })
    expect(await door.send(SITI, { text: 'x' }, soon()).catch(fault)).toMatchObject(expected)
  })

  test('a session that is not ready may be tried again, and nothing was sent', async () => {
    const { waha, door } = await inConversation()
    waha.loseConnection('toko')
    const sent = await door.send(SITI, { text: 'x' }, soon()).catch(fault)
    expect(sent).toMatchObject({ name: 'Unreachable', message: 'The WAHA session is STARTING' })
    expect(waha.messages(SITI).filter(({ mine }) => !mine)).toEqual([])
  })

  test.each(['server-error', 'bad-gateway', 'reset-before', 'reset-after'] as const)(
    'after %s nobody knows whether it went out',
    async (does) => {
      const { waha, door } = await inConversation()
      waha.fail({ on: 'sendText', does })
      await expect(door.send(SITI, { text: 'x' }, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
    },
  )

  test('silence until the deadline leaves it open too, and it really may have gone out', async () => {
    const { waha, door, last } = await inConversation()
    waha.fail({ on: 'sendText', does: 'hang-after' })
    const sent = door.send(SITI, { text: 'sekali' }, AbortSignal.timeout(100))
    await expect(sent).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(last()?.text).toBe('sekali')
  })

  test('a deadline that passed before means nothing was sent', async () => {
    const { waha, door } = await inConversation()
    const sent = door.send(SITI, { text: 'x' }, AbortSignal.abort())
    await expect(sent).rejects.toBeInstanceOf(Unreachable)
    expect(waha.posted()).toEqual([])
  })

  test('what harms nobody twice may be tried again after any trouble', async () => {
    const { waha, door } = await inConversation()
    const id = waha.say(SITI, 'sudah')
    waha.fail({ on: 'reaction', does: 'reset-after' })
    const reacted = door.send(
      SITI,
      { text: '', reaction: { to: `false_${id}`, emoji: '👍' } },
      soon(),
    )
    await expect(reacted).rejects.toBeInstanceOf(Unreachable)
  })

  test('a WAHA that is not there at all may be tried again', async () => {
    const { waha, door } = await inConversation()
    await waha.stop()
    await expect(door.send(SITI, { text: 'x' }, soon())).rejects.toBeInstanceOf(Unreachable)
  })

  test('a file of ours that cannot be read was not sent', async () => {
    const { waha, door, files } = await inConversation()
    files.clear()
    const sent = door.send(SITI, { text: '', file: brochure }, soon())
    await expect(sent).rejects.toBeInstanceOf(Unreachable)
    expect(waha.posted()).toEqual([])
  })

  test('nothing to say is not sent', async () => {
    const { door } = await inConversation()
    await expect(door.send(SITI, { text: '' }, soon())).rejects.toBeInstanceOf(Rejected)
  })
})
