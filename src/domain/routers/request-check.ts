import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { chooseRouter } from './choose-router.ts'

/** Has a router looked at; who asked is told what was found. */
export async function requestCheck(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  { name, conversationId }: { name: string; conversationId: number },
): Promise<{ name: string }> {
  const router = await chooseRouter(deps, name)
  await later(deps, { kind: 'router.check', routerId: router.id, conversationId })
  return { name: router.name }
}
