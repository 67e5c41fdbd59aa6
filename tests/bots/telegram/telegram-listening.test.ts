import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Webhook } from '../../../src/bots/door.ts'
import { createInbox } from '../../../src/bots/inbox.ts'
import { createTelegramDoor } from '../../../src/bots/telegram/telegram-door.ts'
import { testDb } from '../../support/test-db.ts'
import { until } from '../../support/until.ts'
import { notebook } from '../notebook.ts'
import { serveWebhook } from '../serve-webhook.ts'
import { BUDI, telegramWithDoor } from './open-door.ts'

describe('polling', () => {
  test('what was said before we came, and while we are there, is written down in order', async () => {
    const { telegram, door, book } = await telegramWithDoor()
    telegram.say(BUDI, 'satu')
    telegram.say(BUDI, 'dua')
    await door.start()
    telegram.say(BUDI, 'tiga')
    await until(() => book.texts().join(), 'satu,dua,tiga')
    expect(door.health()).toEqual({ state: 'healthy' })
    expect(door.botInfo()).toEqual({ id: 7_000_000_001, username: 'wicara_bot', name: 'Wicara' })
  })

  test('a batch is one commit', async () => {
    const { telegram, door, book } = await telegramWithDoor()
    for (let n = 0; n < 120; n++) telegram.say(BUDI, String(n))
    await door.start()
    await until(() => book.written.length, 120)
    expect(book.batches.map((batch) => batch.length)).toEqual([100, 20])
  })

  test('what could not be stored is asked for again, and nothing is confirmed before', async () => {
    const { telegram, door, book } = await telegramWithDoor()
    book.failNext(2)
    telegram.say(BUDI, 'jangan hilang')
    await door.start()
    expect(telegram.pending()).toBe(1)
    expect(door.health()).toMatchObject({ state: 'degraded' })
    await until(() => book.texts().join(), 'jangan hilang')
    await until(telegram.pending, 0)
    expect(door.health()).toEqual({ state: 'healthy' })
  })

  test('a program that dies before it stored leaves the message to the next one', async () => {
    const { telegram, door, book } = await telegramWithDoor({
      writeDown: () => Promise.reject(new Error('killed')),
    })
    telegram.say(BUDI, 'halo')
    await door.start()
    await door.stop()

    const next = createTelegramDoor({ ...optionsOf(telegram), writeDown: book.writeDown })
    onTestFinished(() => next.stop())
    await next.start()
    await until(() => book.texts().join(), 'halo')
  })

  test('one that dies after it stored hears it again, and the inbox knows it already', async () => {
    const db = await testDb()
    const account = { channel: 'telegram' as const, name: 'bot' }
    const { id } = await db
      .insertInto('channel_accounts')
      .values(account)
      .returning('id')
      .executeTakeFirstOrThrow()
    const log = pino({ level: 'silent' })
    const wake = { conversation: () => {}, outbox: () => {}, effects: () => {} }
    const inbox = createInbox({ db, now: () => new Date(), wake, log }, () => {})

    const { telegram } = await telegramWithDoor()
    telegram.say(BUDI, 'satu')
    telegram.say(BUDI, 'dua \u0000 \uD800 tetap masuk')
    for (let run = 0; run < 2; run++) {
      // The first run ends before its next question, so Telegram still has both.
      const stored = Promise.withResolvers<void>()
      const writeDown = async (heard: Parameters<typeof inbox>[0]) => {
        await inbox(heard)
        stored.resolve()
        if (run === 0) throw new Error('killed')
      }
      const door = createTelegramDoor({ ...optionsOf(telegram), accountId: id, writeDown })
      await door.start()
      await stored.promise
      if (run === 1) await until(telegram.pending, 0)
      await door.stop()
    }
    const rows = await db.selectFrom('inbox').select('inbound').orderBy('id').execute()
    expect(rows.map(({ inbound }) => inbound)).toMatchObject([
      { text: 'satu' },
      { text: 'dua \uFFFD \uFFFD tetap masuk' },
    ])
  })

  test('a tapped button stops spinning at once, even while the database is away', async () => {
    const { telegram, door, book } = await telegramWithDoor()
    telegram.say(BUDI, '/start')
    await door.start()
    const choices = [{ key: 'q1.0', label: 'Ya' }]
    const sent = await door.send(
      String(BUDI),
      { text: 'Yakin?', choices },
      AbortSignal.timeout(5000),
    )
    book.failNext(3)
    const tap = telegram.tap(BUDI, Number(sent.providerId), 'q1.0')
    await until(() => telegram.tapAnswer(tap)?.text, '')
    await until(() => book.written.at(-1)?.providerId, `tap:${tap}`)
    // Heard four times, answered once: the other answers were refused, and that was fine.
    expect(telegram.calls('answerCallbackQuery').length).toBeGreaterThan(1)
    expect(door.health()).toEqual({ state: 'healthy' })
  })

  test('stopping does not wait for the question that is open', async () => {
    const { door } = await telegramWithDoor()
    await door.start()
    const before = performance.now()
    await door.stop()
    expect(performance.now() - before).toBeLessThan(1000)
  })

  test('a wrong token is said plainly, and heals by itself when it is right again', async () => {
    const { telegram, door, book, log } = await telegramWithDoor()
    telegram.fail({ on: 'getMe', does: 'refuse', code: 401, description: 'Unauthorized', times: 3 })
    await door.start()
    expect(door.health().state).toBe('down')
    expect(log.filter((line) => line.includes('token is wrong'))).toHaveLength(1)
    telegram.say(BUDI, 'halo')
    await until(() => book.texts().join(), 'halo')
    expect(door.health()).toEqual({ state: 'healthy' })
  })

  test('a second reader with the same token is noticed', async () => {
    const { telegram, door, log } = await telegramWithDoor()
    await door.start()
    await until(
      () => telegram.calls('getUpdates').length,
      (n) => n >= 2,
    )
    await fetch(`${telegram.url}/bot${telegram.token}/getUpdates`)
    await until(() => log.join('').includes('another program is reading'), true)
  })

  test('a network that is down at the start is a matter of patience', async () => {
    const { telegram, door, book } = await telegramWithDoor()
    telegram.fail({ does: 'reset-before', times: 4 })
    await door.start()
    expect(door.health()).toMatchObject({ state: 'degraded' })
    telegram.say(BUDI, 'halo')
    await until(() => book.texts().join(), 'halo')
  })

  test('the token does not get into the log', async () => {
    const { telegram, door, log } = await telegramWithDoor()
    telegram.fail({ does: 'reset-before', times: 2 })
    await door.start()
    await until(() => door.health().state, 'healthy')
    expect(log.join('')).toContain('cannot be reached')
    expect(log.join('')).not.toContain(telegram.token)
  })
})

const secret = 'rahasia_123'

async function hooked() {
  let webhook: Webhook | undefined
  const publicUrl = await serveWebhook(async (request) => webhook?.(request) ?? { status: 503 })
  const all = await telegramWithDoor({ updates: { mode: 'webhook', publicUrl, secret } })
  webhook = all.door.webhook
  return all
}

const post = (body: object | string, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  query: {},
  headers: { 'x-telegram-bot-api-secret-token': secret, ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})

describe('webhook', () => {
  test('updates that waited and new ones come in, stored before they are acknowledged', async () => {
    const { telegram, door, book } = await hooked()
    telegram.say(BUDI, 'satu')
    book.failNext(2)
    await door.start()
    telegram.say(BUDI, 'dua')
    await until(() => book.texts().join(), 'satu,dua')
    await until(telegram.pending, 0)
    expect(telegram.calls('getUpdates')).toEqual([])
    expect(door.health()).toEqual({ state: 'healthy' })
  })

  test('a database that is away is not acknowledged', async () => {
    const { door, book } = await hooked()
    book.failNext()
    const update = { update_id: 1, message: {} }
    await expect(door.webhook(post(update))).rejects.toThrow('the database is away')
  })

  test.each([undefined, '', 'rahasia_12', 'rahasia_1234', 'RAHASIA_123'])(
    'somebody who does not know the secret (%s) is not heard',
    async (given) => {
      const { door, book } = await hooked()
      const request = post({ update_id: 1 })
      const headers = given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given }
      expect(await door.webhook({ ...request, headers })).toMatchObject({ status: 401 })
      expect(book.written).toEqual([])
    },
  )

  test.each(['', 'nonsense', 'null', '[]', '{}', '{"update_id":"1"}'])(
    'what is no update (%s) is refused as malformed',
    async (body) => {
      const { door, book } = await hooked()
      expect(await door.webhook(post(body))).toMatchObject({ status: 400 })
      expect(book.written).toEqual([])
    },
  )

  test('a bot that polls has no webhook', async () => {
    const { door } = await telegramWithDoor()
    expect(await door.webhook(post({ update_id: 1 }))).toMatchObject({ status: 404 })
  })

  test('a bot that went back to polling is given up by the webhook', async () => {
    const { telegram, door } = await hooked()
    await door.start()
    await door.stop()
    telegram.say(BUDI, 'halo')
    const book = notebook()
    const polling = createTelegramDoor({ ...optionsOf(telegram), writeDown: book.writeDown })
    onTestFinished(() => polling.stop())
    await polling.start()
    await until(() => telegram.pending(), 0)
    expect(polling.health()).toEqual({ state: 'healthy' })
  })
})

function optionsOf(telegram: { url: string; token: string }) {
  return {
    token: telegram.token,
    apiRoot: telegram.url,
    updates: { mode: 'polling' as const },
    accountId: 1,
    writeDown: async () => {},
    readFile: () => Promise.reject(new Error('none')),
    log: pino({ level: 'silent' }),
    firstPauseMs: 10,
  }
}
