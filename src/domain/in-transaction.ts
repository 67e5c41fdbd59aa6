import type { Deps, Wake } from './deps.ts'

/**
 * All of `work` happens or none of it. The callback is handed `deps` again, under the same
 * name, so the connection outside the transaction is out of reach inside; verbs called inside
 * join it. Nudges are held back until the commit: nobody is woken for rows he cannot see yet.
 */
export async function inTransaction<D extends Pick<Deps, 'db' | 'wake'>, T>(
  deps: D,
  work: (deps: D) => Promise<T>,
): Promise<T> {
  if (deps.db.isTransaction) return work(deps)
  const conversations = new Set<number>()
  const outboxes = new Set<number>()
  let effects = false
  const wake: Wake = {
    conversation: (id) => conversations.add(id),
    outbox: (id) => outboxes.add(id),
    effects: () => {
      effects = true
    },
  }
  const result = await deps.db.transaction().execute((db) => work({ ...deps, db, wake }))
  for (const id of conversations) deps.wake.conversation(id)
  for (const id of outboxes) deps.wake.outbox(id)
  if (effects) deps.wake.effects()
  return result
}
