import { type RawBuilder, sql } from 'kysely'
import type { TicketCard, TicketKind } from '../messages/line-notices.ts'
import type { Db } from '../tables.ts'

export type NewTicket = {
  personId: number
  conversationId: number
  subscriptionId: number | null
  kind: TicketKind
  /** Of an upgrade. */
  packageId?: number | null
  text: string
}

/** One at a time for each kind and line: asking again adds to what was asked. */
export async function insertTicket(
  db: Db,
  ticket: NewTicket,
  at: Date,
): Promise<{ id: number; is_new: boolean; is_taken: boolean }> {
  const { rows } = await sql<{ id: number; is_new: boolean; is_taken: boolean }>`
    insert into tickets as t (person_id, conversation_id, subscription_id, kind, package_id, text, opened_at)
    values (${ticket.personId}, ${ticket.conversationId}, ${ticket.subscriptionId}, ${ticket.kind},
      ${ticket.packageId ?? null}, ${ticket.text}, ${at})
    on conflict (person_id, kind, coalesce(subscription_id, 0)) where state <> 'closed' do update set
      package_id = coalesce(excluded.package_id, t.package_id),
      conversation_id = excluded.conversation_id,
      text = case when position(excluded.text in t.text) > 0 then t.text
        else right(t.text || ' / ' || excluded.text, 1000) end
    returning t.id, xmax = 0 as is_new, t.assigned_to is not null as is_taken`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a ticket was neither made nor found')
  return row
}

/** The trouble this person reported last and that is not settled yet. */
export function selectOpenTrouble(db: Db, personId: number) {
  return db
    .selectFrom('tickets')
    .where('person_id', '=', personId)
    .where('state', '<>', 'closed')
    .where('kind', 'in', ['down', 'slow', 'other'])
    .orderBy('id', 'desc')
    .select(['subscription_id', 'kind'])
    .executeTakeFirst()
}

export type TicketRow = {
  id: number
  person_id: number
  conversation_id: number
  subscription_id: number | null
  package_id: number | null
  kind: TicketKind
  state: TicketCard['state']
  assigned_to: number | null
}

export function lockTicket(db: Db, id: number): Promise<TicketRow | undefined> {
  return db
    .selectFrom('tickets')
    .where('id', '=', id)
    .select([
      'id',
      'person_id',
      'conversation_id',
      'subscription_id',
      'package_id',
      'kind',
      'state',
      'assigned_to',
    ])
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function setAssignee(
  db: Db,
  { id, personId, at }: { id: number; personId: number; at: Date },
) {
  await db
    .updateTable('tickets')
    .set({ state: 'assigned', assigned_to: personId, assigned_at: at })
    .where('id', '=', id)
    .execute()
}

export async function setClosed(
  db: Db,
  { id, note, by, at }: { id: number; note: string; by: number; at: Date },
) {
  await db
    .updateTable('tickets')
    .set({ state: 'closed', note, closed_by: by, closed_at: at })
    .where('id', '=', id)
    .execute()
}

const cards = (which: RawBuilder<unknown>, rest: RawBuilder<unknown>) => sql<TicketCard>`
  select t.id as "ticketId", t.kind, t.state, coalesce(n.name, '#' || n.id) as customer,
    (select i.value from identities i where i.person_id = t.person_id and i.kind = 'phone'
      order by i.account_id limit 1) as phone,
    c.address, s.username, p.name as package, r.name as router, w.name as "wantedPackage",
    t.text, coalesce(a.name, '#' || a.id) as assignee, t.note
  from tickets t
  join people n on n.id = t.person_id
  left join customers c on c.person_id = t.person_id
  left join subscriptions s on s.id = t.subscription_id
  left join packages p on p.id = s.package_id
  left join routers r on r.id = s.router_id
  left join packages w on w.id = t.package_id
  left join people a on a.id = t.assigned_to
  where ${which} ${rest}`

export async function cardOf(db: Db, id: number): Promise<TicketCard | undefined> {
  const { rows } = await cards(sql`t.id = ${id}`, sql``).execute(db)
  return rows[0]
}

/** Who waits longest comes first; of one member of the team alone where he is named. */
export async function openCards(
  db: Db,
  { assignedTo, limit }: { assignedTo: number | null; limit: number },
): Promise<TicketCard[]> {
  const { rows } = await cards(
    sql`t.state <> 'closed' and (${assignedTo}::bigint is null or t.assigned_to = ${assignedTo})`,
    sql`order by t.id limit ${limit}`,
  ).execute(db)
  return rows
}
