import type { Update } from 'grammy/types'
import type { Webhook } from '../door.ts'
import { sameSecret } from '../same-secret.ts'

/** Stores, then answers: a message that waits here holds up everything else of its chat. */
export function createTelegramWebhook(
  secret: string,
  take: (batch: Update[]) => Promise<void>,
): Webhook {
  return async ({ method, headers, body }) => {
    if (method !== 'POST') return { status: 405 }
    const given = headers['x-telegram-bot-api-secret-token'] ?? ''
    if (!sameSecret(given, secret)) return { status: 401 }
    const update = parse(body)
    if (!update) return { status: 400 }
    await take([update])
    return { status: 200 }
  }
}

function parse(body: Buffer): Update | undefined {
  try {
    const update: unknown = JSON.parse(body.toString('utf8'))
    const id = (update as Partial<Update> | null)?.update_id
    return Number.isSafeInteger(id) ? (update as Update) : undefined
  } catch {
    return undefined
  }
}
