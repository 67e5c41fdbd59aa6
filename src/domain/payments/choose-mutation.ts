import { readInvoice } from '../billing/invoice-queries.ts'
import type { Deps } from '../deps.ts'
import { findCustomer } from '../people/find-customers.ts'
import { Refusal } from '../refusal.ts'
import type { Verdict } from './mutation.ts'
import { readMutation } from './mutation-queries.ts'
import { customerName } from './order.ts'
import { readPayable } from './read-payable.ts'
import { readTransfer } from './read-transfer.ts'

/** A mutation that waits, and what it is about to be for, in the words they are spoken of in. */
export async function chooseMutation(
  deps: Pick<Deps, 'db'>,
  { mutationId, verdict }: { mutationId: number; verdict: Verdict },
) {
  const mutation = await readMutation(deps.db, mutationId)
  if (!mutation) throw new Refusal('mutation.unknown', { id: mutationId })
  if (mutation.state !== 'waiting') {
    throw new Refusal('mutation.decided', { id: mutationId, state: mutation.state })
  }
  const { amount_rupiah: amountRupiah, day, text } = mutation
  return { amountRupiah, day, text, to: await target(deps, verdict) }
}

/** Null: no money moves. */
async function target({ db }: Pick<Deps, 'db'>, verdict: Verdict) {
  switch (verdict.kind) {
    case 'charge': {
      const { ref, amountRupiah } = await readTransfer({ db }, verdict.id)
      const payable = await readPayable({ db }, ref)
      if (!payable) throw new Refusal('charge.unknown', { id: verdict.id })
      const customer = customerName(payable)
      return { kind: verdict.kind, customer, title: payable.title, amountRupiah }
    }
    case 'invoice': {
      const invoice = await readInvoice(db, verdict.id)
      if (!invoice) throw new Refusal('invoice.unknown', { number: `#${verdict.id}` })
      const { customer, phone, person_id: personId, number } = invoice
      return {
        kind: verdict.kind,
        customer: customerName({ customer, phone, personId }),
        title: number ?? `#${invoice.id}`,
        amountRupiah: invoice.total_rupiah - invoice.applied_rupiah,
      }
    }
    case 'customer': {
      const { id: personId, name: customer, phone } = await findCustomer({ db }, String(verdict.id))
      return { kind: verdict.kind, customer: customerName({ customer, phone, personId }) }
    }
    case 'payment':
    case 'ignore':
    case 'reopen':
      return null
  }
}
