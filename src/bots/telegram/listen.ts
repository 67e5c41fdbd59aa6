import { setTimeout as pause } from 'node:timers/promises'
import { type Api, GrammyError, HttpError } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import type { LineHealth } from '../line-health.ts'
import { native } from './send-message.ts'
import { reasonOf } from './telegram-faults.ts'

export type Updates = { mode: 'polling' } | { mode: 'webhook'; publicUrl: string; secret: string }

type Listening = {
  api: Api
  updates: Updates
  line: LineHealth
  /** Resolves when the batch is safe. */
  take: (batch: Update[]) => Promise<void>
  /** Told once the bot knows who it is. */
  meet: (me: UserFromGetMe) => void
  firstPauseMs: number
}

/**
 * Keeps the line to Telegram until the signal says stop. Whatever goes wrong, it says so, waits,
 * longer each time, and connects anew.
 */
export async function listen(listening: Listening, signal: AbortSignal) {
  for (let failures = 0; !signal.aborted;) {
    try {
      await connect(listening, signal)
      if (listening.updates.mode === 'webhook') return listening.line.fine()
      await poll(listening, signal, () => {
        listening.line.fine()
        failures = 0
      })
    } catch (error) {
      if (signal.aborted) return
      explain(error, listening.line)
      const asked = error instanceof GrammyError ? error.parameters.retry_after : undefined
      const grown = Math.min(listening.firstPauseMs * 2 ** failures++, LONGEST_PAUSE_MS)
      await pause(asked ? asked * 1000 : grown, undefined, { signal }).catch(() => {})
    }
  }
}

async function connect({ api, updates, meet }: Listening, signal: AbortSignal) {
  meet(await api.getMe(native(signal)))
  if (updates.mode === 'polling') return api.deleteWebhook({}, native(signal))
  const url = `${updates.publicUrl}/webhooks/telegram`
  return api.setWebhook(url, { secret_token: updates.secret, ...EVERYTHING }, native(signal))
}

/**
 * Asking with an offset tells Telegram to forget what came before it, so it moves only after a
 * batch is safe; after a crash in between Telegram says it all again, and the inbox knows repeats.
 */
async function poll({ api, take }: Listening, signal: AbortSignal, onAnswer: () => void) {
  let offset: number | undefined
  // The first question is short: is anybody else reading, does the token still hold?
  for (let timeout = 0; !signal.aborted; timeout = LONG_POLL_SECONDS) {
    const from = offset === undefined ? {} : { offset }
    const ask = { ...from, ...EVERYTHING, timeout, limit: 100 }
    const batch = await api.getUpdates(ask, native(signal))
    const last = batch.at(-1)
    if (last) {
      await take(batch)
      offset = last.update_id + 1
    }
    onAnswer()
  }
}

function explain(error: unknown, line: LineHealth) {
  const status = error instanceof GrammyError ? error.error_code : 0
  if (status === 401 || status === 404) {
    line.trouble('down', 'Telegram does not know this bot: its token is wrong or was revoked')
  } else if (status === 409) {
    line.trouble('down', 'another program is reading the messages of this bot with the same token')
  } else if (error instanceof GrammyError) {
    line.trouble('degraded', `Telegram answered: ${error.description}`)
  } else if (error instanceof HttpError) {
    line.trouble('degraded', `Telegram cannot be reached: ${reasonOf(error)}`)
  } else {
    line.trouble('degraded', `what was heard could not be written down: ${reasonOf(error)}`)
  }
}

/**
 * What we have words for, and not the types asked for last time. Reactions come only to those
 * who name them, and from groups only to an admin.
 */
const EVERYTHING = {
  allowed_updates: [
    'message',
    'edited_message',
    'callback_query',
    'my_chat_member',
    'message_reaction',
  ] as const,
}
export const LONG_POLL_SECONDS = 25
const LONGEST_PAUSE_MS = 30_000
