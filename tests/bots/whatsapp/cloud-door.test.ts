import { describe, expect, test } from 'vitest'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import { until } from '../../support/until.ts'
import { SITI, soon, whatsappWithDoor } from './open-door.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const PDF = Buffer.from('%PDF-1.7\nBrosur')
const brochure = { key: 'b1', name: 'Brosur Umroh "Januari".pdf', mime: 'application/pdf' }
const qr = { key: 'q1', name: 'qr.png', mime: 'image/png' }
const choices = (...labels: string[]) => labels.map((label, n) => ({ key: `q.${n}`, label }))

async function inConversation() {
  const all = await whatsappWithDoor()
  all.whatsapp.say(SITI, 'halo')
  all.files.set('b1', PDF).set('q1', PNG)
  const last = () => all.whatsapp.messages(SITI).at(-1)
  return { ...all, last }
}

const fault = (error: unknown) => error as Error & { code?: string; retryAfterMs?: number }

describe('sending', () => {
  test('a text arrives as it was written, and the answer is its id', async () => {
    const { whatsapp, door, last } = await inConversation()
    const { providerId } = await door.send(SITI, { text: 'Rp 5.000 · *24 jam* 🎉' }, soon())
    expect(last()).toMatchObject({ id: providerId, mine: false, text: 'Rp 5.000 · *24 jam* 🎉' })
    expect(whatsapp.posted().at(-1)).toMatchObject({ text: { preview_url: false } })
  })

  test('few short choices are buttons', async () => {
    const { door, last } = await inConversation()
    await door.send(
      SITI,
      { text: 'Yakin?', choices: choices('Ya', 'Batal', 'Tanya admin dulu ya!') },
      soon(),
    )
    expect(last()).toMatchObject({
      text: 'Yakin?',
      buttons: [
        { id: 'q.0', title: 'Ya' },
        { id: 'q.1', title: 'Batal' },
        { id: 'q.2', title: 'Tanya admin dulu ya!' },
      ],
    })
  })

  test('more of them, or longer ones, are a list', async () => {
    const { door, last } = await inConversation()
    await door.send(
      SITI,
      { text: 'Pilih paket', choices: choices('Harian', 'Mingguan', 'Bulanan', 'Tahunan') },
      soon(),
    )
    expect(last()?.list?.rows.map(({ title }) => title)).toEqual([
      'Harian',
      'Mingguan',
      'Bulanan',
      'Tahunan',
    ])
    await door.send(SITI, { text: 'Pilih', choices: choices('Voucher 24 jam, Rp 5.000') }, soon())
    expect(last()?.list?.rows).toEqual([{ id: 'q.0', title: 'Voucher 24 jam, Rp 5.000' }])
  })

  test.each([
    ['too long for a list', choices('Voucher 24 jam seharga Rp 5.000', 'Batal')],
    ['too many for a list', choices(...Array.from({ length: 11 }, (_, n) => `Paket ${n}`))],
    ['the same words twice', choices('Paket', 'Paket')],
  ])('choices that fit neither are numbers to type: %s', async (_why, offered) => {
    const { door, last } = await inConversation()
    await door.send(SITI, { text: 'Pilih:', choices: offered }, soon())
    const lines = offered.map(({ label }, n) => `${n + 1}. ${label}`)
    expect(last()?.text).toBe(['Pilih:', '', ...lines].join('\n'))
  })

  test('a text too long for buttons still has a list, one too long for that has numbers', async () => {
    const { whatsapp, door, last } = await inConversation()
    await door.send(SITI, { text: 'x'.repeat(1025), choices: choices('Ya') }, soon())
    expect(last()?.list?.rows).toHaveLength(1)
    await door.send(
      SITI,
      { text: 'x'.repeat(4096), choices: choices('Voucher 24 jam seharga Rp 5.000') },
      soon(),
    )
    const [words, numbers] = whatsapp.messages(SITI).slice(-2)
    expect(words?.text).toHaveLength(4096)
    expect(numbers?.text).toBe('1. Voucher 24 jam seharga Rp 5.000')
  })

  test('a document keeps its name, its bytes and its caption', async () => {
    const { door, last } = await inConversation()
    await door.send(SITI, { text: 'Ini brosurnya', file: brochure }, soon())
    expect(last()).toMatchObject({
      text: 'Ini brosurnya',
      file: { name: 'Brosur Umroh "Januari".pdf', mime: 'application/pdf' },
    })
    expect(Buffer.from(last()?.file?.bytes ?? [])).toEqual(PDF)
  })

  test('a picture is shown as a picture, with its buttons under it', async () => {
    const { whatsapp, door, last } = await inConversation()
    await door.send(SITI, { text: 'Pindai ini', file: qr }, soon())
    expect(whatsapp.posted().at(-1)).toMatchObject({ type: 'image' })
    await door.send(SITI, { text: 'Pindai ini', file: qr, choices: choices('Sudah') }, soon())
    expect(last()).toMatchObject({
      text: 'Pindai ini',
      file: { name: 'qr.png' },
      buttons: [{ title: 'Sudah' }],
    })
  })

  test('words that do not fit under a file follow it', async () => {
    const { whatsapp, door } = await inConversation()
    await door.send(SITI, { text: 'x'.repeat(1025), file: brochure }, soon())
    expect(whatsapp.messages(SITI).slice(-2)).toMatchObject([
      { text: '', file: { mime: 'application/pdf' } },
      { text: 'x'.repeat(1025) },
    ])
  })

  test('when only the file of the two got out, nobody may take it for unsent', async () => {
    const { whatsapp, door } = await inConversation()
    whatsapp.fail({ on: 'messages', does: 'refuse', code: 130_429, after: 1 })
    const sent = door.send(SITI, { text: 'x'.repeat(1025), file: brochure }, soon())
    await expect(sent).rejects.toBeInstanceOf(OutcomeUnknown)
  })

  test('the same file is uploaded once, another under the same key is not taken for it', async () => {
    const { whatsapp, door, files, last } = await inConversation()
    for (let n = 0; n < 3; n++) await door.send(SITI, { text: '', file: brochure }, soon())
    const ids = whatsapp.posted().map((body) => (body['document'] as { id: string }).id)
    expect(new Set(ids).size).toBe(1)
    files.set('b1', Buffer.from('%PDF-1.7\nBaru'))
    await door.send(SITI, { text: '', file: brochure }, soon())
    expect(Buffer.from(last()?.file?.bytes ?? []).toString()).toContain('Baru')
  })

  test('an upload that Meta forgot is uploaded again', async () => {
    const { whatsapp, door, clock, last } = await inConversation()
    await door.send(SITI, { text: 'satu', file: brochure }, soon())
    clock.pass({ days: 31 })
    whatsapp.say(SITI, 'masih ada brosurnya?')
    await door.send(SITI, { text: 'dua', file: brochure }, soon())
    expect(last()).toMatchObject({ text: 'dua', file: { mime: 'application/pdf' } })
  })

  test('somebody who hides his number is answered', async () => {
    const { whatsapp, door, book } = await inConversation()
    whatsapp.introduce('628777', { hidesNumber: true, username: 'dewi.umroh' })
    whatsapp.say('628777', 'halo')
    const chat = await until(
      () => book.written.find(({ chat }) => chat.startsWith('ID.'))?.chat,
      (seen) => !!seen,
    )
    await door.send(chat ?? '', { text: 'halo juga' }, soon())
    expect(whatsapp.messages('628777').at(-1)?.text).toBe('halo juga')
    expect(whatsapp.posted().at(-1)).not.toHaveProperty('to')
  })

  test('an edit is said anew, for WhatsApp has none', async () => {
    const { whatsapp, door } = await inConversation()
    const { providerId } = await door.send(SITI, { text: '50 dari 100' }, soon())
    const edited = await door.edit(SITI, providerId, { text: 'selesai' }, soon())
    expect(door.canEdit).toBe(false)
    expect(edited.providerId).not.toBe(providerId)
    expect(
      whatsapp
        .messages(SITI)
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['50 dari 100', 'selesai'])
  })

  test('a picture a customer sent can be fetched', async () => {
    const { whatsapp, door, book } = await inConversation()
    whatsapp.sendMedia(SITI, {
      name: 'bukti.jpg',
      mime: 'image/jpeg',
      bytes: PNG,
      caption: 'bukti',
    })
    const heard = await until(
      () => book.written.find(({ inbound }) => 'media' in inbound),
      (seen) => !!seen,
    )
    const ref = heard?.inbound.kind === 'message' ? (heard.inbound.media?.ref ?? '') : ''
    const { bytes, mime } = (await door.download?.(ref, soon())) ?? {}
    expect(Buffer.from(bytes ?? [])).toEqual(PNG)
    expect(mime).toBe('image/jpeg')
    await expect(door.download?.('1', soon())).rejects.toBeInstanceOf(Rejected)
  })
})

describe('what goes wrong with a send', () => {
  test.each([
    ['the number is too fast: later', 130_429, { name: 'Unreachable', retryAfterMs: 2000 }],
    [
      'this customer gets too much at once: in six seconds',
      131_056,
      { name: 'Unreachable', retryAfterMs: 6000 },
    ],
    ['the app is too fast: in a minute', 4, { name: 'Unreachable', retryAfterMs: 60_000 }],
    ['the account is too fast: in a minute', 80_007, { name: 'Unreachable', retryAfterMs: 60_000 }],
    ['the 24 hours are over', 131_047, { name: 'Rejected', code: 'window_closed' }],
    ['the phone cannot get it', 131_026, { name: 'Rejected', code: 'undeliverable' }],
    ['Meta protects the customer', 131_049, { name: 'Rejected', code: 'marketing_limit' }],
    ['Meta takes us for spam', 131_048, { name: 'Rejected', code: 'spam_limit' }],
    ['the token is wrong', 190, { name: 'Rejected', code: 'token' }],
    ['the token may not', 10, { name: 'Rejected', code: 'token' }],
    ['a permission is missing', 200, { name: 'Rejected', code: 'token' }],
    ['a kind of message nobody knows', 131_051, { name: 'Rejected', code: '131051' }],
    ['Meta has trouble of its own: it may have gone out', 131_000, { name: 'OutcomeUnknown' }],
  ])('%s (%i)', async (_what, code, expected) => {
    const { whatsapp, door } = await inConversation()
    whatsapp.fail({ on: 'messages', does: 'refuse', code })
    expect(await door.send(SITI, { text: 'x' }, soon()).catch(fault)).toMatchObject(expected)
  })

  test.each(['server-error', 'bad-gateway', 'reset-before', 'reset-after'] as const)(
    'after %s nobody knows whether it went out',
    async (does) => {
      const { whatsapp, door } = await inConversation()
      whatsapp.fail({ on: 'messages', does })
      await expect(door.send(SITI, { text: 'x' }, soon())).rejects.toBeInstanceOf(OutcomeUnknown)
    },
  )

  test('silence until the deadline leaves it open too, and it really may have gone out', async () => {
    const { whatsapp, door, last } = await inConversation()
    whatsapp.fail({ on: 'messages', does: 'hang-after' })
    const sent = door.send(SITI, { text: 'sekali' }, AbortSignal.timeout(100))
    await expect(sent).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(last()?.text).toBe('sekali')
  })

  test('a deadline that passed before means nothing was sent', async () => {
    const { whatsapp, door } = await inConversation()
    const sent = door.send(SITI, { text: 'x' }, AbortSignal.abort())
    await expect(sent).rejects.toBeInstanceOf(Unreachable)
    expect(whatsapp.posted()).toEqual([])
  })

  test('a file that did not get up was not sent: it may be tried again', async () => {
    const { whatsapp, door } = await inConversation()
    for (const does of ['server-error', 'reset-after'] as const) {
      whatsapp.fail({ on: 'media', does })
      const sent = door.send(SITI, { text: '', file: brochure }, soon())
      await expect(sent).rejects.toBeInstanceOf(Unreachable)
    }
    expect(whatsapp.posted()).toEqual([])
  })

  test('a WhatsApp that is not there at all may be tried again', async () => {
    const { whatsapp, door } = await inConversation()
    await whatsapp.stop()
    await expect(door.send(SITI, { text: 'x' }, soon())).rejects.toBeInstanceOf(Unreachable)
  })

  test('after 24 hours of silence the window is closed, until the customer writes again', async () => {
    const { whatsapp, door, clock } = await inConversation()
    clock.pass({ hours: 24 })
    const late = await door.send(SITI, { text: 'promo' }, soon()).catch(fault)
    expect(late).toMatchObject({ name: 'Rejected', code: 'window_closed' })
    whatsapp.say(SITI, 'halo lagi')
    await door.send(SITI, { text: 'halo' }, soon())
  })

  test('the token does not get into what is logged of a fault', async () => {
    const { whatsapp, door } = await inConversation()
    whatsapp.fail({ on: 'messages', does: 'reset-before' })
    const cut = await door.send(SITI, { text: 'x' }, soon()).catch(fault)
    const { inspect } = await import('node:util')
    expect(inspect(cut, { depth: 9, showHidden: true })).not.toContain(whatsapp.token)
  })
})

describe('how the line is', () => {
  test('a started door knows its own number and is healthy', async () => {
    const { door } = await whatsappWithDoor()
    await door.start()
    expect(door.health()).toEqual({ state: 'healthy' })
    expect(door.ownNumber()).toBe('+6281100009999')
  })

  test('a refused token is said, and a send that works takes it back', async () => {
    const { whatsapp, door, log } = await inConversation()
    await door.start()
    whatsapp.fail({ on: 'messages', does: 'refuse', code: 190 })
    await door.send(SITI, { text: 'x' }, soon()).catch(fault)
    expect(door.health()).toMatchObject({ state: 'down' })
    expect(log.filter((line) => line.includes('refuses our token'))).toHaveLength(1)
    await door.send(SITI, { text: 'x' }, soon())
    expect(door.health()).toEqual({ state: 'healthy' })
  })

  test('a network that is down at the start is a matter of patience', async () => {
    const { whatsapp, door } = await whatsappWithDoor()
    whatsapp.fail({ on: 'look', does: 'reset-before', times: 2 })
    await door.start()
    expect(door.health()).toMatchObject({ state: 'degraded' })
    await until(() => door.health().state, 'healthy')
  })

  test('a number that shares its line with the phone app goes slower', async () => {
    const { door } = await whatsappWithDoor({ perSecond: 20 })
    expect(door.pace).toEqual({ perSecond: 20, burst: 20 })
  })

  test.each(['', '/', '/v23.0', '/v23.0/'])('the address may name a version (%s)', async (path) => {
    const { whatsapp } = await whatsappWithDoor()
    const { door } = await whatsappWithDoor({
      graphUrl: whatsapp.url + path,
      token: whatsapp.token,
    })
    whatsapp.say(SITI, 'halo')
    await door.send(SITI, { text: 'x' }, soon())
    expect(whatsapp.messages(SITI).at(-1)?.text).toBe('x')
  })
})
