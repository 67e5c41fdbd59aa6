import type { Deps } from '../deps.ts'
import { listChatsInHand } from './chat-queries.ts'

const A_MOMENT_MINUTES = 30

/** The name of the one customer somebody answers now: whoever has several must say which. */
export async function findOneInHand(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  by: number,
): Promise<string | undefined> {
  const since = new Date(now().getTime() - A_MOMENT_MINUTES * 60_000)
  const [one, ...others] = await listChatsInHand(db, { by, since })
  return others.length === 0 ? (one?.customer ?? undefined) : undefined
}
