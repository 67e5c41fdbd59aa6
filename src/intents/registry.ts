import { cancel } from './admin/cancel.ts'
import { answerChat, handBack, listChats, takeOver } from './admin/chat.ts'
import { listCustomers, renameCustomer } from './admin/customers.ts'
import { confirmTransfer } from './admin/confirm-transfer.ts'
import { declineTransfer } from './admin/decline-transfer.ts'
import { sendLeadBrochure, showLeads } from './admin/leads.ts'
import { packageAdd } from './admin/package-add.ts'
import { packageEdit } from './admin/package-edit.ts'
import { packageList } from './admin/package-list.ts'
import { packageRemove } from './admin/package-remove.ts'
import { routerAdd } from './admin/router-add.ts'
import { routerCheck } from './admin/router-check.ts'
import { routerList } from './admin/router-list.ts'
import { routerRemove } from './admin/router-remove.ts'
import { showHelp } from './admin/show-help.ts'
import { showReport } from './admin/show-report.ts'
import { showStatus } from './admin/show-status.ts'
import { inviteToTeam, joinTeam, listTeam, removeFromTeam } from './admin/team.ts'
import { voucherBatch } from './admin/voucher-batch.ts'
import { voucherCheck } from './admin/voucher-check.ts'
import { voucherCreate } from './admin/voucher-create.ts'
import { voucherPrint } from './admin/voucher-print.ts'
import { voucherRevoke } from './admin/voucher-revoke.ts'
import { voucherWithdraw } from './admin/voucher-withdraw.ts'
import { askHuman } from './customer/ask-human.ts'
import { buyVoucher } from './customer/buy-voucher.ts'
import { optIn, optOut, pickLanguage, showDocuments, showPoints } from './customer/choose.ts'
import { greet, showMenu, thank } from './customer/show-menu.ts'
import { qualifyLead } from './lead/qualify-lead.ts'
import { showPrices, showSchedule } from './lead/show-departures.ts'
import type { Intent } from './intent.ts'

/** Everything anybody may ask, in the order help lists it. */
export function createRegistry({ botName }: { botName: () => string | undefined }): Intent[] {
  const intents: Intent[] = [
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
    routerRemove,
    confirmTransfer,
    declineTransfer,
    listCustomers,
    renameCustomer,
    showLeads,
    sendLeadBrochure,
    showSchedule,
    listChats,
    takeOver,
    answerChat,
    handBack,
    showReport,
    inviteToTeam(botName),
    listTeam,
    removeFromTeam,
    joinTeam,
    showStatus,
    showHelp(() => intents),
    cancel,

    showMenu,
    buyVoucher,
    qualifyLead,
    showPrices,
    greet,
    thank,
    showPoints,
    showDocuments,
    askHuman,
    pickLanguage,
    optOut,
    optIn,
  ]
  return intents
}
