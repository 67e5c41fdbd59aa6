import { recordAudit } from '../audit/record-audit.ts'
import { addDays, dayOf } from '../day.ts'
import { inTransaction } from '../in-transaction.ts'
import { ADJUSTMENTS, CASH, subscriptionWalletOf, walletOf } from '../ledger/account.ts'
import { balanceOf } from '../ledger/balance-of.ts'
import { postTransfer } from '../ledger/post-transfer.ts'
import type { NoticeDetails } from '../messages/notice.ts'
import { tell } from '../messages/tell.ts'
import { customerChats } from '../people/customer-chats.ts'
import { Refusal } from '../refusal.ts'
import { applyWallets } from './apply-wallets.ts'
import { balancesOf } from './balances.ts'
import { billingSettings } from './billing-settings.ts'
import { draftInvoice, issueDraft } from './draft-invoice.ts'
import type { BillingDeps } from './billing-deps.ts'
import { lockCustomer } from './wallet-queries.ts'

export type Adjustment = {
  personId: number
  subscriptionId?: number | null
  /** Above zero: more for the customer. */
  amountRupiah: number
  reason: string
  by: number
  /** The customer is not told: it was so before he came to us. */
  quiet?: true
}

/**
 * Corrects a balance by hand. More goes to the wallet and pays what is owed; less comes out of
 * the wallet, and what is not there becomes an invoice, so that every debt can be paid by a link.
 */
export function adjustBalance(
  deps: BillingDeps,
  change: Adjustment,
): Promise<{ balanceRupiah: number }> {
  const { personId, amountRupiah, by } = change
  const reason = said(change.reason)
  return inTransaction(deps, async (deps) => {
    const subscriptionId = change.subscriptionId ?? null
    const wallet =
      subscriptionId === null ? walletOf(personId) : subscriptionWalletOf(subscriptionId)
    await lockCustomer(deps.db, personId)
    const has = await balanceOf(deps, wallet)
    const moved = Math.max(amountRupiah, -has)
    if (moved !== 0) {
      await postTransfer(deps, {
        key: `adjustment:${deps.secrets.token()}`,
        cause: 'adjustment',
        subject: `person:${personId}`,
        by,
        lines: [
          { account: ADJUSTMENTS, amount: -moved },
          { account: wallet, amount: moved },
        ],
      })
    }
    const missing = moved - amountRupiah
    if (missing > 0) {
      const { firstDueDays } = await billingSettings(deps)
      const dueOn = addDays(dayOf(deps.now(), deps.business.timeZone), firstDueDays)
      const lines = [{ text: reason, amountRupiah: missing }]
      const { invoiceId } = await draftInvoice(deps, { personId, lines, untaxed: true, dueOn, by })
      await issueDraft(deps, { invoiceId, by, quiet: change.quiet ?? false })
    }
    await recordAudit(deps, {
      by,
      action: 'balance.adjusted',
      subject: `person:${personId}`,
      after: { amountRupiah, reason, subscriptionId },
    })
    await applyWallets(deps, { personId })
    const balanceRupiah = (await balancesOf(deps, personId)).netRupiah
    const details = { amountRupiah, reason, balanceRupiah }
    if (!change.quiet) await tellOwner(deps, personId, { code: 'balance.adjusted', details })
    return { balanceRupiah }
  })
}

/** Gives a customer back in cash what lies with us. */
export function payOut(
  deps: BillingDeps,
  { personId, amountRupiah, reason, by }: Omit<Adjustment, 'subscriptionId'>,
): Promise<{ balanceRupiah: number }> {
  const why = said(reason)
  if (amountRupiah < 1) throw new Refusal('input.invalid', { field: 'jumlah', problem: '>0' })
  return inTransaction(deps, async (deps) => {
    await lockCustomer(deps.db, personId)
    await postTransfer(deps, {
      key: `payout:${deps.secrets.token()}`,
      cause: 'payout',
      subject: `person:${personId}`,
      by,
      lines: [
        { account: walletOf(personId), amount: -amountRupiah },
        { account: CASH, amount: amountRupiah },
      ],
    })
    await recordAudit(deps, {
      by,
      action: 'balance.paid_out',
      subject: `person:${personId}`,
      after: { amountRupiah, reason: why },
    })
    const balanceRupiah = (await balancesOf(deps, personId)).netRupiah
    const details = { amountRupiah, reason: why, balanceRupiah }
    await tellOwner(deps, personId, { code: 'balance.paid_out', details })
    return { balanceRupiah }
  })
}

/** Nobody moves a balance behind the back of whose it is. */
async function tellOwner<Code extends 'balance.adjusted' | 'balance.paid_out'>(
  deps: BillingDeps,
  personId: number,
  notice: { code: Code; details: NoticeDetails[Code] },
) {
  const chat = (await customerChats(deps, [personId])).get(personId)
  if (chat !== undefined) await tell(deps, chat, notice)
}

function said(reason: string): string {
  const why = reason.trim()
  if (why === '') throw new Refusal('input.invalid', { field: 'alasan', problem: 'empty' })
  return why
}
