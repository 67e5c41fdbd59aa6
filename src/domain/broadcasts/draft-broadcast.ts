import type { Deps } from '../deps.ts'
import { dayOf } from '../day.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { Refusal } from '../refusal.ts'
import { checkTemplate } from '../templates/template.ts'
import {
  ALLOWED,
  type Broadcast,
  type BroadcastStep,
  type MetaChoice,
  type Segment,
} from './broadcast.ts'
import { insertBroadcast, selectBroadcast, updateBroadcast } from './broadcast-queries.ts'
import { LETTER_VARIABLES, wordLetters } from './letter.ts'
import { countReach, sampleOf } from './segment-queries.ts'

type WriteDeps = Pick<Deps, 'db' | 'now' | 'wake'>

/** A broadcast that nobody gets yet. Its progress will be shown where it was made. */
export function draftBroadcast(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, conversationId }: { by: number; conversationId: number },
): Promise<number> {
  return insertBroadcast(db, { by, conversationId, at: now() })
}

export async function findBroadcast({ db }: Pick<Deps, 'db'>, id: number): Promise<Broadcast> {
  const found = await selectBroadcast(db, id)
  if (!found) throw new Refusal('broadcast.unknown', { id })
  return found
}

export type DraftChange = {
  text?: string
  file?: FileRef | null
  metaTemplate?: MetaChoice | null
  segment?: Segment
  sendAt?: Date | null
}

/** Only a draft can be changed: what is on its way reads as it was approved. */
export function changeDraft(
  deps: WriteDeps,
  { broadcastId, change }: { broadcastId: number; change: DraftChange },
) {
  const { metaTemplate, sendAt, ...rest } = change
  if (change.text !== undefined) {
    const [problem] = checkTemplate(change.text, LETTER_VARIABLES)
    if (problem) throw new Refusal('broadcast.text', { problem })
  }
  return inTransaction(deps, async ({ db }) => {
    await lockFor(db, broadcastId, 'change')
    await updateBroadcast(db, broadcastId, {
      ...rest,
      ...(metaTemplate !== undefined && { meta_template: metaTemplate }),
      ...(sendAt !== undefined && { send_at: sendAt }),
    })
  })
}

/** The broadcast, held until the commit; refused where this step is not open from where it is. */
export async function lockFor(db: Deps['db'], id: number, step: BroadcastStep): Promise<Broadcast> {
  const broadcast = await selectBroadcast(db, id, { lock: true })
  if (!broadcast) throw new Refusal('broadcast.unknown', { id })
  const from: readonly string[] = ALLOWED[step]
  if (!from.includes(broadcast.state)) {
    throw new Refusal('broadcast.state', { id, state: broadcast.state })
  }
  return broadcast
}

/** Whom it would reach today, and how it reads to one of them. */
export async function previewBroadcast(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
  broadcastId: number,
) {
  const broadcast = await findBroadcast(deps, broadcastId)
  const when = whenNow(deps)
  const reach = await countReach(deps.db, broadcast.segment, when)
  const personId = await sampleOf(deps.db, broadcast.segment, when)
  const [letter] = personId === undefined ? [] : await wordLetters(deps, broadcast, [personId])
  return { broadcast, reach, sample: letter?.text ?? broadcast.text }
}

export function whenNow({ now, business }: Pick<Deps, 'now' | 'business'>) {
  const at = now()
  return { at, today: dayOf(at, business.timeZone) }
}
