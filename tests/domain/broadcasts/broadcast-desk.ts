import { sql } from 'kysely'
import type { BroadcastState, SegmentPart } from '../../../src/domain/broadcasts/broadcast.ts'
import {
  addPart,
  changeDraft,
  draftBroadcast,
  findBroadcast,
} from '../../../src/domain/broadcasts/draft-broadcast.ts'
import { countBroadcast } from '../../../src/domain/broadcasts/recipient-queries.ts'
import { world } from '../../support/world.ts'

/** A business with a Cloud number, an owner, and as many customers as a test wants. */
export async function broadcastDesk(given: Parameters<typeof world>[0] = {}) {
  const place = await world(given)
  const { deps } = place
  const siti = await place.staff('owner', 'Siti')
  const { id: accountId } = await deps.db
    .insertInto('channel_accounts')
    .values({ channel: 'cloud', name: 'toko' })
    .returning('id')
    .executeTakeFirstOrThrow()

  return {
    ...place,
    siti,
    accountId,
    /** Customers with a phone number each; nobody has a chat yet. */
    async crowd(size: number): Promise<number[]> {
      const { rows } = await sql<{ id: number }>`
        with made as (
          insert into people (name) select 'Pelanggan ' || n from generate_series(1, ${size}::int) n
          returning id
        ), named as (
          insert into identities (account_id, kind, value, person_id)
          select ${accountId}, 'phone', '+62813' || lpad(id::text, 8, '0'), id from made
        ), known as (
          insert into customers (person_id, created_at) select id, ${deps.now()} from made
        ) select id from made order by id`.execute(deps.db)
      return rows.map(({ id }) => id)
    },
    async draft(parts: SegmentPart[] = [{ by: 'customers' }], text = 'Halo {{customer_name}}!') {
      const by = siti.id
      const id = await draftBroadcast(deps, {
        by,
        conversationId: siti.conversationId,
        slot: 'panel',
      })
      for (const part of parts) await addPart(deps, { broadcastId: id, by, part })
      await changeDraft(deps, { broadcastId: id, by, change: { text } })
      return id
    },
    count: async (id: number) => (await countBroadcast(deps.db, id)).count,
    state: async (id: number): Promise<BroadcastState> => (await findBroadcast(deps, id)).state,
    /** What the outbox does: takes some of what waits, and the channel takes it. */
    async send(id: number, limit: number, fate = 'accepted') {
      const { rows } = await sql<{ id: number }>`
        with taken as materialized (
          select id from outbox where correlation = ${`broadcast:${id}`} and state = 'queued'
          order by random() limit ${limit} for update skip locked
        )
        update outbox o set state = 'sending', attempts = attempts + 1
        from taken where o.id = taken.id returning o.id`.execute(deps.db)
      const ids = rows.map((row) => row.id)
      await sql`
        update outbox set state = 'sent', sent_at = now(), fate = ${fate}, fate_at = now()
        where id = any(${ids}::bigint[]) and state = 'sending'`.execute(deps.db)
      return ids.length
    },
    /** Who got how many messages of it. */
    async got(id: number): Promise<{ person_id: number; times: number }[]> {
      const { rows } = await sql<{ person_id: number; times: number }>`
        select c.person_id, count(*)::int as times from outbox o
        join conversations c on c.id = o.conversation_id
        where o.correlation = ${`broadcast:${id}`} and o.state = 'sent' group by 1`.execute(deps.db)
      return rows
    },
  }
}

/** Everybody is in one place and nobody is lost. */
export function addsUp(count: Awaited<ReturnType<typeof countBroadcast>>['count']): boolean {
  const { total, waiting, queued, sent, failed, skipped, reasons } = count
  const why = Object.values(reasons).reduce((sum, n) => sum + n, 0)
  return total === waiting + queued + sent + failed + skipped && why === failed + skipped
}
