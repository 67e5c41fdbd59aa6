import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { insertRouter } from './router-queries.ts'

export type NewRouter = {
  name: string
  host: string
  port: number
  tls: boolean
  username: string
  password: string
  /** What the QR on a voucher opens. */
  loginUrl: string | null
  /** The Wi-Fi name people look for. */
  network: string | null
}

/** Writes a router down and has it looked at; who asked is told what was found. */
export function addRouter(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'secrets'>,
  { password, ...router }: NewRouter,
  { by, conversationId }: { by: number; conversationId: number },
): Promise<{ routerId: number }> {
  return inTransaction(deps, async (deps) => {
    const secret = deps.secrets.seal(password)
    const routerId = await insertRouter(deps.db, { ...router, secret, at: deps.now() })
    if (routerId === undefined) throw new Refusal('router.exists', { name: router.name })
    await recordAudit(deps, {
      by,
      action: 'router.added',
      subject: `router:${routerId}`,
      after: router,
    })
    await later(deps, { kind: 'router.check', routerId, conversationId })
    return { routerId }
  })
}
