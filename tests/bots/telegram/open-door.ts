import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { FileRef } from '../../../src/domain/messages/message.ts'
import { type BotApiOptions, startBotApi } from '../../../src/bots/telegram/stand-in/bot-api.ts'
import {
  createTelegramDoor,
  type TelegramOptions,
} from '../../../src/bots/telegram/telegram-door.ts'
import { notebook } from '../notebook.ts'

export const BUDI = 700_100
export const soon = () => AbortSignal.timeout(5_000)

/** A Telegram, and our door to it, not opened yet. */
export async function telegramWithDoor(
  options: Partial<TelegramOptions> = {},
  api: BotApiOptions = {},
) {
  const telegram = await startBotApi({ firstPauseMs: 10, ...api })
  const book = notebook()
  const log: string[] = []
  const files = new Map<string, Uint8Array>()
  const door = createTelegramDoor({
    token: telegram.token,
    apiRoot: telegram.url,
    updates: { mode: 'polling' },
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
    await telegram.stop()
  })
  telegram.introduce({ id: BUDI, name: 'Budi Santoso', username: 'budi_s', language: 'id' })
  return { telegram, door, book, log, files }
}
