import type { payPage as PayPage } from '../id/pay-page.ts'

export const payPage: typeof PayPage = {
  locale: 'en-GB',
  language: 'English',
  switchTo: 'Bahasa Indonesia',

  secure: 'Official payment page',
  totalToPay: 'Total to pay',
  totalPaid: 'Total paid',
  total: 'Total',
  uniqueCode: 'Unique code (goes to your balance)',
  payBefore: (when) => `Pay before ${when}`,
  timeLeft: 'Time left',
  orderNumber: (id) => `Order #${id}`,
  invoiceNumber: (number: string) => `Invoice ${number}`,
  dueOn: (day: string) => `Due ${day}`,

  chooseTitle: 'How would you like to pay?',
  chooseOther: 'Pay another way',
  noMethods: 'There is no way to pay this amount here yet. Reply in the chat and we will help.',
  hints: {
    qris: 'Scan with any Indonesian bank or wallet app',
    account: 'Virtual account, by mobile banking or ATM',
    transfer: 'Transfer to our account, checked by our team',
    wallet: 'Continue in the app',
    other: 'Continue to the next step',
  },

  preparing: 'Preparing your payment…',
  preparingMore: 'This usually takes a few seconds. The page changes by itself.',
  checking: 'We are making sure with the bank',
  checkingMore:
    'If you have paid, please do not pay again yet. The page changes by itself as soon as we know.',
  checkingNothingYet:
    'The bank has not answered yet. Wait a moment, the page changes by itself; or pay another way.',
  failed: {
    not_made: (label) => `${label} is not working just now. Please choose another way to pay.`,
    not_paid: (label) =>
      `The payment by ${label} did not go through, and no money has reached us. Try again or choose another way to pay. Was your money taken all the same? Tell us in the chat.`,
  },
  alreadyPaid: 'Already paid',
  preparingVoucher: 'Preparing your voucher…',
  waiting: 'Waiting for your payment',
  waitingMore: 'Once you have paid, this page changes by itself. No proof needed.',
  waitingTransferMore:
    'Our team matches your payment by its amount. Once it matches, this page changes by itself.',

  qrTitle: 'Scan this QRIS code',
  qrLabel: (amount) => `QRIS code to pay ${amount}`,
  qrSteps: [
    'Open your bank or wallet app (BCA, BRI, Mandiri, GoPay, OVO, DANA, ShopeePay and others).',
    'Choose Pay or QRIS, and scan the code above.',
    'Check the amount, then pay.',
  ],
  qrSamePhone:
    'Paying on this phone? Save the QR picture (or take a screenshot), then choose scan from gallery in the app.',
  qrSave: 'Save QR picture',
  qrBroken: 'The QR code cannot be shown. Please choose another way to pay.',

  codeTitle: (label) => `Pay by ${label}`,
  codeSteps: [
    'Open mobile banking, internet banking or go to an ATM.',
    'Choose virtual account payment and enter the number above.',
    'Check that the amount is the same, then pay.',
  ],

  transferTitle: (bank) => `Transfer to ${bank}`,
  accountNumber: 'Account number',
  accountHolder: 'Account holder',
  amount: 'Amount',
  exactAmount: 'Amount to transfer',
  exactWhy: (extra) =>
    `Pay exactly this, down to the last digit, so that we recognise your payment at once. The extra ${extra} is not lost: it goes to your balance.`,
  exactWhyPlain: 'Transfer exactly this amount, so that we recognise your payment at once.',

  continueTitle: (label) => `Pay with ${label}`,
  continueTo: (label) => `Go on to ${label}`,
  continueMore: 'Finish the payment on the next page, then come back here.',

  copy: 'Copy',
  copied: 'Copied',
  copyCode: (label) => `Copy the ${label} number`,
  copyAccount: 'Copy the account number',
  copyAmount: 'Copy the amount',
  copyVoucher: (code) => `Copy code ${code}`,

  paidTitle: 'Payment received',
  paidMore: 'Thank you! Your voucher is being prepared and will appear here in a moment.',
  deliveredTitle: 'Paid. Here is your voucher',
  deliveredMore: 'Connect to our WiFi, open the login page and type the code.',
  deliveredNoCodes: 'Payment complete',
  deliveredNoCodesMore: 'Thank you! We have sent the details in the chat.',
  voucherCode: 'Voucher code',
  keepCodes: 'We have also sent it in the chat. Please keep it safe.',
  receipt: (number) => `Receipt ${number}`,
  receiptDownload: 'Download receipt (PDF)',
  paidAt: (when) => `Paid ${when}`,

  expiredTitle: 'The time to pay has passed',
  expiredMore:
    'This order is closed and nothing was charged. Still want it? Write "buy voucher" in the chat and we will make a new one.',
  expiredPaid: 'Already paid? Your money is on record. Let us know in the chat.',
  cancelledTitle: 'Order cancelled',
  cancelledMore: 'There is nothing to pay. Want to order again? Just write in the chat.',
  refundedTitle: 'Your money was returned',
  refundedMore: 'We have refunded this order. Any question? Reply in the chat.',
  backToChat: 'Back to the chat',

  updated: 'Page updated',
  footer: 'Please do not share this link with others.',

  problems: {
    notFoundTitle: 'Page not found',
    notFound: 'The link may be cut off or has been replaced. Please ask for a new one in the chat.',
    fileTitle: 'This file cannot be opened',
    file: 'The link has expired or is incomplete. Please ask for it again in the chat.',
    noReceiptTitle: 'No receipt yet',
    noReceipt: 'The receipt is made once we have received your payment.',
    busyTitle: 'A little slower, please',
    busy: (seconds) =>
      `This page is being opened too often from your network. Try again in ${seconds} seconds.`,
    tooLargeTitle: 'That was too large',
    invalidTitle: 'We did not understand that request',
    invalid: 'Open the link from the chat again, then retry.',
    failedTitle: 'Sorry, something went wrong',
    failed:
      'The fault is on our side, not yours. Payments already made are safe. Please try again in a moment.',
    code: (id) => `Code for the admin: ${id}`,
    retry: 'Try again',
  },
}
