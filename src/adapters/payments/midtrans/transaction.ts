import { z } from 'zod'
import type { ChargeStatus } from '../../../domain/payments/gateway.ts'
import { readAmount } from '../read-amount.ts'

/** A transaction as `/status` and the news tell it. Amounts are strings like `15000.00`. */
export const midtransTransaction = z.object({
  order_id: z.string().min(1),
  transaction_id: z.string().optional(),
  transaction_status: z.string(),
  fraud_status: z.string().optional(),
  status_code: z.string(),
  gross_amount: z.string(),
  currency: z.string().optional(),
  refunds: z
    .array(
      z.object({
        refund_key: z.string().optional(),
        refund_chargeback_id: z.union([z.string(), z.number()]).optional(),
      }),
    )
    .optional(),
})

type Transaction = z.infer<typeof midtransTransaction>

/** A status nobody documented is undefined. Money is there only where fraud was ruled out. */
export function stateOf({
  transaction_status: status,
  fraud_status: fraud = 'accept',
}: Transaction): ChargeStatus['state'] | undefined {
  switch (status) {
    case 'settlement':
    case 'capture':
      return fraud === 'accept' ? 'paid' : fraud === 'deny' ? 'failed' : 'pending'
    // Part of it went back: it was paid, and people have to say how much is left.
    case 'partial_refund':
    case 'partial_chargeback':
      return 'paid'
    case 'pending':
    case 'authorize':
      return 'pending'
    case 'expire':
      return 'expired'
    case 'deny':
    case 'cancel':
    case 'failure':
    case 'refund':
    case 'chargeback':
      return 'failed'
    default:
      return undefined
  }
}

/** Null where part of it went back, or it was not in rupiah. */
export function amountOf(transaction: Transaction): number | null {
  const { currency = 'IDR', gross_amount: gross, transaction_status: status } = transaction
  if (currency !== 'IDR' || status.startsWith('partial_')) return null
  return readAmount(gross) ?? null
}
