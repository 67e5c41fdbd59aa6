import { type RawBuilder, sql } from 'kysely'
import type { Db, IdentityKind } from '../tables.ts'
import type { Language, Person, Role } from './person.ts'

type Identity = { kind: IdentityKind; value: string }

export async function findPersonByIdentity(db: Db, accountId: number, from: Identity[]) {
  if (from.length === 0) return undefined
  const rows = await db
    .selectFrom('identities')
    .where('account_id', '=', accountId)
    .where((eb) => eb.or(from.map(({ kind, value }) => eb.and({ kind, value }))))
    .select(['kind', 'value', 'person_id'])
    .execute()
  // Best name first, in the channel's own order.
  for (const name of from) {
    const row = rows.find(({ kind, value }) => kind === name.kind && value === name.value)
    if (row) return row.person_id
  }
  return undefined
}

export async function findPersonByPhone(db: Db, phone: string) {
  const row = await db
    .selectFrom('identities')
    .where('kind', '=', 'phone')
    .where('value', '=', phone)
    .select('person_id')
    .orderBy('person_id')
    .executeTakeFirst()
  return row?.person_id
}

export async function insertPerson(
  db: Db,
  { name, language, at }: { name: string | null; language: Language; at: Date },
) {
  const { id } = await db
    .insertInto('people')
    .values({ name, language, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function insertIdentities(
  db: Db,
  accountId: number,
  personId: number,
  from: Identity[],
) {
  if (from.length === 0) return
  await db
    .insertInto('identities')
    .values(from.map((name) => ({ ...name, account_id: accountId, person_id: personId })))
    .onConflict((conflict) => conflict.columns(['account_id', 'kind', 'value']).doNothing())
    .execute()
}

export async function linkConversation(db: Db, conversationId: number, personId: number) {
  await db
    .updateTable('conversations')
    .set({ person_id: personId })
    .where('id', '=', conversationId)
    .where('person_id', 'is', null)
    .execute()
}

export async function getPerson(db: Db, personId: number): Promise<Person> {
  const row = await db
    .selectFrom('people')
    .leftJoin('staff', (join) =>
      join.onRef('staff.person_id', '=', 'people.id').on('staff.removed_at', 'is', null),
    )
    .where('people.id', '=', personId)
    .select(['people.id', 'people.name', 'people.language', 'people.opted_out_at', 'staff.role'])
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    role: row.role ?? 'customer',
    optedOut: row.opted_out_at !== null,
  }
}

/** False where it was so already. */
export async function markPromoWanted(
  db: Db,
  { personId, wanted, at }: { personId: number; wanted: boolean; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set(wanted ? { no_promo_since: null, no_promo_until: null } : { no_promo_since: at })
    .where('id', '=', personId)
    .where('no_promo_since', wanted ? 'is not' : 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function updatePerson(
  db: Db,
  personId: number,
  change: { name?: string; language?: Language; opted_out_at?: Date | null },
) {
  await db.updateTable('people').set(change).where('id', '=', personId).execute()
}

export function listStaffRows(db: Db) {
  return db
    .selectFrom('staff')
    .innerJoin('people', 'people.id', 'staff.person_id')
    .where('staff.removed_at', 'is', null)
    .select(['people.id', 'people.name', 'staff.role', 'staff.added_at'])
    .orderBy('staff.added_at')
    .execute()
}

export async function countOwners(db: Db) {
  const { owners } = await db
    .selectFrom('staff')
    .where('role', '=', 'owner')
    .where('removed_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('owners'))
    .executeTakeFirstOrThrow()
  return owners
}

/** Locks the owners, so that two who remove each other at once cannot leave the house empty. */
export async function lockOwners(db: Db) {
  const rows = await db
    .selectFrom('staff')
    .where('role', '=', 'owner')
    .where('removed_at', 'is', null)
    .select('person_id')
    .orderBy('person_id')
    .forUpdate()
    .execute()
  return rows.map(({ person_id }) => person_id)
}

export async function upsertStaff(
  db: Db,
  row: { personId: number; role: Role; addedBy: number | null; at: Date },
) {
  await db
    .insertInto('staff')
    .values({ person_id: row.personId, role: row.role, added_by: row.addedBy, added_at: row.at })
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({ role: row.role, added_by: row.addedBy, added_at: row.at, removed_at: null }),
    )
    .execute()
}

export async function removeStaffRow(db: Db, personId: number, at: Date) {
  await db.updateTable('staff').set({ removed_at: at }).where('person_id', '=', personId).execute()
}

export async function insertInvite(
  db: Db,
  invite: { tokenHash: Buffer; role: Role; invitedBy: number | null; expiresAt: Date },
) {
  await db
    .insertInto('staff_invites')
    .values({
      token_hash: invite.tokenHash,
      role: invite.role,
      invited_by: invite.invitedBy,
      expires_at: invite.expiresAt,
    })
    .execute()
}

/** Uses an invite up; two who open one link at once find one of them too late. */
export function takeInvite(db: Db, tokenHash: Buffer, personId: number, at: Date) {
  return db
    .updateTable('staff_invites')
    .set({ used_by: personId, used_at: at })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning(['role', 'invited_by'])
    .executeTakeFirst()
}

export async function voidOwnerInvites(db: Db, at: Date) {
  await db
    .updateTable('staff_invites')
    .set({ used_at: at })
    .where('role', '=', 'owner')
    .where('invited_by', 'is', null)
    .where('used_at', 'is', null)
    .execute()
}

export type CustomerRow = {
  id: number
  name: string | null
  phone: string | null
  created_at: Date
  /** Times that money came from him, whatever for; what a balance paid had come before. */
  payments: number
  paid_rupiah: number
}

/** By part of a name as it is written, or by the digits of a number. */
export function searchCustomers(
  db: Db,
  { name, phone, limit }: { name: string | null; phone: string | null; limit: number },
): Promise<CustomerRow[]> {
  return customersWhere(
    db,
    sql`(${name}::text is null or strpos(lower(p.name), lower(${name})) > 0)
      and (${phone}::text is null or exists (
        select from identities i where i.person_id = p.id and i.kind = 'phone' and i.value like '%' || ${phone} || '%'))`,
    limit,
  )
}

export function customersById(db: Db, id: number): Promise<CustomerRow[]> {
  return customersWhere(db, sql`p.id = ${id}`, 1)
}

async function customersWhere(
  db: Db,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<CustomerRow[]> {
  const result = await sql<CustomerRow>`
    select p.id, p.name, p.created_at,
      (select i.value from identities i where i.person_id = p.id and i.kind = 'phone' limit 1) as phone,
      paid.payments, paid.paid_rupiah
    from people p
    cross join lateral (
      select count(*)::int as payments, coalesce(sum(pay.amount_rupiah), 0)::bigint as paid_rupiah
      from payments pay
      where pay.person_id = p.id and pay.gateway not in ('balance', 'credit')
        and not exists (select from payment_reversals r where r.payment_id = pay.id)
        and not exists (select from payment_refunds f where f.payment_id = pay.id and f.state = 'sent')
    ) paid
    where p.merged_into is null
      and not exists (select from staff s where s.person_id = p.id and s.removed_at is null)
      and ${which}
    order by p.id desc
    limit ${limit}`.execute(db)
  return result.rows
}

export async function nameUnnamed(db: Db, personId: number, name: string) {
  await db
    .updateTable('people')
    .set({ name })
    .where('id', '=', personId)
    .where('name', 'is', null)
    .execute()
}
