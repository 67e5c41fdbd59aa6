import { isUtf8 } from 'node:buffer'
import type { Hint, HintNews } from '../../../domain/routers/hint.ts'
import type { Webhooks } from './webhook-routes.ts'

const STATUS: Record<HintNews, number> = {
  accepted: 200,
  bad_signature: 401,
  malformed: 400,
  unknown_reference: 404,
}

/** What a router's login script posts: `event=login&user=H1-7KQ4`, its token in a header. */
export function createRouterWebhook(
  hear: (hint: Hint) => Promise<HintNews>,
): NonNullable<Webhooks['routers']> {
  return async (id, { headers, body }) => {
    const routerId = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0
    const token = headers['x-router-token'] ?? ''
    return { status: STATUS[await hear({ routerId, token, user: readUser(body) })] }
  }
}

const LONGEST_NAME = 128

function readUser(body: Buffer): string | null {
  if (!isUtf8(body) || body.includes(0)) return null
  const fields = new URLSearchParams(body.toString('utf8'))
  const user = fields.get('user') ?? ''
  const event = fields.get('event') ?? 'login'
  const isKnown = event === 'login' || event === 'logout'
  return isKnown && user !== '' && user.length <= LONGEST_NAME ? user : null
}
