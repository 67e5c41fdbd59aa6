import { cancel } from './admin/cancel.ts'
import { answerChat, handBack, listChats, takeOver } from './admin/chat.ts'
import { listCustomers, renameCustomer } from './admin/customers.ts'
import { confirmTransfer } from './admin/confirm-transfer.ts'
import { declineTransfer } from './admin/decline-transfer.ts'
import { sendLeadBrochure, showLeads } from './admin/leads.ts'
import { showHelp } from './admin/show-help.ts'
import { showReport } from './admin/show-report.ts'
import { showStatus } from './admin/show-status.ts'
import { inviteToTeam, joinTeam, listTeam, removeFromTeam } from './admin/team.ts'
import { askHuman } from './customer/ask-human.ts'
import { optIn, optOut, pickLanguage, showDocuments, showPoints } from './customer/choose.ts'
import { greet, showMenu, thank } from './customer/show-menu.ts'
import { qualifyLead } from './lead/qualify-lead.ts'
import { showPrices, showSchedule } from './lead/show-departures.ts'
import type { Intent } from './intent.ts'

/** Everything anybody may ask, in the order help lists it. */
export function createRegistry({ botName }: { botName: () => string | undefined }): Intent[] {
  const intents: Intent[] = [
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
