import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { FileRef } from '../../../src/domain/messages/message.ts'
import { type CloudOptions, createCloudDoor } from '../../../src/bots/whatsapp/cloud/cloud-door.ts'
import {
  type CloudApiOptions,
  startCloudApi,
} from '../../../src/bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { testClock } from '../../support/clock.ts'
import { notebook } from '../notebook.ts'
import { serveWebhook } from '../serve-webhook.ts'

export const SITI = '6281234567890'
export const soon = () => AbortSignal.timeout(5_000)

/** A WhatsApp, and our door to it, with the webhook subscribed and the door not started yet. */
export async function whatsappWithDoor(
  options: Partial<CloudOptions> = {},
  api: CloudApiOptions = {},
) {
  const clock = testClock()
  const whatsapp = await startCloudApi({ clock: clock.now, firstPauseMs: 10, ...api })
  const book = notebook()
  const log: string[] = []
  const files = new Map<string, Uint8Array>()
  const door = createCloudDoor({
    graphUrl: whatsapp.url,
    phoneNumberId: whatsapp.phoneNumberId,
    token: whatsapp.token,
    appSecret: whatsapp.appSecret,
    verifyToken: whatsapp.verifyToken,
    accountId: 1,
    writeDown: book.writeDown,
    readFile: async ({ key }: FileRef) => {
      const bytes = files.get(key)
      if (!bytes) throw new Error(`no file ${key}`)
      return bytes
    },
    log: pino({ level: 'debug' }, { write: (line) => void log.push(line) }),
    firstPauseMs: 10,
    ...options,
  })
  onTestFinished(async () => {
    await door.stop()
    await whatsapp.stop()
  })
  whatsapp.introduce(SITI, { name: 'Siti Rahma' })
  const webhookUrl = `${await serveWebhook(door.webhook)}/webhooks/whatsapp`
  const subscribed = await whatsapp.webhooks.subscribe(webhookUrl)
  return { whatsapp, door, book, log, files, clock, subscribed, webhookUrl }
}
