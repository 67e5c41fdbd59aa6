import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { drawPppoePassword } from '../pppoe/pppoe-secret.ts'
import { Refusal } from '../refusal.ts'
import { renew } from './change-subscription.ts'
import { lockLine } from './subscription-queries.ts'

/**
 * A new password, told here and nowhere else. Whoever is on line stays so until his modem dials
 * again: it may be the very line the new password arrives over.
 */
export function resetPassword(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets'> & Correlated,
  { subscriptionId, by }: { subscriptionId: number; by: number },
): Promise<{ username: string; password: string }> {
  return inTransaction(deps, async (deps) => {
    const line = await lockLine(deps.db, subscriptionId)
    if (!line) throw new Refusal('subscription.unknown', { query: String(subscriptionId) })
    const { username, state } = line
    if (state === 'stopped') throw new Refusal('subscription.state', { username, state })
    const password = drawPppoePassword(deps.draw)
    await renew(deps, line, password)
    const subject = `subscription:${subscriptionId}`
    await recordAudit(deps, { by, action: 'subscription.password_reset', subject })
    return { username, password }
  })
}
