import { describe, expect, test } from 'vitest'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import { BUDI, soon, telegramWithDoor } from './open-door.ts'

const CHAT = String(BUDI)
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.7\nBrosur')
const brochure = { key: 'b1', name: 'Brosur Umroh "Januari".pdf', mime: 'application/pdf' }
const chart = { key: 'c1', name: 'grafik.png', mime: 'image/png' }

async function started() {
  const all = await telegramWithDoor()
  all.telegram.say(BUDI, '/start')
  all.files.set('b1', PDF).set('c1', PNG)
  const last = () => all.telegram.messages(BUDI).at(-1)
  return { ...all, last }
}

const fault = (error: unknown) => error as Error & { code?: string; retryAfterMs?: number }

describe('sending', () => {
  test('a text arrives as it was written, and the answer is its number', async () => {
    const { door, last } = await started()
    const text = 'Saldo: Rp 1.500.000 <b>bukan</b> *tebal* _miring_ 🎉'
    const { providerId } = await door.send(CHAT, { text }, soon())
    expect(last()).toMatchObject({ id: Number(providerId), mine: false, text })
  })

  test('the longest text allowed goes in one message', async () => {
    const { door, last } = await started()
    await door.send(CHAT, { text: 'x'.repeat(4096) }, soon())
    expect(last()?.text).toHaveLength(4096)
  })

  test('short choices share a row, long ones have their own', async () => {
    const { door, last } = await started()
    const labels = ['Ya', 'Batal', 'Paket Harian 24 jam Rp 5.000', 'Lihat', 'Kembali ke menu']
    const choices = labels.map((label, n) => ({ key: `abc.${n}`, label }))
    await door.send(CHAT, { text: 'Pilih', choices }, soon())
    expect(last()?.buttons?.map((row) => row.map(({ label }) => label))).toEqual([
      ['Ya', 'Batal'],
      ['Paket Harian 24 jam Rp 5.000'],
      ['Lihat', 'Kembali ke menu'],
    ])
    expect(last()?.buttons?.[0]?.[1]?.data).toBe('abc.1')
  })

  test('a document keeps its name, its bytes and its caption', async () => {
    const { door, last } = await started()
    await door.send(CHAT, { text: 'Ini brosurnya', file: brochure }, soon())
    expect(last()).toMatchObject({
      text: 'Ini brosurnya',
      file: { kind: 'document', name: 'Brosur Umroh _Januari_.pdf', mime: 'application/pdf' },
    })
    expect(Buffer.from(last()?.file?.bytes ?? [])).toEqual(PDF)
  })

  test('a picture is shown as a picture', async () => {
    const { door, last } = await started()
    const choices = [{ key: 'k.0', label: 'Ambil alih' }]
    await door.send(CHAT, { text: 'Hari ini', file: chart, choices }, soon())
    expect(last()).toMatchObject({ text: 'Hari ini', file: { kind: 'photo' } })
    expect(last()?.buttons?.[0]?.[0]?.label).toBe('Ambil alih')
  })

  test('what only calls itself a picture is sent as a file', async () => {
    const { door, files, last } = await started()
    files.set('c1', PDF)
    await door.send(CHAT, { text: '', file: chart }, soon())
    expect(last()?.file).toMatchObject({ kind: 'document', name: 'grafik.png' })
  })

  test('a caption too long for a file follows it as a message with the buttons', async () => {
    const { telegram, door } = await started()
    const text = 'x'.repeat(1025)
    const choices = [{ key: 'k.0', label: 'Ya' }]
    const { providerId } = await door.send(CHAT, { text, file: brochure, choices }, soon())
    const [file, words] = telegram.messages(BUDI).slice(-2)
    expect(file).toMatchObject({ text: '', file: { kind: 'document' } })
    expect(words).toMatchObject({ id: Number(providerId), text })
    expect(words?.buttons).toHaveLength(1)
  })

  test('when only the file of the two got out, nobody may take it for unsent', async () => {
    const { telegram, door } = await started()
    telegram.fail({ on: 'sendMessage', does: 'flood', retryAfter: 3 })
    const sent = door.send(CHAT, { text: 'x'.repeat(1025), file: brochure }, soon())
    await expect(sent).rejects.toBeInstanceOf(OutcomeUnknown)
  })

  test('a topic of a group is written to, and one that is gone is said to be gone', async () => {
    const { telegram, door } = await started()
    const group = telegram.createGroup({ by: BUDI, title: 'Tim', forum: true })
    const topic = await fetch(`${telegram.url}/bot${telegram.token}/createForumTopic`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: group, name: 'Siti · 7890' }),
    })
    const { result } = (await topic.json()) as { result: { message_thread_id: number } }
    const address = `${group}:${result.message_thread_id}`
    await door.send(address, { text: 'halo' }, soon())
    expect(telegram.messages(group).at(-1)).toMatchObject({ topic: result.message_thread_id })

    telegram.removeTopic(group, result.message_thread_id)
    const error = await door.send(address, { text: 'halo?' }, soon()).catch(fault)
    expect(error).toMatchObject({ name: 'Rejected', code: 'topic_gone' })
  })

  test('a group that moved is followed', async () => {
    const { telegram, door } = await started()
    const group = telegram.createGroup({ by: BUDI, title: 'Tim' })
    const moved = telegram.upgradeGroup(BUDI, group)
    await door.send(String(group), { text: 'laporan' }, soon())
    expect(telegram.messages(moved).at(-1)?.text).toBe('laporan')
  })
})

describe('what goes wrong with a send', () => {
  test.each([
    [
      'a flood is waited for as long as Telegram says',
      { does: 'flood', retryAfter: 7 },
      { name: 'Unreachable', retryAfterMs: 7000 },
    ],
    [
      'trouble at Telegram leaves it open whether it went out',
      { does: 'server-error' },
      { name: 'OutcomeUnknown' },
    ],
    ['a proxy page instead of an answer too', { does: 'bad-gateway' }, { name: 'OutcomeUnknown' }],
    [
      'a line cut before it took effect cannot be told from',
      { does: 'reset-before' },
      { name: 'OutcomeUnknown' },
    ],
    ['one cut after it took effect', { does: 'reset-after' }, { name: 'OutcomeUnknown' }],
    [
      'a chat that is not there is final',
      { does: 'refuse', code: 400, description: 'Bad Request: chat not found' },
      { name: 'Rejected', code: 'chat_not_found' },
    ],
    [
      'a revoked token is final',
      { does: 'refuse', code: 401, description: 'Unauthorized' },
      { name: 'Rejected', code: 'token' },
    ],
  ] as const)('%s', async (_what, how, expected) => {
    const { telegram, door } = await started()
    telegram.fail({ on: 'sendMessage', ...how })
    expect(await door.send(CHAT, { text: 'halo' }, soon()).catch(fault)).toMatchObject(expected)
  })

  test('a line cut after the send took effect really sent it', async () => {
    const { telegram, door, last } = await started()
    telegram.fail({ on: 'sendMessage', does: 'reset-after' })
    await door.send(CHAT, { text: 'sekali' }, soon()).catch(fault)
    expect(last()?.text).toBe('sekali')
  })

  test('silence until the deadline leaves it open whether it went out', async () => {
    const { telegram, door } = await started()
    telegram.fail({ on: 'sendMessage', does: 'hang-after' })
    const sent = door.send(CHAT, { text: 'halo' }, AbortSignal.timeout(100))
    await expect(sent).rejects.toBeInstanceOf(OutcomeUnknown)
  })

  test('a deadline that passed before the send means nothing was sent', async () => {
    const { telegram, door } = await started()
    const sent = door.send(CHAT, { text: 'halo' }, AbortSignal.abort())
    await expect(sent).rejects.toBeInstanceOf(Unreachable)
    expect(telegram.calls('sendMessage')).toEqual([])
  })

  test('a Telegram that is not there at all may be tried again', async () => {
    const { telegram, door } = await started()
    await telegram.stop()
    await expect(door.send(CHAT, { text: 'halo' }, soon())).rejects.toBeInstanceOf(Unreachable)
  })

  test('a person who blocked the bot is not written to again', async () => {
    const { telegram, door } = await started()
    telegram.block(BUDI)
    const error = await door.send(CHAT, { text: 'halo' }, soon()).catch(fault)
    expect(error).toBeInstanceOf(Rejected)
    expect(error).toMatchObject({ code: 'blocked' })
  })

  test('a file that cannot be read is not a message that was sent', async () => {
    const { door } = await started()
    const file = { ...brochure, key: 'gone' }
    const sent = door.send(CHAT, { text: '', file }, soon())
    await expect(sent).rejects.toBeInstanceOf(Unreachable)
  })

  test('a key too long for a button is refused before anything is sent', async () => {
    const { telegram, door } = await started()
    const choices = [{ key: 'é'.repeat(33), label: 'Ya' }]
    const sent = door.send(CHAT, { text: 'Yakin?', choices }, soon())
    await expect(sent).rejects.toMatchObject({ name: 'Rejected', code: 'choice_key' })
    expect(telegram.calls('sendMessage')).toEqual([])
  })

  test('neither the token nor the words of a message get into the log', async () => {
    const { telegram, door } = await started()
    telegram.fail({ on: 'sendMessage', does: 'reset-before' })
    const cut = await door.send(CHAT, { text: 'sandi rahasia' }, soon()).catch(fault)
    telegram.fail({ on: 'sendMessage', does: 'refuse', code: 400, description: 'Bad Request: no' })
    const refused = await door.send(CHAT, { text: 'sandi rahasia' }, soon()).catch(fault)
    const { inspect } = await import('node:util')
    for (const error of [cut, refused]) {
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(telegram.token)
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('rahasia')
    }
  })
})

describe('editing, removing, fetching', () => {
  test('progress replaces itself, and buttons that are not repeated go away', async () => {
    const { telegram, door, last } = await started()
    const choices = [{ key: 'k.0', label: 'Batal' }]
    const { providerId } = await door.send(CHAT, { text: '0 dari 100', choices }, soon())
    const edited = await door.edit(CHAT, providerId, { text: '50 dari 100' }, soon())
    expect(edited.providerId).toBe(providerId)
    expect(last()).toMatchObject({ id: Number(providerId), text: '50 dari 100' })
    expect(last()).not.toHaveProperty('buttons')
    expect(telegram.messages(BUDI)).toHaveLength(2)
  })

  test('a picture takes the place of words and of the picture before it, and words of the picture', async () => {
    const { telegram, door, files, last } = await started()
    const bytes = [1, 2].map((n) => Uint8Array.from([...PNG, n]))
    const file = { key: 'qr', name: 'qr.png', mime: 'image/png' }
    const { providerId } = await door.send(CHAT, { text: 'QR disiapkan' }, soon())
    for (const one of bytes) {
      files.set('qr', one)
      const shown = await door.edit(CHAT, providerId, { text: 'Pindai', file }, soon())
      expect(shown.providerId).toBe(providerId)
      expect(last()).toMatchObject({ id: Number(providerId), text: 'Pindai' })
      expect(last()?.file).toMatchObject({ kind: 'photo', bytes: one })
    }
    const { providerId: next } = await door.edit(CHAT, providerId, { text: 'Tersambung' }, soon())
    expect(next).not.toBe(providerId)
    expect(last()).toMatchObject({ id: Number(next), text: 'Tersambung' })
    // The picture is gone from the chat, not only covered.
    expect(telegram.messages(BUDI).map(({ id }) => String(id))).not.toContain(providerId)
  })

  test('an edit that changes nothing is no failure', async () => {
    const { door } = await started()
    const { providerId } = await door.send(CHAT, { text: 'siap' }, soon())
    const edited = await door.edit(CHAT, providerId, { text: 'siap' }, soon())
    expect(edited.providerId).toBe(providerId)
  })

  test('an edit of a message that is gone is sent as a new one', async () => {
    const { door, last } = await started()
    const { providerId } = await door.send(CHAT, { text: '1' }, soon())
    await door.remove?.(CHAT, providerId)
    const { providerId: next } = await door.edit(CHAT, providerId, { text: '2' }, soon())
    expect(next).not.toBe(providerId)
    expect(last()).toMatchObject({ id: Number(next), text: '2' })
  })

  test('a file cannot become a text: it is said anew', async () => {
    const { door, last } = await started()
    const { providerId } = await door.send(CHAT, { text: 'x', file: chart }, soon())
    const { providerId: next } = await door.edit(CHAT, providerId, { text: 'y' }, soon())
    expect(next).not.toBe(providerId)
    expect(last()?.text).toBe('y')
  })

  test('an edit may be repeated, so silence is no mystery', async () => {
    const { telegram, door } = await started()
    const { providerId } = await door.send(CHAT, { text: '1' }, soon())
    telegram.fail({ on: 'editMessageText', does: 'reset-after' })
    const edited = door.edit(CHAT, providerId, { text: '2' }, soon())
    await expect(edited).rejects.toBeInstanceOf(Unreachable)
  })

  test('a password somebody typed is taken away, and taking it away twice is fine', async () => {
    const { telegram, door } = await started()
    const id = telegram.say(BUDI, 'sandi123')
    await door.remove?.(CHAT, String(id))
    await door.remove?.(CHAT, String(id))
    expect(telegram.messages(BUDI).map(({ text }) => text)).not.toContain('sandi123')
  })

  test('a photo somebody sent can be fetched', async () => {
    const { telegram, door } = await started()
    telegram.upload(BUDI, { name: 'bukti.jpg', mime: 'image/jpeg', bytes: PNG })
    const ref = telegram.messages(BUDI).at(-1)?.file?.id ?? ''
    const { bytes, mime } = (await door.download?.(ref, soon())) ?? {}
    expect(Buffer.from(bytes ?? [])).toEqual(PNG)
    expect(mime).toBe('image/jpeg')
  })

  test('a file nobody sent is refused', async () => {
    const { door } = await started()
    await expect(door.download?.('nonsense', soon())).rejects.toBeInstanceOf(Rejected)
  })
})

describe('the command menu', () => {
  const menu = [{ command: 'voucher', about: { id: 'Buat voucher', en: 'Make vouchers' } }]
  const few = [{ command: 'bantuan', about: { id: 'Bantuan', en: 'Help' } }]

  test('each person sees the commands of his role in his language', async () => {
    const { telegram, door } = await started()
    await door.setMenu(undefined, few)
    await door.setMenu(CHAT, menu)
    expect(telegram.commands(BUDI, 'id')).toEqual([
      { command: 'voucher', description: 'Buat voucher' },
    ])
    expect(telegram.commands(BUDI, 'en')[0]?.description).toBe('Make vouchers')
    expect(telegram.commands(BUDI, 'jv')[0]?.description).toBe('Buat voucher')
    expect(telegram.commands(999, 'en')[0]?.description).toBe('Help')
  })

  test('a menu for somebody who never wrote is refused', async () => {
    const { door } = await started()
    await expect(door.setMenu('123', menu)).rejects.toBeInstanceOf(Rejected)
  })
})
