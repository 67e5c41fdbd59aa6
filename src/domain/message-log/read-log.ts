import { recordAudit } from '../audit/record-audit.ts'
import type { Correlated, Deps } from '../deps.ts'
import type { Inbound } from '../messages/inbound.ts'
import type { LogEntry, LogOwner, LogPlace } from './log-entry.ts'
import { type LogRow, selectCodes, selectLog } from './log-queries.ts'

export type LogPage = {
  /** Oldest first. */
  entries: LogEntry[]
  /** Where the next older page begins; undefined: nothing is older. */
  older: LogPlace | undefined
}

/** What was said with somebody, over all our numbers, before a place or up to now. */
export async function readLog(
  { db }: Pick<Deps, 'db'>,
  {
    conversationIds,
    before,
    limit,
  }: { conversationIds: number[]; before?: LogPlace | undefined; limit: number },
): Promise<LogPage> {
  const rows = await selectLog(db, { conversationIds, before, limit: limit + 1 })
  const entries = rows
    .slice(0, limit)
    .map(entryOf)
    .filter((one) => one !== undefined)
  const oldest = rows[limit - 1]
  return {
    entries: entries.toReversed(),
    older: rows.length > limit && oldest ? placeOf(oldest) : undefined,
  }
}

/** Reading along in somebody's chat is written down: who, whose, and whether it was taken along. */
export async function noteLook(
  deps: Pick<Deps, 'db' | 'now'> & Correlated,
  { owner, by, as }: { owner: LogOwner; by: number; as: 'viewed' | 'exported' },
) {
  const { personId, conversationId } = owner
  const subject = personId === null ? `conversation:${conversationId}` : `person:${personId}`
  await recordAudit(deps, { by, action: `chat.log_${as}`, subject })
}

/** Words that are a voucher's code, however they are written. */
export async function voucherCodesAmong({ db }: Pick<Deps, 'db'>, texts: string[]) {
  const wanted = new Set<string>()
  for (const text of texts) {
    for (const [word] of text.matchAll(CODE_LIKE)) wanted.add(word.toUpperCase())
  }
  return new Set(await selectCodes(db, [...wanted]))
}

export const CODE_LIKE = /(?<![\p{L}\d])[\dA-Z][\dA-Z-]{3,31}(?![\p{L}\d])/giu

function entryOf(row: LogRow): LogEntry | undefined {
  const { at, line, on } = row
  const place = placeOf(row)
  if (row.content && row.sort && row.fate) {
    const { by, sort, content, fate, error } = row
    return { from: 'us', at: new Date(at), place, line, by, sort, content, on, fate, error }
  }
  const { inbound, edited, revoked } = row
  if (inbound?.kind === 'system') {
    return { from: 'phone', at: new Date(at), place, line, text: inbound.text ?? '' }
  }
  if (!inbound || !isSpoken(inbound)) return undefined
  return { from: 'customer', at: new Date(at), place, line, inbound, edited, revoked, on }
}

type Spoken = Extract<LogEntry, { from: 'customer' }>['inbound']

function isSpoken(inbound: Inbound): inbound is Spoken {
  return ['message', 'edit', 'stub', 'reaction'].includes(inbound.kind)
}

function placeOf({ key, side, id }: LogRow): LogPlace {
  return { at: key, side, id }
}
