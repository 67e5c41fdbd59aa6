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
  'payment.received': ({ amountRupiah, method, receiptNumber, uniqueCodeRupiah }) => ({
    text: [
      `We received your payment of ${formatRupiah(amountRupiah)} by ${method}. Thank you!`,
      uniqueCodeRupiah > 0
        ? `The unique code of ${formatRupiah(uniqueCodeRupiah)} is in your balance.`
        : '',
      `Receipt no. ${receiptNumber}`,
    ]
      .filter(Boolean)
      .join('\n'),
  }),
  'payment.surplus': ({ amountRupiah, reason }) => ({
    text: {
      over: `You paid ${formatRupiah(amountRupiah)} too much. It is in your balance.`,
      late: `${formatRupiah(amountRupiah)} arrived after the order was closed. Your money is safe in your balance. Still want the voucher? Reply "voucher".`,
      double: `This order was paid twice. The second ${formatRupiah(amountRupiah)} is in your balance.`,
    }[reason],
  }),
  'payment.short': ({ orderId, paidRupiah, openRupiah }) => ({
    text: `For order #${orderId} we have ${formatRupiah(paidRupiah)}; ${formatRupiah(openRupiah)} is still open. Please pay the rest by the same link; the voucher follows at once.`,
  }),
  'payment.refunded': ({ orderId, amountRupiah }) => ({
    text: `Order #${orderId} was taken back, and ${formatRupiah(amountRupiah)} is in your balance again.`,
  }),
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
  'transfer.declined': ({ title, amountRupiah }) => ({
    text: `We could not find your transfer of ${formatRupiah(amountRupiah)} for ${title}. If you did transfer, please send a photo of the proof here. If not, choose a way to pay again by the same link.`,
  }),
  'order.expired': ({ package: name, toWalletRupiah }) => ({
    text: [
      `Your order for ${name} was closed because it was not paid in time.`,
      toWalletRupiah > 0
        ? `The ${formatRupiah(toWalletRupiah)} that arrived is in your balance.`
        : '',
      'Still want it? Reply "voucher".',
    ]
      .filter(Boolean)
      .join(' '),
  }),
}
