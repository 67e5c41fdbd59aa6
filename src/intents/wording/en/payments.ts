import { formatRupiah } from '../../../domain/money.ts'
import { methodNames } from './billing.ts'
import type { HeldReasons, PaymentNotices, PaymentReplies } from '../payment-words.ts'

export const payments: PaymentReplies = {
  confirmAsk: (amount, account) =>
    `Has ${amount} really arrived at ${account}? Once confirmed, the voucher goes out and this cannot be undone.`,
  confirmed: (amount) => `Transfer of ${amount} confirmed. The voucher is on its way.`,
  declined: (amount) =>
    `Transfer of ${amount} marked as not arrived, and the customer knows. If the money comes after all, the confirm button above still works.`,
}

const heldBecause: HeldReasons = {
  not_confirmed:
    'the notification says paid, but the gateway, when asked, says no. Nothing was credited; we keep asking.',
  cannot_ask:
    'the gateway limits our questions right now, so it is not certain yet. We ask again as soon as we may.',
  no_amount: 'the gateway says paid without an amount. Please look at its dashboard.',
  wrong_amount:
    'the amount is not the one asked and nobody can be asked. Please look at the account.',
  paid_again:
    'this charge is paid, and the gateway tells of other money for it. Please look at its dashboard.',
  unknown_reference: 'we do not know this number. Please look at the dashboard of the gateway.',
}

export const paymentNotices: PaymentNotices = {
  'payment.held.staff': ({ method, reference, amountRupiah, why }) => ({
    text: `⚠️ Payment of ${formatRupiah(amountRupiah)} (${method}, ${reference}) is on hold: ${heldBecause[why]}`,
  }),
  'payment.sold.staff': ({ customer, package: name, amountRupiah, method }) => ({
    text: `💰 ${customer} bought ${name}, ${formatRupiah(amountRupiah)} by ${methodNames[method] ?? method}.`,
  }),
  'transfer.to_confirm': ({ chargeId, customer, amountRupiah, account, title }) => ({
    text: `${customer} is about to transfer exactly ${formatRupiah(amountRupiah)} to ${account} for ${title}.\nConfirm when you see the money.`,
    choices: [
      {
        label: 'Money is there',
        act: { intent: 'payment.confirm_transfer', input: { chargeId } },
      },
      { label: 'Not there', act: { intent: 'payment.decline_transfer', input: { chargeId } } },
    ],
  }),
}
