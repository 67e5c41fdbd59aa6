import { recordAudit } from '../audit/record-audit.ts'
import { businessName } from '../business/business-name.ts'
import type { Correlated, Deps } from '../deps.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Named } from '../messages/relayed-queries.ts'
import { Refusal } from '../refusal.ts'
import { checkTemplate, renderTemplate } from '../templates/template.ts'
import { answerCustomer } from './answer-customer.ts'
import { deleteCanned, listCanned, upsertCanned } from './canned-queries.ts'
import { lockChat, selectName } from './chat-queries.ts'

type CannedDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated

/** What a ready answer may leave to be filled in. A customer may have no name. */
export const CANNED_VARIABLES = [
  { name: 'customer_name', optional: true as const },
  { name: 'staff_name', optional: true as const },
  { name: 'business_name' },
]

export function listCannedReplies({ db }: Pick<Deps, 'db'>) {
  return listCanned(db)
}

/** Keeps a ready answer under a name, in place of one that had it. */
export function saveCannedReply(
  deps: CannedDeps,
  { name, text, by }: { name: string; text: string; by: number },
) {
  const [problem] = checkTemplate(text, CANNED_VARIABLES)
  if (problem) throw new Refusal('canned.wrong', { problem })
  return inTransaction(deps, async (deps) => {
    const isNew = await upsertCanned(deps.db, { name, text, by, at: deps.now() })
    const action = 'canned.saved'
    await recordAudit(deps, { by, action, subject: `canned:${name}`, after: { text } })
    return { isNew }
  })
}

export function removeCannedReply(deps: CannedDeps, { name, by }: { name: string; by: number }) {
  return inTransaction(deps, async (deps) => {
    if (!(await deleteCanned(deps.db, name))) throw await unknown(deps, name)
    await recordAudit(deps, { by, action: 'canned.removed', subject: `canned:${name}` })
  })
}

/** Says a ready answer to a customer, as if it had been typed. */
export function sayCannedReply(
  deps: CannedDeps,
  said: { conversationId: number; name: string; by: number; written?: Named },
) {
  return inTransaction(deps, async (deps) => {
    const { conversationId, name, by, written } = said
    const found = (await listCanned(deps.db)).find((one) => one.name === name)
    if (!found) throw await unknown(deps, name)
    const chat = await lockChat(deps.db, conversationId)
    const staff = await selectName(deps.db, by)
    const text = renderTemplate(found.text, {
      ...(chat?.customer && { customer_name: chat.customer }),
      ...(staff !== null && { staff_name: staff }),
      business_name: await businessName(deps),
    })
    await answerCustomer(deps, { conversationId, by, text, ...(written && { written }) })
    return { text }
  })
}

async function unknown({ db }: Pick<Deps, 'db'>, name: string) {
  const known = (await listCanned(db)).map((one) => one.name)
  return new Refusal('canned.unknown', { name, known })
}
