import { describe, expect, onTestFinished, test } from 'vitest'
import { startBotApi } from '../../../src/bots/telegram/stand-in/bot-api.ts'
import { testClock } from '../../support/clock.ts'
import { until } from '../../support/until.ts'

const BUDI = 700_100

async function telegram() {
  const clock = testClock()
  const api = await startBotApi({ clock: clock.now, firstPauseMs: 5 })
  onTestFinished(api.stop)
  api.say(BUDI, '/start')
  const call = async (method: string, values: object = {}) => {
    const answer = await fetch(`${api.url}/bot${api.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
    })
    return (await answer.json()) as { ok: boolean; description?: string; result: never }
  }
  const refused = async (method: string, values: object) => (await call(method, values)).description
  const said = (values: object = {}) => call('sendMessage', { chat_id: BUDI, text: 'x', ...values })
  return { api, clock, call, refused, said }
}

async function firstId() {
  const api = await startBotApi()
  const id = api.say(BUDI, 'a')
  await api.stop()
  return id
}

const button = (callback_data: string) => ({
  reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data }]] },
})

describe('the stand-in of Telegram is no kinder than Telegram', () => {
  test.each([
    ['an empty text', { text: ' ' }, 'message text is empty'],
    ['4,097 characters', { text: 'x'.repeat(4097) }, 'message is too long'],
    ['65 bytes behind a button', button('x'.repeat(65)), 'BUTTON_DATA_INVALID'],
    [
      'a button that does nothing',
      { reply_markup: { inline_keyboard: [[{ text: 'Ya' }]] } },
      'Text buttons are unallowed',
    ],
    ['a chat that never wrote', { chat_id: 1 }, 'chat not found'],
    ['a topic where there are none', { message_thread_id: 5 }, 'message thread not found'],
    ['formatting it cannot check', { parse_mode: 'HTML' }, "can't parse entities"],
  ])('%s is refused', async (_what, values, why) => {
    const { refused } = await telegram()
    const description = await refused('sendMessage', { chat_id: BUDI, text: 'x', ...values })
    expect(description).toMatch(/^Bad Request: /)
    expect(description).toContain(why)
  })

  test('64 bytes behind a button are fine', async () => {
    const { said } = await telegram()
    expect(await said(button('x'.repeat(64)))).toMatchObject({ ok: true })
  })

  test('the general topic of a forum is not written to by its number', async () => {
    const { api, refused } = await telegram()
    const group = api.createGroup({ by: BUDI, title: 'Tim', forum: true })
    const values = { chat_id: group, text: 'x', message_thread_id: 1 }
    expect(await refused('sendMessage', values)).toContain('message thread not found')
  })

  test('an edit that changes nothing, of nothing, or of somebody else is refused', async () => {
    const { api, refused, said } = await telegram()
    const { result } = await said(button('a'))
    const { message_id } = result as { message_id: number }
    const edit = { chat_id: BUDI, message_id, text: 'x', ...button('a') }
    expect(await refused('editMessageText', edit)).toContain('message is not modified')
    expect(await refused('editMessageText', { ...edit, message_id: 1 })).toContain('not found')
    const theirs = api.say(BUDI, 'punya saya')
    const other = { ...edit, message_id: theirs }
    expect(await refused('editMessageText', other)).toContain("can't be edited")
  })

  test('a file can be put where words stood, and nothing that is none', async () => {
    const { api, call, refused, said } = await telegram()
    const { result } = await said(button('a'))
    const { message_id } = result as { message_id: number }
    api.upload(BUDI, { name: 'a.pdf', mime: 'application/pdf', bytes: Buffer.from('x') })
    const document = api.messages(BUDI).at(-1)?.file?.id ?? ''
    const edit = { chat_id: BUDI, message_id }
    const media = { type: 'document', media: document, caption: 'Ini' }
    expect(await call('editMessageMedia', { ...edit, media })).toMatchObject({ ok: true })
    const shown = api.messages(BUDI).find(({ id }) => id === message_id)
    expect(shown).toMatchObject({ text: 'Ini', file: { id: document } })
    expect(shown).not.toHaveProperty('buttons')
    expect(await refused('editMessageMedia', { ...edit, media })).toContain('not modified')
    expect(await refused('editMessageText', { ...edit, text: 'y' })).toContain('no text')
    const other = { type: 'sticker', media: document }
    expect(await refused('editMessageMedia', { ...edit, media: other })).toContain('wrong type')
  })

  test('a tap is answered once, and not after a quarter of an hour', async () => {
    const { api, clock, call, refused, said } = await telegram()
    const { result } = await said(button('a'))
    const { message_id } = result as { message_id: number }
    const tap = api.tap(BUDI, message_id, 'a')
    expect(await call('answerCallbackQuery', { callback_query_id: tap })).toMatchObject({
      ok: true,
    })
    expect(await refused('answerCallbackQuery', { callback_query_id: tap })).toContain('too old')
    expect(await refused('answerCallbackQuery', { callback_query_id: '5' })).toContain('invalid')
    const late = api.tap(BUDI, message_id, 'a')
    clock.pass({ minutes: 16 })
    expect(await refused('answerCallbackQuery', { callback_query_id: late })).toContain('too old')
  })

  test('a button that is gone cannot be tapped, except on a phone that shows an old copy', async () => {
    const { api, call, said } = await telegram()
    const { result } = await said(button('a'))
    const { message_id } = result as { message_id: number }
    await call('editMessageText', { chat_id: BUDI, message_id, text: 'selesai' })
    expect(() => api.tap(BUDI, message_id, 'a')).toThrow('no button')
    expect(api.tap(BUDI, message_id, 'a', { stale: true })).toMatch(/^\d+$/)
  })

  test('messages older than two days stay', async () => {
    const { api, clock, refused } = await telegram()
    const id = api.say(BUDI, 'sandi')
    clock.pass({ hours: 49 })
    const values = { chat_id: BUDI, message_id: id }
    expect(await refused('deleteMessage', values)).toContain("can't be deleted")
  })

  test('commands must look like commands', async () => {
    const { refused } = await telegram()
    const commands = [{ command: 'Voucher', description: 'x' }]
    expect(await refused('setMyCommands', { commands })).toContain('BOT_COMMAND_INVALID')
  })

  test('a wrong token, a method that is not there, a body that is no JSON', async () => {
    const { api, refused } = await telegram()
    const wrong = await fetch(`${api.url}/bot1:x/getMe`)
    expect(wrong.status).toBe(401)
    expect(await refused('sendPigeon', {})).toContain('method not found')
    const headers = { 'content-type': 'application/json' }
    const options = { method: 'POST', headers, body: '{' }
    const broken = await fetch(`${api.url}/bot${api.token}/sendMessage`, options)
    expect(broken.status).toBe(400)
  })

  test('updates stay until an offset confirms them, and come again when asked without one', async () => {
    const { api, call } = await telegram()
    const first = (await call('getUpdates')).result as { update_id: number }[]
    const again = (await call('getUpdates')).result as { update_id: number }[]
    expect(again).toEqual(first)
    expect(api.pending()).toBe(1)
    await call('getUpdates', { offset: (first[0]?.update_id ?? 0) + 1 })
    expect(api.pending()).toBe(0)
  })

  test('a long poll is answered by the message it waited for', async () => {
    const { api, call } = await telegram()
    await call('getUpdates', { offset: -1 })
    const [seen] = (await call('getUpdates')).result as { update_id: number }[]
    const asked = call('getUpdates', { offset: (seen?.update_id ?? 0) + 1, timeout: 10 })
    api.say(BUDI, 'akhirnya')
    expect((await asked).result).toMatchObject([{ message: { text: 'akhirnya' } }])
  })

  test('a page that watches is told of everything that happens in the chat', async () => {
    const { api, call, said } = await telegram()
    const seen: string[] = []
    const leave = api.onChange(({ what }) => seen.push(what))
    const { result } = await said(button('a'))
    const { message_id } = result as { message_id: number }
    await call('sendChatAction', { chat_id: BUDI, action: 'typing' })
    await call('answerCallbackQuery', { callback_query_id: api.tap(BUDI, message_id, 'a') })
    await call('editMessageText', { chat_id: BUDI, message_id, text: 'selesai' })
    await call('deleteMessage', { chat_id: BUDI, message_id })
    leave()
    api.say(BUDI, 'tidak terdengar')
    expect(seen).toEqual(['added', 'typing', 'answered', 'edited', 'removed'])
  })

  test('a second start does not repeat the numbers of the first', async () => {
    const before = await firstId()
    expect(await until(firstId, (id) => id > before)).toBeGreaterThan(before)
  })

  test('what was said before a restart is still there after it', async () => {
    const { api, call, said } = await telegram()
    await said(button('a'))
    api.upload(BUDI, { name: 'bukti.jpg', mime: 'image/jpeg', bytes: Buffer.from('x') })
    await call('setMyCommands', { commands: [{ command: 'voucher', description: 'x' }] })
    const next = await startBotApi()
    onTestFinished(next.stop)
    next.restore(Buffer.from(api.snapshot()))
    expect(next.messages(BUDI)).toEqual(api.messages(BUDI))
    expect(next.commands(BUDI)).toEqual(api.commands(BUDI))
    const file = next.messages(BUDI).at(-1)?.file?.id ?? ''
    expect(next.file(file)).toEqual(api.file(file))
  })
})
