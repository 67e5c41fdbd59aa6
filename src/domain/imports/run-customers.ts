import { adjustBalance } from '../billing/adjust-balance.ts'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { customerChats } from '../people/customer-chats.ts'
import { findOrCreateCustomer } from '../people/customers.ts'
import type { CustomerRow } from './import.ts'
import type { ImportRow, Outcome, WaitingRow } from './import-queries.ts'
import { inChunks } from './run-chunk.ts'

export async function runCustomers(deps: BillingDeps, { id }: ImportRow) {
  await inChunks(deps, id, async (deps, one, rows) => {
    const outcomes: Outcome[] = []
    const people: number[] = []
    for (const row of rows) {
      const { personId, isNew } = await bringCustomer(deps, one, row.row as CustomerRow)
      people.push(personId)
      outcomes.push(outcomeOf(row, isNew, personId))
    }
    // Where there is a WhatsApp number of ours, each has a chat now in which he can be told.
    await customerChats(deps, people)
    return outcomes
  })
}

function outcomeOf({ place }: WaitingRow, isNew: boolean, personId: number): Outcome {
  return { place, outcome: isNew ? 'done' : 'known', subject: `person:${personId}` }
}

/** What he had and owed elsewhere comes with him once: who is a customer already keeps his books. */
async function bringCustomer(deps: BillingDeps, one: ImportRow, row: CustomerRow) {
  const { phone, name, address, note, balanceRupiah } = row
  const by = one.made_by
  const found = await findOrCreateCustomer(deps, { phone, name, address, by })
  if (!found.isNew) return found
  if (note !== null) {
    await deps.db
      .updateTable('customers')
      .set({ note: note.slice(0, 1_000) })
      .where('person_id', '=', found.personId)
      .execute()
  }
  await bringBalance(deps, one, { personId: found.personId, balanceRupiah })
  return found
}

/** Opening money: more lies in the wallet, less is owed on an invoice of its own. */
export async function bringBalance(
  deps: BillingDeps,
  { plan, made_by: by }: ImportRow,
  { personId, balanceRupiah }: { personId: number; balanceRupiah: number },
) {
  if (balanceRupiah === 0) return
  const amountRupiah = balanceRupiah
  await adjustBalance(deps, { personId, amountRupiah, reason: plan.reason, by, quiet: true })
}
