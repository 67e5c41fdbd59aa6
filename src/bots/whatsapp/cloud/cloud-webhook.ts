import { createHmac } from 'node:crypto'
import type { Heard, Webhook, WebhookAnswer, WebhookRequest, WriteDown } from '../../door.ts'
import { sameSecret } from '../../same-secret.ts'
import { hearWebhook } from './hear-webhook.ts'
import { createAddressBook, type KnownChat } from './known-chats.ts'
import type { AccountNews } from './standing.ts'
import type { CloudWebhook } from './wire.ts'

type Options = {
  accountId: number
  phoneNumberId: string
  appSecret: string
  verifyToken: string
  writeDown: WriteDown
  /** Without it everybody is answered under the name he writes with. */
  knownChat?: KnownChat
  /** Meta says how the account, or a number of it, stands. */
  onAccountNews?: (news: AccountNews) => Promise<void>
}

/** Meta's hand-shake (GET) and its news (POST): written down in one commit, then acknowledged. */
export function createCloudWebhook(options: Options): Webhook {
  const place = createAddressBook(options.knownChat ?? (async () => undefined))
  return async (request) => {
    if (request.method === 'GET') return shakeHands(request, options.verifyToken)
    if (!isSigned(request, options.appSecret)) return { status: 401 }
    const heard = read(request.body, options)
    if (!heard) return { status: 400 }
    if (heard.length > 0) await options.writeDown(await place(heard))
    for (const { inbound } of heard) {
      if (inbound.kind !== 'system' || !ABOUT_ACCOUNT.has(inbound.what)) continue
      await options.onAccountNews?.(JSON.parse(inbound.text ?? '{}') as AccountNews)
    }
    return { status: 200 }
  }
}

function shakeHands({ query }: WebhookRequest, verifyToken: string): WebhookAnswer {
  const knows = sameSecret(query['hub.verify_token'] ?? '', verifyToken)
  if (query['hub.mode'] !== 'subscribe' || !knows) return { status: 403 }
  return { status: 200, body: query['hub.challenge'] ?? '', type: 'text/plain' }
}

/** Over the bytes as they came: Meta escapes its JSON in a way ours would not. */
function isSigned({ headers, body }: WebhookRequest, appSecret: string) {
  const expected = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
  return sameSecret(headers['x-hub-signature-256'] ?? '', expected)
}

function read(body: Buffer, me: Options): Heard[] | undefined {
  try {
    const said = JSON.parse(body.toString('utf8')) as CloudWebhook | null
    return Array.isArray(said?.entry) ? hearWebhook(said, me) : undefined
  } catch {
    return undefined
  }
}

const ABOUT_ACCOUNT = new Set(['account_update', 'quality_update'])
