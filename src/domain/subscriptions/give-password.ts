import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { tell } from '../messages/tell.ts'
import { customerChats } from '../people/customer-chats.ts'
import { Refusal } from '../refusal.ts'
import { sealedPassword } from './secret-queries.ts'
import { getLinePackage, lockLine, markPasswordGiven } from './subscription-queries.ts'

/** Sends the customer the password of a line, once after it was made. False: he has no chat. */
export function givePassword(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'> & Correlated,
  { subscriptionId, by }: { subscriptionId: number; by: number },
): Promise<boolean> {
  return inTransaction(deps, async (deps) => {
    const line = await lockLine(deps.db, subscriptionId)
    const sealed = line && (await sealedPassword(deps.db, subscriptionId))
    if (!line || !sealed) throw new Refusal('subscription.unknown', { query: `${subscriptionId}` })
    const conversationId = (await customerChats(deps, [line.person_id])).get(line.person_id)
    if (conversationId === undefined) return false
    const { username } = line
    if (!(await markPasswordGiven(deps.db, subscriptionId, deps.now()))) {
      throw new Refusal('pppoe.password_given', { username })
    }
    const chosen = await getLinePackage(deps.db, line.package_id)
    const password = deps.secrets.open(sealed)
    await tell(deps, conversationId, {
      code: 'service.credentials',
      details: { package: chosen?.name ?? '', username, password },
      priority: 'high',
    })
    const subject = `subscription:${subscriptionId}`
    await recordAudit(deps, { by, action: 'subscription.password_given', subject })
    return true
  })
}
