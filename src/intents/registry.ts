import { balanceIntents, billingIntents } from './admin/billing-intents.ts'
import { broadcastIntents } from './admin/broadcast-intents.ts'
import { cancel } from './admin/cancel.ts'
import { answerChat, handBack, listChats, takeOver } from './admin/chat.ts'
import { cannedReplies, pickCanned, sayCanned } from './admin/chat-canned.ts'
import { chatLog } from './admin/chat-log.ts'
import type { WordCustomer } from './admin/chat-log-lines.ts'
import { refreshCard } from './admin/chat-topic.ts'
import { confirmTransfer } from './admin/confirm-transfer.ts'
import { customerAdd, customerCheck } from './admin/customers-card.ts'
import { customerTag } from './admin/customers-tag.ts'
import { moneyCheckIntents } from './admin/money-check-intents.ts'
import { listCustomers, renameCustomer } from './admin/customers.ts'
import { deliveryReport } from './admin/delivery-report.ts'
import { declineTransfer } from './admin/decline-transfer.ts'
import { importDrop, importPick, importRun } from './admin/import-decide.ts'
import { importFiles } from './admin/import-file.ts'
import { importRouter } from './admin/import-router.ts'
import { exportAll, importSample } from './admin/import-sheet.ts'
import { sendLeadBrochure, showLeads } from './admin/leads.ts'
import { packageAdd } from './admin/package-add.ts'
import { packageEdit } from './admin/package-edit.ts'
import { packageList } from './admin/package-list.ts'
import { packageRemove } from './admin/package-remove.ts'
import { changePin, removePin } from './admin/pin.ts'
import { pppoeCheck } from './admin/pppoe-check.ts'
import { pppoeCreate } from './admin/pppoe-create.ts'
import { pppoeEdit } from './admin/pppoe-edit.ts'
import { pppoeIsolate, pppoeRestore, pppoeStop } from './admin/pppoe-isolate.ts'
import { pppoeList } from './admin/pppoe-list.ts'
import { pppoePassword, pppoeSendPassword } from './admin/pppoe-password.ts'
import { registrationApprove, registrationDecline } from './admin/registration-decide.ts'
import { registrationInstall } from './admin/registration-install.ts'
import { registrationCheck, registrationList } from './admin/registration-list.ts'
import { ticketCheck, ticketList } from './admin/ticket-list.ts'
import { ticketApprove, ticketAssign, ticketClose, ticketTake } from './admin/ticket-work.ts'
import { refundOrder } from './admin/refund-order.ts'
import { resellerAdd } from './admin/reseller-add.ts'
import { resellerDeposit } from './admin/reseller-deposit.ts'
import { resellerList, resellerPaper, resellerShow } from './admin/reseller-list.ts'
import { resellerPrice } from './admin/reseller-price.ts'
import { resellerReport } from './admin/reseller-report.ts'
import { routerAdd } from './admin/router-add.ts'
import { routerCheck } from './admin/router-check.ts'
import { routerList } from './admin/router-list.ts'
import { routerLooks } from './admin/router-look.ts'
import { routerMaintain, routerMaintainAsk, routerResume } from './admin/router-maintain.ts'
import { routerShow } from './admin/router-panel.ts'
import { routerReboot } from './admin/router-reboot.ts'
import { routerRemove } from './admin/router-remove.ts'
import { routerScript } from './admin/router-script.ts'
import { routerWeigh } from './admin/router-weigh.ts'
import { sessionIntents } from './admin/session-intents.ts'
import type { LinkableChannels } from './admin/session-add.ts'
import { showHelp } from './admin/show-help.ts'
import { showReport } from './admin/show-report.ts'
import { showStatus } from './admin/show-status.ts'
import { inviteToTeam, joinTeam, listTeam, removeFromTeam } from './admin/team.ts'
import { templateIntents } from './admin/template-intents.ts'
import { voucherBatch } from './admin/voucher-batch.ts'
import { voucherCheck } from './admin/voucher-check.ts'
import { voucherCreate } from './admin/voucher-create.ts'
import { voucherPrint } from './admin/voucher-print.ts'
import { voucherRevoke } from './admin/voucher-revoke.ts'
import { voucherWithdraw } from './admin/voucher-withdraw.ts'
import { askHuman } from './customer/ask-human.ts'
import { buyVoucher } from './customer/buy-voucher.ts'
import { ownPassword, wantUpgrade } from './customer/my-service-change.ts'
import { myService } from './customer/my-service.ts'
import { register } from './customer/register.ts'
import { addToTrouble, openTrouble, reportTrouble, troubleSolved } from './customer/trouble.ts'
import { optIn, optOut, pickLanguage, showDocuments, showPoints } from './customer/choose.ts'
import { passPhoto, sendProof } from './customer/send-proof.ts'
import { showMenu, thank } from './customer/show-menu.ts'
import { ownBillIntents } from './customer/own-bill-intents.ts'
import { showOwnStatus } from './customer/show-own.ts'
import type { Intent } from './intent.ts'
import { qualifyLead } from './lead/qualify-lead.ts'
import { replyToLead } from './lead/reply-to-lead.ts'
import { showPrices, showSchedule } from './lead/show-departures.ts'
import { wantBrochure } from './lead/want-brochure.ts'

import { sellVoucher } from './reseller/sell-voucher.ts'
import { showOwnPrices, showSales, showStatement, showTradeMenu } from './reseller/statement.ts'
import { topUp } from './reseller/top-up.ts'
import { wordNotice } from './wording/word-notice.ts'

/** Vouchers, packages, routers, lines, and those who want one. */
const network: Intent[] = [
  voucherCreate,
  voucherCheck,
  voucherBatch,
  voucherPrint,
  voucherWithdraw,
  voucherRevoke,
  packageList,
  packageAdd,
  packageEdit,
  packageRemove,
  routerList,
  routerAdd,
  routerCheck,
  routerShow,
  ...routerLooks,
  routerMaintain,
  routerMaintainAsk,
  routerResume,
  routerReboot,
  routerScript,
  routerWeigh,
  routerRemove,
  pppoeCreate,
  pppoeCheck,
  pppoeList,
  pppoeEdit,
  pppoeIsolate,
  pppoeRestore,
  pppoeStop,
  pppoePassword,
  pppoeSendPassword,
  ticketList,
  ticketCheck,
  ticketTake,
  ticketAssign,
  ticketClose,
  ticketApprove,
  registrationList,
  registrationCheck,
  registrationApprove,
  registrationDecline,
  registrationInstall,
]

/** Customers and their money. */
const books: Intent[] = [
  listCustomers,
  customerAdd,
  customerCheck,
  renameCustomer,
  customerTag,
  ...billingIntents,
  confirmTransfer,
  declineTransfer,
  refundOrder,
  ...moneyCheckIntents,
  ...balanceIntents,
]

/** What is brought in and taken out. */
const lists: Intent[] = [
  ...importFiles,
  importRouter,
  importSample,
  importRun,
  importDrop,
  importPick,
  exportAll,
]

/** Leads, chats, reports. */
const talks: Intent[] = [
  showLeads,
  ...broadcastIntents,
  ...templateIntents,
  sendLeadBrochure,
  showSchedule,
  listChats,
  takeOver,
  answerChat,
  handBack,
  refreshCard,
  cannedReplies,
  pickCanned,
  sayCanned,
  showReport,
  deliveryReport,
]

/** Resellers, and what they do themselves. */
const trade: Intent[] = [
  resellerReport,
  resellerList,
  resellerShow,
  resellerPaper,
  resellerAdd,
  resellerPrice,
  resellerDeposit,
  sellVoucher,
  topUp,
  showStatement,
  showSales,
  showOwnPrices,
  showTradeMenu,
]

/** What people on WhatsApp may ask. */
const customers: Intent[] = [
  showMenu,
  buyVoucher,
  myService,
  reportTrouble,
  openTrouble,
  addToTrouble,
  troubleSolved,
  ownPassword,
  wantUpgrade,
  register,
  ...ownBillIntents,
  showOwnStatus,
  showPoints,
  showDocuments,
  askHuman,
  sendProof,
  passPhoto,
  qualifyLead,
  replyToLead,
  wantBrochure,
  showPrices,
  thank,
  pickLanguage,
  optOut,
  optIn,
]

/** Everything anybody may ask, in the order help lists it. */
export function createRegistry({
  botName,
  linkable = () => [],
  asRead = wordNotice({ pay: () => '…' }),
}: {
  botName: () => string | undefined
  /** Channels whose numbers are linked by QR, as far as they are set up here. */
  linkable?: LinkableChannels
  /** Notices as customers read them, for whoever looks back. */
  asRead?: WordCustomer
}): Intent[] {
  const intents: Intent[] = [
    ...network,
    ...books,
    ...lists,
    ...talks,
    chatLog(asRead),
    ...trade,
    ...sessionIntents(linkable),
    listTeam,
    inviteToTeam(botName),
    removeFromTeam,
    joinTeam,
    changePin,
    removePin,
    showStatus,
    showHelp(() => intents),
    cancel,
    ...customers,
  ]
  return intents
}
