import type { Deps } from '../../../src/domain/deps.ts'
import { addSession } from '../../../src/domain/sessions/add-session.ts'
import { claimSession } from '../../../src/domain/sessions/lease-session.ts'
import { findSession } from '../../../src/domain/sessions/list-sessions.ts'
import { reportSession, type SessionNews } from '../../../src/domain/sessions/report-session.ts'
import { world } from '../../support/world.ts'

export const PHONE = '+6281234567890'

/** A number that Siti asked for, held by one owner. */
export async function number(name = 'toko') {
  const place = await world()
  const siti = await place.staff()
  const { deps } = place
  const made = await addNumber(deps, { name, by: siti })
  return { ...place, siti, ...made }
}

export async function addNumber(
  deps: Deps,
  { name, by }: { name: string; by: { id: number; conversationId: number } },
) {
  const { id: accountId } = await addSession(deps, {
    channel: 'baileys',
    name,
    by: by.id,
    conversationId: by.conversationId,
  })
  await claimSession(deps, { accountId, owner: 'gateway', lastsSeconds: 60 })
  const report = (news: SessionNews, fence?: number) =>
    reportSession(deps, { accountId, news, ...(fence !== undefined && { fence }) })
  return {
    accountId,
    report,
    qr: (place = 1) => report({ kind: 'qr', code: `2@qr-${place}`, place }),
    open: (phone: string | null = PHONE, firstTime = true) =>
      report({ kind: 'open', phone, firstTime }),
    drop: () => report({ kind: 'closed', code: 428, reason: 'connection closed', againInMs: 1000 }),
    now: () => findSession(deps, name),
    audit: async () =>
      (
        await deps.db
          .selectFrom('audit')
          .where('subject', '=', `session:${accountId}`)
          .select('action')
          .orderBy('id')
          .execute()
      ).map(({ action }) => action),
  }
}
