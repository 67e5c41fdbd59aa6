import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { FileRef } from '../../../src/domain/messages/message.ts'
import {
  startWaha,
  type WahaServerOptions,
} from '../../../src/bots/whatsapp/waha/stand-in/waha-server.ts'
import { createWahaApi } from '../../../src/bots/whatsapp/waha/waha-api.ts'
import { createWahaDoor, type WahaOptions } from '../../../src/bots/whatsapp/waha/waha-door.ts'
import { createWahaWebhook } from '../../../src/bots/whatsapp/waha/waha-webhook.ts'
import type { SessionNews } from '../../../src/domain/sessions/report-session.ts'
import { testClock } from '../../support/clock.ts'
import { until } from '../../support/until.ts'
import { notebook } from '../notebook.ts'
import { serveWebhook } from '../serve-webhook.ts'

export const SITI = '6281234567890'
export const US = '6281100009999'
export const HMAC_KEY = 'kunci rahasia'
export const soon = () => AbortSignal.timeout(5_000)

/** A WAHA server and our door to its session `toko`; nothing is started yet. */
export async function wahaWithDoor(
  options: Partial<WahaOptions> = {},
  server: WahaServerOptions = {},
) {
  const clock = testClock()
  const waha = await startWaha({ clock: clock.now, firstPauseMs: 10, ...server })
  const api = createWahaApi({ url: waha.url, apiKey: waha.apiKey })
  const book = notebook()
  const log: string[] = []
  const news: SessionNews[] = []
  const files = new Map<string, Uint8Array>()
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(line) })
  const now = () => clock.now().getTime()
  const webhook = createWahaWebhook({
    hmacKey: HMAC_KEY,
    doorOf: async (session) => (session === 'toko' ? door : undefined),
    log: logger,
    now,
  })
  const webhookUrl = `${await serveWebhook(webhook)}/webhooks/waha`
  const door = createWahaDoor({
    api,
    session: 'toko',
    accountId: 1,
    webhook: { url: webhookUrl, hmacKey: HMAC_KEY },
    wanted: 'pairing',
    onNews: (happened) => void news.push(happened),
    writeDown: book.writeDown,
    readFile: async ({ key }: FileRef) => {
      const bytes = files.get(key)
      if (!bytes) throw new Error(`no file ${key}`)
      return bytes
    },
    log: logger,
    firstPauseMs: 10,
    lookEveryMs: 10,
    now,
    ...options,
  })
  onTestFinished(async () => {
    await door.stop()
    await waha.stop()
  })
  waha.introduce(SITI, { name: 'Siti Rahma' })
  return { waha, api, door, book, log, news, files, clock, webhook, webhookUrl }
}

/** The same with the session linked and working, and what that told forgotten. */
export async function workingWaha(
  options: Partial<WahaOptions> = {},
  server: WahaServerOptions = {},
) {
  const all = await wahaWithDoor(options, server)
  const { waha, door } = all
  await door.start()
  await until(() => waha.sessions()[0]?.status, 'SCAN_QR_CODE')
  waha.scan('toko', US)
  await until(() => door.health().state, 'healthy')
  await waha.webhooks.settled()
  return all
}
