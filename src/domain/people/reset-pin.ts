import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { listStaffRows } from './people-queries.ts'
import { deletePin } from './pin-queries.ts'

/** Whose PIN somebody may take away: one other member of the team, by number or part of a name. */
export async function choosePinHolder(
  { db }: Pick<Deps, 'db'>,
  { query, by }: { query: string; by: number },
) {
  const said = query.trim().toLowerCase()
  const staff = await listStaffRows(db)
  const whole = staff.filter(({ id, name }) => String(id) === said || name?.toLowerCase() === said)
  const found =
    whole.length > 0 ? whole : staff.filter(({ name }) => name?.toLowerCase().includes(said))
  const [one] = found
  if (!one) throw new Refusal('staff.not_staff', { name: query })
  if (found.length > 1) {
    const names = found.map(({ id, name }) => `${id} ${name ?? ''}`.trim())
    throw new Refusal('staff.several', { query, names })
  }
  if (one.id === by) throw new Refusal('pin.own', {})
  return { personId: one.id, name: one.name ?? `#${one.id}` }
}

/** Forgotten or given away: they choose a new one the next time one is asked for. */
export function resetPin(
  deps: Pick<Deps, 'db' | 'now' | 'wake'> & Correlated,
  { query, by }: { query: string; by: number },
) {
  return inTransaction(deps, async (deps) => {
    const { personId, name } = await choosePinHolder(deps, { query, by })
    if (!(await deletePin(deps.db, personId))) throw new Refusal('pin.none', { name })
    await recordAudit(deps, { by, action: 'pin.reset', subject: `person:${personId}` })
    return { name }
  })
}
