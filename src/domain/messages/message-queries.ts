import { sql } from 'kysely'
import { asJsonb } from '../as-jsonb.ts'
import { rolesThatMay, type Permission } from '../people/permission.ts'
import type { Db } from '../tables.ts'
import type { OutgoingContent, Sort } from './message.ts'

export async function insertNotices(
  db: Db,
  row: {
    conversationIds: number[]
    content: OutgoingContent
    sort: Sort
    priority: number
    slot: string | null
    correlation: string | null
    at: Date
  },
) {
  await db
    .insertInto('outbox')
    .values(
      row.conversationIds.map((conversation_id) => ({
        conversation_id,
        content: asJsonb(row.content),
        sort: row.sort,
        priority: row.priority,
        slot: row.slot,
        from_bot: false,
        correlation: row.correlation,
        created_at: row.at,
      })),
    )
    .execute()
}

/** A notice of its own for each chat. */
export async function insertNoticeEach(
  db: Db,
  one: {
    rows: { conversation_id: number; content: OutgoingContent | { notice: object } }[]
    sort: Sort
    priority: number
    correlation: string | null
    at: Date
  },
) {
  await sql`
    insert into outbox (conversation_id, content, sort, priority, from_bot, correlation, created_at)
    select conversation_id, content, ${one.sort}, ${one.priority}, false, ${one.correlation}, ${one.at}
    from json_to_recordset(${asJsonb(one.rows)}::json)
      as t(conversation_id bigint, content jsonb)`.execute(db)
}

/** The ops group when one is set, else the private chat of each who may; `except` knows it already. */
export async function staffConversations(
  db: Db,
  permission: Permission,
  { except }: { except?: number | undefined } = {},
): Promise<number[]> {
  const ops = await db.selectFrom('conversations').where('is_ops', '=', true).select('id').execute()
  if (ops.length > 0) return ops.map(({ id }) => id)

  const rows = await db
    .selectFrom('staff')
    .innerJoin('conversations', 'conversations.person_id', 'staff.person_id')
    .innerJoin('channel_accounts', 'channel_accounts.id', 'conversations.account_id')
    .where('channel_accounts.channel', '=', 'telegram')
    .where('staff.removed_at', 'is', null)
    .where('staff.role', 'in', rolesThatMay(permission))
    .$if(except !== undefined, (query) => query.where('staff.person_id', '<>', except ?? 0))
    .select('conversations.id')
    .orderBy('conversations.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether what only `permission` may see can still be said here: people leave the team. */
export async function mayStillRead(
  db: Db,
  { conversationId, permission }: { conversationId: number; permission: Permission },
): Promise<boolean> {
  const row = await db
    .selectFrom('conversations')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.person_id', '=', 'conversations.person_id')
        .on('staff.removed_at', 'is', null),
    )
    .where('conversations.id', '=', conversationId)
    .select(['conversations.is_ops', 'conversations.person_id', 'staff.role'])
    .executeTakeFirst()
  if (!row) return false
  // A group is nobody's; who is in it is the team's to say.
  if (row.is_ops || row.person_id === null) return true
  return row.role !== null && rolesThatMay(permission).includes(row.role)
}

export async function selectStaffChat(db: Db, personId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('conversations')
    .innerJoin('channel_accounts', 'channel_accounts.id', 'conversations.account_id')
    .innerJoin('staff', 'staff.person_id', 'conversations.person_id')
    .where('channel_accounts.channel', '=', 'telegram')
    .where('staff.removed_at', 'is', null)
    .where('conversations.person_id', '=', personId)
    .select('conversations.id')
    .orderBy('conversations.id')
    .executeTakeFirst()
  return row?.id
}
