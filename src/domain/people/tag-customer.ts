import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'

const MOST_TAGS = 20

/** "+VIP" and "#vip" are `vip`: one word, so that nobody is missed for how it was written. */
export function readTag(text: string): string {
  const tag = text
    .trim()
    .replace(/^[+#-]/, '')
    .toLowerCase()
    .replaceAll(/\s+/g, '-')
  if (/^[\p{L}\d][\p{L}\d_-]{0,29}$/u.test(tag)) return tag
  throw new Refusal('input.invalid', { field: 'label', problem: 'vip, rt-05' })
}

/** Puts tags on a customer and takes others off; returns all there are then. */
export function tagCustomer(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { personId, add, remove, by }: { personId: number; add: string[]; remove: string[]; by: number },
): Promise<string[]> {
  return inTransaction(deps, async (deps) => {
    await deps.db
      .insertInto('customers')
      .values({ person_id: personId, created_at: deps.now(), created_by: by })
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute()
    const { tags: before } = await deps.db
      .selectFrom('customers')
      .where('person_id', '=', personId)
      .select('tags')
      .forUpdate()
      .executeTakeFirstOrThrow()
    const after = [
      ...new Set([...before.filter((tag) => !remove.includes(tag)), ...add]),
    ].toSorted()
    if (after.length > MOST_TAGS) {
      throw new Refusal('input.invalid', { field: 'label', problem: `0-${MOST_TAGS}` })
    }
    if (after.join() === before.join()) return after
    await deps.db
      .updateTable('customers')
      .set({ tags: after })
      .where('person_id', '=', personId)
      .execute()
    await recordAudit(deps, {
      by,
      action: 'customer.tagged',
      subject: `person:${personId}`,
      before: { tags: before },
      after: { tags: after },
    })
    return after
  })
}
