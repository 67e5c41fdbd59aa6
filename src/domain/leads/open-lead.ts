import type { Deps } from '../deps.ts'
import type { Referral } from '../messages/inbound.ts'
import { countOpenLeads, findOpenLead, insertLead, type LeadRow } from './lead-queries.ts'

/**
 * The open lead of a chat; made where there is none. Where somebody came from is kept from the
 * first message, the raw ad with it, since it is never told again.
 */
export async function openLead(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  {
    personId,
    conversationId,
    referral,
    source,
  }: {
    personId: number
    conversationId: number
    referral: Referral | undefined
    /** What the first message says of it, where no ad tells. */
    source?: 'code_word' | 'word_of_mouth' | undefined
  },
): Promise<{ lead: LeadRow; isNew: boolean }> {
  const known = await findOpenLead(db, conversationId)
  if (known) return { lead: known, isNew: false }
  const lead = await insertLead(db, {
    personId,
    conversationId,
    source: referral?.source ?? source ?? 'chat',
    referral: referral ?? null,
    at: now(),
  })
  return { lead, isNew: true }
}

export async function hasOpenLead({ db }: Pick<Deps, 'db'>, conversationId: number) {
  return (await countOpenLeads(db, conversationId)) > 0
}
