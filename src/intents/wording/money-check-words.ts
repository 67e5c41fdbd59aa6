import type { NoticeDetails } from '../../domain/messages/notice.ts'
import { formatRupiah } from '../../domain/money.ts'
import type { AwaitedItem } from '../../domain/payments/proof.ts'
import type { Reply } from '../intent.ts'

type Code =
  | 'proof.card'
  | 'mutations.brought'
  | 'mutations.not_read'
  | 'refund.sent.staff'
  | 'refund.refused.staff'
  | 'reconciliation.file'

export type MoneyCheckNotices = { [C in Code]: (details: NoticeDetails[C]) => Reply }

type ProofLabels = {
  arrived: string
  missing: string
  record: (amountRupiah: number) => string
  other: string
  take: string
}

/** What staff can do about a proof: per announced transfer, or for the oldest of what is open. */
export function proofChoices(
  {
    proofId,
    conversationId,
    items,
  }: Pick<NoticeDetails['proof.card'], 'proofId' | 'conversationId' | 'items'>,
  labels: ProofLabels,
): NonNullable<Reply['choices']> {
  const transfers = items.filter(({ kind }) => kind === 'charge')
  const many = transfers.length > 1
  const about = (label: string, { title, amountRupiah }: AwaitedItem) =>
    many ? `${label} · ${title} ${formatRupiah(amountRupiah)}` : label
  const forTransfers = transfers.flatMap((item) => [
    {
      label: about(labels.arrived, item),
      act: { intent: 'payment.confirm_transfer', input: { chargeId: item.id } },
    },
    {
      label: about(labels.missing, item),
      act:
        item.kind === 'charge' && item.declined
          ? { intent: 'payment.proof_decline', input: { proofId } }
          : { intent: 'payment.decline_transfer', input: { chargeId: item.id } },
    },
  ])
  const [first] = items
  const forOthers =
    transfers.length > 0 || !first
      ? []
      : [
          {
            label: labels.record(first.amountRupiah),
            act: {
              intent: 'payment.proof_record',
              input: { proofId, jumlah: String(first.amountRupiah) },
            },
          },
          { label: labels.other, act: { intent: 'payment.proof_record', input: { proofId } } },
          { label: labels.missing, act: { intent: 'payment.proof_decline', input: { proofId } } },
        ]
  return [
    ...forTransfers,
    ...forOthers,
    { label: labels.take, act: { intent: 'chat.take', input: { conversationId } } },
  ]
}
