import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { VoucherState } from '../../../domain/vouchers/voucher.ts'
import type { Reply } from '../../intent.ts'
import type { VoucherNotice, vouchers as id } from '../id/vouchers.ts'
import { sayTrouble } from '../router-problems.ts'
import { routerTroubles } from './routers.ts'

const stateWords: Record<VoucherState, string> = {
  created: 'not sold yet',
  sold: 'sold, not used yet',
  active: 'active',
  expired: 'used up',
  revoked: 'revoked',
}

const refusedOrders: Record<string, string> = {
  'package.no_router': 'the package has no router',
  'router.not_checked': 'the router has never been checked successfully',
  'voucher.code_space': 'the codes of the package are too short',
}

export const vouchers: typeof id = {
  makeAsk: (quantity, name, total, router) =>
    `Make ${quantity.toLocaleString('en-GB')} ${name} vouchers (worth ${total}) on router ${router}?`,
  making: (number, quantity) =>
    `Batch ${number}: making ${quantity.toLocaleString('en-GB')} vouchers…`,
  makingLater: (number, quantity, router) =>
    `Batch ${number}: ${quantity.toLocaleString('en-GB')} vouchers noted. Router ${router} cannot be reached now; the batch completes by itself once it is back.`,
  withdraw: 'Withdraw batch',
  withdrawn: (number) =>
    `Batch ${number} is withdrawn. None of its codes is left, here or on the router.`,
  printing: (number) => `Printing batch ${number} again…`,
  noBatches: 'No batches yet. Make one with /voucher buat daily 100.',
  batches: 'Latest batches:',
  batchLine: (number, quantity, name, state) => `• ${number}: ${quantity} ${name}, ${state}`,
  batchStates: { pending: 'waiting for the router', ready: 'ready', withdrawn: 'withdrawn' },
  batch: (one) =>
    [
      `${one.number}: ${one.quantity} ${one.package} vouchers, router ${one.router}`,
      `Made ${one.madeAt}${one.madeBy ? ` by ${one.madeBy}` : ''}${one.forStock ? ', to be sold in chat' : ''}`,
      one.state === 'pending'
        ? `Waiting for the router: ${one.onRouter} of ${one.quantity} are there.`
        : '',
      one.state === 'withdrawn'
        ? `Withdrawn${one.problem && one.problem !== 'asked' ? `: ${sayTrouble(routerTroubles, one.problem)}` : ''}.`
        : '',
      ...(one.state === 'ready'
        ? [
            `Printed: ${one.printed ? one.quantity : 0} · Sold: ${one.sold} · Logged in: ${one.firstLogin}`,
            `Used up: ${one.expired} · Revoked: ${one.revoked}`,
            `Sales: ${formatRupiah(one.revenueRupiah)} · Profit: ${formatRupiah(one.profitRupiah)}`,
          ]
        : []),
    ]
      .filter(Boolean)
      .join('\n'),
  printForms: { a4: 'Print A4', thermal58: 'Print 58 mm', xlsx: 'Excel' },
  voucher: (one) =>
    [
      `Voucher ${one.code}: ${stateWords[one.state]}`,
      `${one.package}, ${one.price}, ${one.terms}`,
      `Batch ${one.batch}, router ${one.router}`,
      one.soldAt ? `Sold ${one.soldAt}${one.buyer ? ` to ${one.buyer}` : ''}` : '',
      one.firstLoginAt
        ? `First login ${one.firstLoginAt}${one.mac ? ` (${one.mac})` : ''}`
        : 'Never logged in',
      one.firstLoginAt ? `Used ${one.usedTime}, ${one.usedData}` : '',
      one.endedAt ? `Ended ${one.endedAt}` : one.expiresAt ? `Valid until ${one.expiresAt}` : '',
      one.problem ? `⚠️ ${sayTrouble(routerTroubles, one.problem)}` : '',
      one.behind && !one.problem ? 'Being brought in step with the router.' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  revoke: 'Revoke this voucher',
  revokeAsk: (code, name, state) =>
    `Revoke voucher ${code} (${name}, ${stateWords[state]})? Whoever is using it is cut off, and the code never works again.`,
  revoked: (code) => `Voucher ${code} is revoked. The router follows at once.`,

  refundReasons: ['Router cannot be reached', 'Customer asked', 'Bought by mistake'],
  refundAsk: (order) =>
    `Return ${order.amount} to the wallet of ${order.customer} for ${order.package}?${order.delivered ? ' The voucher is revoked.' : ' The voucher will not be made.'}`,
  refunded: (orderId, amount) =>
    `${amount} for order #${orderId} went back to the customer's wallet, and the customer has been told.`,

  choose: 'Which WiFi voucher would you like?',
  noneForSale: 'Sorry, no vouchers are on sale right now. Write "admin" to ask us.',
  unknownPackage: (typed) => `There is no package "${typed}". Please choose one:`,
  tooMany: (max) => `At most ${max} vouchers at a time.`,
  offer: (name, price, terms) => `${name} · ${price} · ${terms}`,
  ordered: (order) =>
    [
      `${order.quantity > 1 ? `${order.quantity} × ` : ''}${order.name}: ${order.terms}`,
      `Total ${order.amount}. Pay here:`,
      order.url,
      `Your code comes to this chat as soon as it is paid. The link is good until ${order.until}.`,
    ].join('\n'),
}

export const voucherNotices: { [Code in VoucherNotice]: (details: NoticeDetails[Code]) => Reply } =
  {
    'order.waiting_for_router.staff': ({ orderId, package: name, router, customer, problem }) => ({
      text: `⚠️ ${customer} has paid for ${name} (order #${orderId}), but the voucher cannot be made yet${router ? ` on router ${router}` : ''}: ${refusedOrders[problem] ?? sayTrouble(routerTroubles, problem)}. It is delivered by itself once it can be.`,
      choices: [{ label: 'Refund', act: { intent: 'payment.refund', input: { orderId } } }],
    }),
    'batch.progress': ({ number, done, quantity, router }) => ({
      text: `Batch ${number}: ${done.toLocaleString('en-GB')} of ${quantity.toLocaleString('en-GB')} vouchers are on router ${router}…`,
    }),
    'batch.waiting': ({ number, router, problem }) => ({
      text: `⏳ Batch ${number} waits for router ${router}: ${sayTrouble(routerTroubles, problem)}. It completes by itself; until then none of its codes is printed or sold.`,
      choices: [
        { label: 'Withdraw batch', act: { intent: 'voucher.withdraw', input: { batch: number } } },
      ],
    }),
    'batch.ready': ({ number, package: name, quantity, tookSeconds }) => ({
      text: `✅ Batch ${number}: ${quantity.toLocaleString('en-GB')} ${name} vouchers are ready (${tookSeconds} s).`,
    }),
    'batch.file': ({ number, file }) => ({ text: `Voucher sheet ${number}`, file }),
    'batch.withdrawn': ({ number, reason }) => ({
      text: `❌ Batch ${number} was withdrawn: ${sayTrouble(routerTroubles, reason)}. None of its codes is left.`,
    }),
  }
