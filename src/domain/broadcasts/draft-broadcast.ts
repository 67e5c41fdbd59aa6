import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import { dayOf } from '../day.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { SentFile } from '../media/sent-file.ts'
import { Refusal } from '../refusal.ts'
import { checkTemplate } from '../templates/template.ts'
import {
  ALLOWED,
  type Broadcast,
  type BroadcastStep,
  type MetaChoice,
  type Segment,
  type SegmentPart,
} from './broadcast.ts'
import {
  deleteBroadcast,
  insertBroadcast,
  selectBroadcast,
  selectBroadcasts,
  updateBroadcast,
} from './broadcast-queries.ts'
import { LETTER_VARIABLES } from './letter.ts'

type WriteDeps = Pick<Deps, 'db' | 'now' | 'wake'> & Correlated
type Which = { broadcastId: number; by: number }

/** One that nobody gets yet. Its progress will be shown where it was made. */
export async function draftBroadcast(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { by, conversationId, slot }: { by: number; conversationId: number; slot: string },
): Promise<number> {
  return insertBroadcast(db, { by, conversationId, slot, at: now() })
}

export async function findBroadcast({ db }: Pick<Deps, 'db'>, id: number): Promise<Broadcast> {
  const found = await selectBroadcast(db, id)
  if (!found) throw new Refusal('broadcast.unknown', { id })
  return found
}

/** The newest first. */
export function listBroadcasts({ db }: Pick<Deps, 'db'>, limit: number): Promise<Broadcast[]> {
  return selectBroadcasts(db, limit)
}

export type DraftChange = {
  text?: string
  metaTemplate?: MetaChoice | null
  sendAt?: Date | null
}

/** Only a draft can be changed: what is on its way reads as it was approved. */
export function changeDraft(
  deps: WriteDeps,
  { broadcastId, by, change }: Which & { change: DraftChange },
) {
  const { text, metaTemplate, sendAt } = change
  if (text !== undefined) {
    const [problem] = checkTemplate(text, LETTER_VARIABLES)
    if (problem) throw new Refusal('broadcast.text', { problem })
  }
  if (sendAt && sendAt <= deps.now()) throw new Refusal('broadcast.too_late', {})
  return inTransaction(deps, async ({ db }) => {
    await lockFor(db, broadcastId, 'change')
    await updateBroadcast(db, broadcastId, {
      changed_by: by,
      ...(text !== undefined && { text }),
      ...(metaTemplate !== undefined && { meta_template: metaTemplate }),
      ...(sendAt !== undefined && { send_at: sendAt }),
    })
  })
}

const MOST_PARTS = 6

/** Fewer people: only those whom this part names too. Of one kind that can be only one thing, the newest counts. */
export function addPart(deps: WriteDeps, { part, ...which }: Which & { part: SegmentPart }) {
  return changeParts(deps, which, (parts) => {
    const others = parts.filter(
      (one) => !isSame(one, part) && !(ALONE.has(part.by) && one.by === part.by),
    )
    if (others.length >= MOST_PARTS) throw new Refusal('broadcast.many_parts', { most: MOST_PARTS })
    return [...others, part]
  })
}

export function dropPart(deps: WriteDeps, { place, ...which }: Which & { place: number }) {
  return changeParts(deps, which, (parts) => parts.filter((_part, at) => at !== place))
}

/** Nobody is on two of our steps for one wish, and "unpaid" twice is only a change of mind. */
const ALONE = new Set<SegmentPart['by']>(['unpaid', 'bought', 'stage'])

const isSame = (one: SegmentPart, other: SegmentPart) =>
  one.by === other.by && JSON.stringify(one) === JSON.stringify(other)

function changeParts(
  deps: WriteDeps,
  { broadcastId, by }: Which,
  changed: (parts: SegmentPart[]) => SegmentPart[],
): Promise<Segment> {
  return inTransaction(deps, async ({ db }) => {
    const { segment } = await lockFor(db, broadcastId, 'change')
    const after = { parts: changed(segment.parts) }
    await updateBroadcast(db, broadcastId, { segment: after, changed_by: by })
    return after
  })
}

/** A picture or document goes along, once it is fetched; none: what was there goes no more. */
export function attachFile(
  deps: WriteDeps,
  { broadcastId, by, file }: Which & { file: SentFile | null },
) {
  return inTransaction(deps, async (deps) => {
    await lockFor(deps.db, broadcastId, 'change')
    await updateBroadcast(deps.db, broadcastId, { file: null, file_asked: file, changed_by: by })
    if (!file) return
    const askedAt = deps.now().toISOString()
    await later(deps, { kind: 'broadcast.file', broadcastId, file, askedAt })
  })
}

/** A new draft that reads the same and is for the same people, at a time still to be chosen. */
export function copyBroadcast(
  deps: WriteDeps,
  {
    broadcastId,
    ...place
  }: { broadcastId: number; by: number; conversationId: number; slot: string },
): Promise<number> {
  return inTransaction(deps, async (deps) => {
    const { text, file, meta_template, segment } = await findBroadcast(deps, broadcastId)
    const id = await draftBroadcast(deps, place)
    await updateBroadcast(deps.db, id, { text, file, meta_template, segment })
    return id
  })
}

/** A draft that will not be sent. What went out once is kept for ever. */
export function discardDraft(deps: WriteDeps, { broadcastId, by }: Which) {
  return inTransaction(deps, async (deps) => {
    const { text } = await lockFor(deps.db, broadcastId, 'discard')
    await deleteBroadcast(deps.db, broadcastId)
    const action = 'broadcast.discarded'
    await recordAudit(deps, { by, action, subject: `broadcast:${broadcastId}`, before: { text } })
  })
}

/** From now on it is shown in this message, where it is opened in the chat it was made in. */
export async function showIn(
  { db }: Pick<Deps, 'db'>,
  { id, conversation_id }: Pick<Broadcast, 'id' | 'conversation_id'>,
  place: { conversationId: number; slot: string },
) {
  if (conversation_id === place.conversationId) await updateBroadcast(db, id, { slot: place.slot })
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

export function whenNow({ now, business }: Pick<Deps, 'now' | 'business'>) {
  const at = now()
  return { at, today: dayOf(at, business.timeZone) }
}
