import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { findLine } from './payer-queries.ts'

/** A line of this customer by its user name; nobody else's. */
export async function chooseLine(
  { db }: Pick<Deps, 'db'>,
  asked: { personId: number; username: string },
): Promise<{ id: number; username: string }> {
  const line = await findLine(db, asked)
  if (!line) throw new Refusal('subscription.unknown', { query: asked.username })
  return line
}
