import type { Door } from '../bots/door.ts'
import { applyWallets } from '../domain/billing/apply-wallets.ts'
import { drawAgeing } from '../domain/billing/draw-ageing.ts'
import { issueOnDemand } from '../domain/billing/issue-on-demand.ts'
import { makeInvoicePdf, makeReceiptPdf } from '../domain/billing/make-invoice-pdf.ts'
import { sendAllInvoices } from '../domain/billing/send-invoice.ts'
import { drawResult } from '../domain/broadcasts/draw-result.ts'
import { feedBroadcast } from '../domain/broadcasts/feed-broadcasts.ts'
import { keepBroadcastFile } from '../domain/broadcasts/keep-file.ts'
import { editCopy, type EditThrough } from '../domain/chats/relay-change.ts'
import { relayMedia } from '../domain/chats/relay-media.ts'
import { syncTopics } from '../domain/chats/sync-topics.ts'
import type { Deps } from '../domain/deps.ts'
import type { EffectHandlers } from '../domain/effects/run-effects.ts'
import { Rejected } from '../domain/fault.ts'
import { lookAtUsers } from '../domain/imports/look-import.ts'
import { makeSheet } from '../domain/imports/make-sheet.ts'
import { readImport } from '../domain/imports/read-import.ts'
import { runImport } from '../domain/imports/run-import.ts'
import { sendBrochure } from '../domain/leads/send-brochure.ts'
import { drawLog } from '../domain/message-log/draw-log.ts'
import { findAsked } from '../domain/messages/answer-question.ts'
import type { Download } from '../domain/media/sent-file.ts'
import { findConversation } from '../domain/people/open-account.ts'
import { bringMutations } from '../domain/payments/bring-mutations.ts'
import { confirmCharge } from '../domain/payments/confirm-charge.ts'
import { createCharge } from '../domain/payments/create-charge.ts'
import { drawReconciliation } from '../domain/payments/draw-reconciliation.ts'
import { payableName } from '../domain/payments/payable.ts'
import { showProof } from '../domain/payments/proof-show.ts'
import { readCallback } from '../domain/payments/read-callback.ts'
import { sendRefund } from '../domain/payments/refund-payment-source.ts'
import { drawDeliveryReport } from '../domain/reports/draw-delivery-report.ts'
import { drawReport } from '../domain/reports/draw-report.ts'
import { drawCommission } from '../domain/resellers/draw-commission.ts'
import { drawStatement } from '../domain/resellers/draw-statement.ts'
import { checkRouter } from '../domain/routers/check-router.ts'
import { handOverScript } from '../domain/routers/hand-over-script.ts'
import { followHints } from '../domain/routers/hint.ts'
import { lookAtRouter } from '../domain/routers/look-at-router.ts'
import { lookForReboot, rebootRouter } from '../domain/routers/reboot-router.ts'
import { syncRouter } from '../domain/routers/sync-router.ts'
import { forgetQr } from '../domain/sessions/end-pairing.ts'
import { handOverQueue } from '../domain/sessions/hand-over-queue.ts'
import { followTemplates, handInTemplate } from '../domain/templates/submit-template.ts'
import type { TemplateShelf } from '../domain/templates/template-shelf.ts'
import { deliverOrder } from '../domain/vouchers/deliver-order.ts'
import { printBatch } from '../domain/vouchers/print-batch.ts'
import { sayEntries, type WordCustomer } from '../intents/admin/chat-log-lines.ts'
import { wordNotice } from '../intents/wording/word-notice.ts'
import { fetchElsewhere } from './fetch-elsewhere.ts'

type Outside = {
  doors: ReadonlyMap<number, Door>
  /** Open pages of what this names look again. */
  payChanged: (payable: string) => void
  showMenu: (deps: Deps, personId: number) => Promise<void>
  /** Absent: no account at Meta. */
  templateShelf?: TemplateShelf | undefined
  /** Notices as customers read them. */
  asRead?: WordCustomer
}

/** Who does each kind of work that follows a commit. */
export function effectHandlers({
  doors,
  payChanged,
  showMenu,
  templateShelf: shelf,
  asRead: word = wordNotice({ pay: () => '…' }),
}: Outside): EffectHandlers {
  const download = downloadThrough(doors)
  return {
    ...papers(word),
    'menu.show': (deps, { personId }) => showMenu(deps, personId),
    'message.remove': async (deps, { conversationId, providerId }) => {
      const { accountId, chat } = await findConversation(deps, conversationId)
      await doors.get(accountId)?.remove?.(chat, providerId)
    },
    'buttons.remove': (deps, payload) => removeButtons(deps, doors, payload),
    'media.relay': (deps, payload, signal) => relayMedia(deps, { download, signal }, payload),
    'topics.sync': (deps, _payload, signal) =>
      syncTopics(deps, (accountId) => doors.get(accountId)?.topics, signal),
    'relay.edit': (deps, payload) => editCopy(deps, editThrough(doors), payload),
    'session.move_queue': handOverQueue,
    'session.forget_qr': forgetQr,
    'router.sync': async (deps, payload) => {
      await syncRouter(deps, payload)
    },
    'router.check': checkRouter,
    'router.look': lookAtRouter,
    'router.script': handOverScript,
    'router.reboot': rebootRouter,
    'router.back': lookForReboot,
    'router.hint': followHints,
    'charge.create': createCharge,
    'charge.confirm': async (deps, payload) => {
      await confirmCharge(deps, payload)
    },
    'callback.read': readCallback,
    'proof.show': (deps, payload, signal) => showProof(deps, { download, signal }, payload),
    'mutations.bring': (deps, payload, signal) =>
      bringMutations(deps, { download, signal }, payload),
    'balance.apply': async (deps, { personId }) => {
      await applyWallets(deps, { personId })
    },
    'payment.refund': sendRefund,
    'order.deliver': async (deps, payload) => {
      // The payment page that is open shows that it is paid, and then the codes.
      const page = payableName({ kind: 'order', id: payload.orderId })
      payChanged(page)
      await deliverOrder(deps, payload)
      payChanged(page)
    },
    'import.read': (deps, payload, signal) => readImport(deps, { download, signal }, payload),
    'import.look': lookAtUsers,
    'import.run': runImport,
    'invoices.issue': issueOnDemand,
    'invoices.send': sendAllInvoices,
    'lead.brochure': sendBrochure,
    'broadcast.file': (deps, payload, signal) =>
      keepBroadcastFile(deps, { download, signal }, payload),
    'broadcast.feed': feedBroadcast,
    'template.submit': (deps, payload, signal) => handInTemplate(deps, { shelf, signal }, payload),
    'template.follow': (deps, payload, signal) => followTemplates(deps, { shelf, signal }, payload),
  }
}

/** What is drawn and printed for whoever asked. */
function papers(word: WordCustomer) {
  return {
    'chat.log_sheet': (deps, payload) =>
      drawLog(deps, { say: (deps, asked) => sayEntries(deps, word, asked) }, payload),
    'batch.print': printBatch,
    'reconciliation.draw': drawReconciliation,
    'import.sheet': makeSheet,
    'delivery.draw': drawDeliveryReport,
    'report.draw': drawReport,
    'ageing.draw': drawAgeing,
    'invoice.print': makeInvoicePdf,
    'receipt.print': makeReceiptPdf,
    'reseller.statement': drawStatement,
    'reseller.report': drawCommission,
    'broadcast.sheet': drawResult,
  } satisfies Partial<EffectHandlers>
}

async function removeButtons(
  deps: Deps,
  doors: Outside['doors'],
  { questionId }: { questionId: string },
) {
  const asked = await findAsked(deps, questionId)
  if (!asked || asked.file) return
  const { accountId, chat } = await findConversation(deps, asked.conversationId)
  const door = doors.get(accountId)
  if (!door?.canEdit) return
  const signal = AbortSignal.timeout(EDIT_MS)
  try {
    await door.edit(chat, asked.providerId, { text: asked.text }, signal)
  } catch (error) {
    // What is too old to be changed goes on showing them.
    if (!(error instanceof Rejected)) throw error
  }
}

/** Files people sent, through the door they came in by; pass it to whatever reads one. */
function downloadThrough(doors: Outside['doors']): Download {
  return async (accountId, ref, signal) => {
    const door = doors.get(accountId)
    // Another process may have that door; this one cannot know whether it will.
    if (!door) {
      return fetchElsewhere(
        accountId,
        ref,
        AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_MS)]),
      )
    }
    if (!door.download) throw new Rejected('This channel hands no files out', { code: 'gone' })
    return door.download(ref, AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_MS)]))
  }
}

function editThrough(doors: Outside['doors']): EditThrough {
  return (accountId, chat, providerId) => {
    const door = doors.get(accountId)
    return (
      door && {
        canEdit: door.canEdit,
        edit: (message) => door.edit(chat, providerId, message, AbortSignal.timeout(EDIT_MS)),
      }
    )
  }
}

const EDIT_MS = 10_000
const DOWNLOAD_MS = 60_000
