import { recordAudit } from '../audit/record-audit.ts'
import { type Day, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import { CASH, clearingOf, FEES } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import { Refusal } from '../refusal.ts'

export type Settlement = {
  gateway: string
  /** What came to our account. */
  amountRupiah: number
  /** What the gateway kept of it. */
  feeRupiah: number
  day: Day
  /** The gateway's number for it: the same is recorded once. */
  reference: string
  by: number
}

/** A gateway by its name, or the beginning of it. */
export function chooseGateway({ gateways }: Pick<Deps, 'gateways'>, query: string): string {
  const known = [...gateways.keys()]
  const wanted = query.trim().toLowerCase()
  const found = known.filter((name) => name === wanted || name.startsWith(wanted))
  const name = known.find((one) => one === wanted) ?? (found.length === 1 ? found[0] : undefined)
  if (name === undefined) throw new Refusal('gateway.unknown', { name: query, known })
  return name
}

/** What a gateway holds of ours by our own books. */
export async function heldBy(deps: Pick<Deps, 'db'>, gateway: string): Promise<number> {
  return -(await balanceOf(deps, clearingOf(gateway))) || 0
}

/** Writes down what a gateway paid out: off its clearing account, onto ours, its share to fees. */
export function settleGateway(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'business'>,
  settlement: Settlement,
): Promise<{ leftRupiah: number }> {
  const { gateway, amountRupiah, feeRupiah, day, reference, by } = settlement
  return inTransaction(deps, async (deps) => {
    const today = dayOf(deps.now(), deps.business.timeZone)
    if (day > today) throw new Refusal('input.invalid', { field: 'tgl', problem: `≤ ${today}` })
    const made = await deps.db
      .insertInto('settlements')
      .values({
        gateway,
        day,
        reference,
        amount_rupiah: amountRupiah,
        fee_rupiah: feeRupiah,
        at: deps.now(),
        by_person: by,
      })
      .onConflict((conflict) => conflict.columns(['gateway', 'reference']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Refusal('settlement.exists', { gateway, reference })
    await postTransfer(deps, {
      key: `settlement:${made.id}`,
      cause: 'settlement',
      subject: `settlement:${made.id}`,
      by,
      lines: [
        { account: clearingOf(gateway), amount: amountRupiah + feeRupiah },
        { account: CASH, amount: -amountRupiah },
        { account: FEES, amount: -feeRupiah },
      ],
    })
    await recordAudit(deps, {
      by,
      action: 'settlement.recorded',
      subject: `settlement:${made.id}`,
      after: { gateway, amountRupiah, feeRupiah, day, reference },
    })
    return { leftRupiah: await heldBy(deps, gateway) }
  })
}
