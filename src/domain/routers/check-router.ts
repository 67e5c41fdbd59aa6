import type { Deps } from '../deps.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../fault.ts'
import { tell } from '../messages/tell.ts'
import { inspectRouter } from './inspect-router.ts'
import { getRouter } from './router-queries.ts'

/** Effect `router.check`: tells who asked what was found, or why it could not be reached. */
export async function checkRouter(
  deps: Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'secrets' | 'routers'>,
  { routerId, conversationId }: { routerId: number; conversationId: number },
) {
  const router = await getRouter(deps.db, routerId)
  if (!router) return
  const { name } = router
  try {
    const { facts, problems } = await inspectRouter(deps, router)
    const { version, board, users, profiles } = facts
    const latencyMs = Math.round(facts.latencyMs)
    const details = { name, version, board, latencyMs, users, profiles, problems }
    await tell(deps, conversationId, { code: 'router.checked', details })
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    deps.log.info({ err: error, routerId }, 'a router could not be checked')
    const address = `${router.host}:${router.port}`
    await tell(deps, conversationId, {
      code: 'router.check_failed',
      details: { name, address, problem },
    })
  }
}

function problemOf(error: unknown): string | null {
  if (error instanceof Rejected) return error.code || 'other'
  if (error instanceof OutcomeUnknown) return 'no_answer'
  if (error instanceof Unreachable) return 'unreachable'
  return null
}
