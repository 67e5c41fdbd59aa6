import { formatRupiah } from '../../../domain/money.ts'
import { wordWrongValue } from '../wrong-value.ts'
import type { RefusalWords } from '../id/refusals.ts'
import { broadcasts } from './broadcasts.ts'
import { core } from './core.ts'
import { sayTemplateProblem, templateRefusals } from './templates.ts'
import { sessionRefusals } from './sessions.ts'

const wrong = {
  fields: {
    jumlah: 'amount',
    alasan: 'reason',
    diskon: 'discount',
    sampai: 'until',
    tanggal: 'date',
    tgl: 'date',
    method: 'way to pay',
  },
  problems: {
    empty: 'nothing was given',
    '>0': 'more than 0',
    '>=0': 'not less than 0',
    unsigned_tag: 'each tag begins with + or -, e.g. /pelanggan label Maya Sari +vip -new',
  },
  range: (from: string, to: string) => `from ${from} to ${to}`,
}

export const refusals: RefusalWords = {
  'input.invalid': (why) => {
    const { field, problem } = wordWrongValue(why, wrong)
    return `The value "${field}" is not right: ${problem}.`
  },
  'broadcast.unknown': ({ id }) => `There is no broadcast #${id}. The list: /siaran`,
  'broadcast.state': ({ id, state }) =>
    `Broadcast #${id} is ${broadcasts.states[state]}, so that cannot be done any more.`,
  'broadcast.nobody': ({ skipped }) =>
    skipped > 0
      ? 'Everybody in that choice has asked us to stop. Change who is meant first.'
      : 'Nobody fits that choice. Change who is meant first.',
  'broadcast.too_late': () => 'That time is over. Choose one that is still to come.',
  'broadcast.many_parts': ({ most }) =>
    `There are ${most} conditions already. Take one away first.`,
  'broadcast.file_pending': ({ name }) => `${name} is still being fetched. Try again in a moment.`,
  'broadcast.no_test_phone': ({ phone }) =>
    `${phone} is no number of the team. Name it for trying first: /siaran atur uji=${phone}`,
  'broadcast.all_had_a_hand': ({ id }) =>
    `Broadcast #${id} needs the yes of a second person, but everybody who could give it wrote on it. Copy it (/siaran salin ${id}) and send the copy: then the other one can say yes.`,
  'broadcast.own_approval': () =>
    'A broadcast that you made, changed or sent yourself needs the yes of somebody else: another owner or admin.',
  'broadcast.text': ({ problem }) => broadcasts.wrongText(problem),
  'package.unknown': ({ package: name, offered }) =>
    offered.length > 0
      ? `There is no package "${name}". There are: ${offered.join(', ')}.`
      : `There is no package "${name}". Make one with /paket tambah.`,
  'package.exists': ({ code }) => `Package "${code}" exists. Change it with /paket ubah ${code}.`,
  'package.no_router': ({ package: name }) =>
    `Package "${name}" has no router yet. Add one with /router tambah, then /paket ubah ${name} router=name.`,
  'package.below_cost': ({ package: name, priceRupiah, costRupiah }) =>
    `The price of ${name} (${formatRupiah(priceRupiah)}) is below its cost (${formatRupiah(costRupiah)}). Raise the price, or correct the cost with cost=….`,
  'package.not_on_sale': ({ package: name }) => `Package "${name}" is not on sale right now.`,
  'router.unknown': ({ name, known }) =>
    known.length > 0
      ? `There is no router "${name}". There are: ${known.join(', ')}.`
      : 'There is no router yet. Add one with /router tambah.',
  'router.exists': ({ name }) => `Router "${name}" exists. Use another name.`,
  'router.not_checked': ({ name }) =>
    `Router "${name}" has not been checked. Run /router cek ${name}.`,
  'router.in_maintenance': ({ name }) =>
    `Router "${name}" is in maintenance, so nothing new is made on it yet. End it with /router selesai ${name}.`,
  'router.not_in_maintenance': ({ name }) => `Router "${name}" is not in maintenance.`,
  'router.rebooting': ({ name }) =>
    `Router "${name}" has just been told to restart. Wait until it is heard of.`,
  'router.in_use': ({ name, vouchers }) =>
    `Router "${name}" still serves ${vouchers} vouchers. Let them end, or revoke them first.`,
  'router.several': ({ profile, routers }) =>
    `Profile "${profile}" is on several routers: ${routers.join(', ')}. Add router=name.`,
  'package.wrong_kind': ({ package: name, wanted }) =>
    wanted === 'pppoe'
      ? `Package "${name}" is no PPPoE package. See /paket daftar.`
      : `Package "${name}" is no voucher package. See /paket daftar.`,
  'package.not_for_kind': ({ field, kind }) =>
    kind === 'pppoe'
      ? `"${field}" is for voucher packages. PPPoE packages take periode=, isolir= and semua-router=.`
      : `"${field}" is for PPPoE packages (jenis=pppoe).`,
  'subscription.unknown': ({ query }) =>
    `No subscription matches "${query}". Look in /pppoe daftar, or use the PPPoE user, a phone number or a name.`,
  'subscription.several': ({ query, usernames }) =>
    `"${query}" matches several subscriptions: ${usernames.join(', ')}. Give the PPPoE user.`,
  'subscription.state': ({ username, state }) =>
    ({
      active: `${username} is active, not isolated.`,
      isolated: `${username} is isolated already.`,
      stopped: `${username} has ended. Make a new one with /pppoe buat.`,
    })[state],
  'pppoe.username': ({ username }) =>
    `User "${username}" cannot be used. Take 2-63 letters, digits, dots, dashes or @, no spaces.`,
  'pppoe.username_taken': ({ username }) =>
    `User ${username} is taken, here or on a router. Choose another, or leave it out to get one.`,
  'pppoe.address': ({ address }) => `"${address}" is no IP address. For example: ip=10.20.30.40`,
  'pppoe.address_taken': ({ address, username }) =>
    `IP ${address} belongs to ${username} on that router. Choose another.`,
  'pppoe.password_given': ({ username }) =>
    `The password of ${username} was sent before and is not shown again. Make a new one with /pppoe sandi ${username}.`,
  'ticket.unknown': ({ id }) => `There is no ticket #${id}. See /tiket daftar.`,
  'ticket.closed': ({ id }) => `Ticket #${id} is done.`,
  'ticket.not_upgrade': ({ id }) => `Ticket #${id} is no wish for another package.`,
  'registration.unknown': ({ id }) => `There is no registration #${id}. See /pasang daftar.`,
  'registration.state': ({ id, state }) =>
    ({
      asked: `Registration #${id} is not approved. Approve it first: /pasang setujui ${id}.`,
      approved: `Registration #${id} is approved already.`,
      installed: `Registration #${id} is installed.`,
      declined: `Registration #${id} was declined.`,
    })[state],
  'registration.open': ({ state }) =>
    state === 'approved'
      ? 'Your registration is approved and being scheduled.'
      : 'We have your registration and are looking at it.',
  'profile.no_isolir': ({ profile, routers, known }) =>
    `There is no profile "${profile}" for isolated customers on router ${routers.join(', ')}.${known.length > 0 ? ` There are: ${known.join(', ')}.` : ' Check the router first with /router cek.'}`,
  'profile.unknown': ({ profile, known }) =>
    known.length > 0
      ? `No router has a profile "${profile}". There are: ${known.join(', ')}.`
      : `Profile "${profile}" has not been read yet. Check the router first with /router cek.`,
  'batch.unknown': ({ number }) => `There is no batch "${number}". List them with /voucher batch.`,
  'batch.size': ({ max }) =>
    `1 to ${max.toLocaleString('en-US')} vouchers at a time. Split it into several batches.`,
  'batch.not_pending': ({ number, state }) =>
    `Batch ${number} is already ${state}; it cannot be withdrawn.`,
  'batch.not_ready': ({ number, state }) =>
    state === 'pending'
      ? `Batch ${number} is not ready; not all of its codes are on the router yet.`
      : `Batch ${number} was withdrawn; there is nothing left to print.`,
  'voucher.unknown': ({ code }) => `There is no voucher "${code}". Check the code.`,
  'voucher.ended': ({ code, state }) => `Voucher ${code} is already ${state}.`,
  'voucher.code_space': ({ length, quantity }) =>
    `Codes of ${length} characters are too short for ${quantity} vouchers: easy to guess. Lengthen them with /paket ubah.`,
  'order.unknown': () => 'No such order. The link may have been cut; ask for it again in the chat.',
  'order.closed': ({ state }) => {
    if (state === 'expired') return 'This order has expired. Please order again in the chat.'
    if (state === 'open') return 'This order has not been paid.'
    if (state === 'refunded') return 'The money of this order was given back.'
    return 'This order is settled; there is nothing left to pay.'
  },
  'charge.unknown': () => 'No such payment.',
  'charge.closed': ({ state }) =>
    state === 'paid'
      ? 'That payment is paid.'
      : 'That payment is closed. Start a new one on the payment page.',
  'charge.too_many_open': ({ max }) =>
    `This order already has ${max} open payments. Use one of them, or wait until they expire.`,
  'charge.too_many_today': ({ max }) =>
    `${max} payments were started today. Try again tomorrow, or type "admin" in the chat.`,
  'charge.method_limits': ({ method, minRupiah, maxRupiah }) =>
    `${method} takes ${formatRupiah(minRupiah)} to ${formatRupiah(maxRupiah)}. Choose another way.`,
  'charge.no_unique_amount': () =>
    'Manual transfer is full at the moment. Choose another way, or type "admin" in the chat.',
  'invoice.unknown': ({ number }) =>
    `There is no invoice ${number}. See them all with /tagihan daftar.`,
  'invoice.carried': ({ number, to }) =>
    `Invoice ${number} was carried over to ${to}. Use ${to} instead.`,
  'invoice.closed': ({ number, state }) =>
    `Invoice ${number} cannot be changed any more (${state}).`,
  'payment.not_reversible': ({ id }) =>
    `Payment #${id} cannot be taken back here. Only payments of invoices that really came in, and only once.`,
  'payment.not_refundable': ({ id, why }) =>
    ({
      unknown: `There is no payment #${id}.`,
      not_gateway: `Payment #${id} came through no gateway. Void its invoice with /tagihan batal, or refund its order with /bayar kembali.`,
      reversed: `Payment #${id} was taken back before.`,
      order: `Payment #${id} is only a part of its order. Once the order is closed the money is in the balance and can go back.`,
    })[why],
  'refund.exists': ({ id, state }) =>
    ({
      asked: `The gateway is being asked to send payment #${id} back. Please wait for the news.`,
      sent: `Payment #${id} was sent back.`,
      wallet: `The money of payment #${id} is in the balance of the customer. Choose "to where it came from" to send it back.`,
    })[state],
  'refund.not_at_source': ({ method }) =>
    `${method} cannot send money back. Put it into the balance and pay it out by /saldo if need be.`,
  'refund.spent': ({ customer }) =>
    `The money is no longer in the balance of ${customer}: it paid other invoices or orders.`,
  'proof.decided': () => 'This proof was decided before.',
  'account.unknown': ({ account, known }) =>
    known.length === 0
      ? 'There is no account for transfers yet. Set MANUAL_TRANSFER_ACCOUNTS.'
      : `There is no account "${account}". There are: ${known.join(', ')}.`,
  'mutation.unknown': ({ id }) => `There is no bank line #${id}.`,
  'mutation.decided': ({ state }) =>
    ({
      matched: 'This bank line was recorded before.',
      ignored: 'This bank line was marked as no payment.',
      waiting: 'This bank line is still on the list.',
    })[state],
  'gateway.unknown': ({ name, known }) =>
    `There is no gateway "${name}". There are: ${known.join(', ')}.`,
  'settlement.exists': ({ gateway, reference }) =>
    `A payout of ${gateway} with number ${reference} was recorded before.`,
  'invoice.credit_left': ({ number, leftRupiah }) =>
    leftRupiah > 0
      ? `Invoice ${number} can be reduced by ${formatRupiah(leftRupiah)} more at most.`
      : `Invoice ${number} is reduced to nothing already. If it was billed by mistake, cancel it: /tagihan batal ${number}`,
  'payment.exists': ({ reference }) =>
    `Money with the reference ${reference} is recorded already and is not recorded again. See /bayar kwitansi.`,
  'invoice.several': ({ customer, numbers }) =>
    `${customer} has several open invoices: ${numbers.join(', ')}. Name one.`,
  'invoice.none_open': ({ customer }) =>
    `${customer} has no open invoice. All of them: /tagihan lihat "${customer}"`,
  'person.several': ({ query, names }) =>
    `"${query}" could be several customers: ${names.join(', ')}. Give the number or the phone.`,
  'wallet.short': ({ balanceRupiah, neededRupiah }) =>
    `The balance is ${formatRupiah(balanceRupiah)}, not enough for ${formatRupiah(neededRupiah)}. Pay by the link, or top it up first.`,
  'credit.off': () =>
    'Paying later is switched off. The owner or an admin can allow it: /tagihan atur tempo=500k',
  'credit.limit': ({ limitRupiah, owedRupiah }) =>
    `Credit ends at ${formatRupiah(limitRupiah)}, and ${formatRupiah(owedRupiah)} would be owed. Take a payment first, or raise the limit: /tagihan atur tempo=…`,
  'ledger.insufficient': () => 'The balance is not enough.',
  'person.unknown': ({ query }) => `No customer matches "${query}".`,
  'reseller.unknown': ({ query, known }) =>
    known.length > 0
      ? `There is no reseller "${query}". There are: ${known.join(', ')}.`
      : 'There is no reseller yet. Add one with /reseller tambah 081234567890 "Toko Berkah".',
  'reseller.several': ({ query, names }) =>
    `"${query}" fits several resellers: ${names.join(', ')}. Say the number.`,
  'reseller.left': ({ name }) =>
    `${name} is no longer a reseller. Add them again with /reseller tambah.`,
  'reseller.of_team': ({ name, role }) =>
    `${name} is in the team as ${core.roles[role]}, and cannot be a reseller as well.`,
  'staff.last_owner': () => 'This is the last owner. Invite another with /tim undang owner first.',
  'staff.not_staff': ({ name }) => `${name} is not in the team.`,
  'staff.already': ({ role }) =>
    `You are in the team already, as ${core.roles[role]}. The invitation is still good: send the link to whoever it is for.`,
  'staff.several': ({ query, names }) =>
    `"${query}" fits several people: ${names.join(', ')}. Give the number.`,
  'pin.own': () => 'Change your own PIN with /pin ganti.',
  'pin.none': ({ name }) => `${name} has no PIN yet, so there is none to take away.`,
  'invite.invalid': () => 'This invitation was used or has expired. Ask for a new link.',
  'departure.unknown': ({ code, known }) =>
    known.length > 0
      ? `There is no departure "${code}". There are: ${known.join(', ')}.`
      : `There is no departure "${code}".`,
  'lead.unknown': ({ id }) => `There is no lead number ${id}.`,
  'chat.unknown': ({ query }) => `There is no chat with "${query}".`,
  'import.unknown': ({ id }) => `There is no import #${id}. Begin again with /impor.`,
  'import.closed': ({ state }) =>
    ({
      reading: 'That import is still being read. Wait for what it finds.',
      running: 'That import is under way.',
      done: 'That import is done.',
      failed: 'That import could not be read. Begin again with /impor.',
      dropped: 'That import was cancelled. Begin again with /impor.',
    })[state],
  'table.too_big': ({ limit, max }) => {
    const most = max.toLocaleString('en-GB')
    const what = { megabytes: `${most} MB`, rows: `${most} rows`, columns: `${most} columns` }[
      limit
    ]
    return `That file is too big: ${what} at most. Split it into several files and send them again.`
  },
  'table.unreadable': ({ name, why }) => {
    if (why === 'kind') return `"${name}" is not a table. Save it as XLSX or CSV and send it again.`
    return why === 'locked'
      ? `"${name}" is locked with a password. Save it without one and send it again.`
      : `"${name}" is damaged and does not open. Save it again as XLSX or CSV and send it again.`
  },
  ...sessionRefusals,
  'template.unknown': ({ key, known }) => templateRefusals.unknown(key, known),
  'template.wrong': ({ key, problem }) => templateRefusals.wrong(key, problem),
  'template.nothing_to_undo': ({ key }) => templateRefusals.nothingToUndo(key),
  'template.as_it_came': ({ key }) => templateRefusals.asItCame(key),
  'template.meta_wrong': ({ key, problem }) => templateRefusals.metaWrong(key, problem),
  'template.meta_standing': ({ key, name, status }) =>
    templateRefusals.metaStanding(key, name, status),
  'chat.taken': ({ by }) => `${by} is already in this chat.`,
  'chat.not_taken': () => 'Nobody has taken this chat.',
  'canned.unknown': ({ name, known }) =>
    `There is no quick reply "${name}".${known.length > 0 ? ` There are: ${known.join(', ')}.` : ' Add one with /chat balasan tambah.'}`,
  'canned.wrong': ({ problem }) =>
    `The quick reply cannot be saved: ${sayTemplateProblem(problem)}`,
}
