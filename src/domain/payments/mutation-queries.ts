import { type Selectable, sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db, Tables } from '../tables.ts'

export type MutationRow = Selectable<Tables['bank_mutations']>

export type NewMutation = {
  /** Hex. */
  fingerprint: string
  day: Day | null
  amountRupiah: number
  text: string
  reference: string | null
}

type Brought = { account: string; bringing: string; by: number; at: Date }

/** Those that are known stay as they are. In one order, so that two who bring the same never lock crosswise. */
export async function insertMutations(db: Db, brought: Brought, mutations: NewMutation[]) {
  if (mutations.length === 0) return
  await sql`
    insert into bank_mutations
      (account, fingerprint, day, amount_rupiah, text, reference, imported_at, imported_by, bringing)
    select ${brought.account}, decode(fingerprint, 'hex'), day, "amountRupiah", text, reference,
      ${brought.at}, ${brought.by}, ${brought.bringing}
    from json_to_recordset(${JSON.stringify(mutations)}::json) as t(
      fingerprint text, day date, "amountRupiah" bigint, text text, reference text)
    order by fingerprint
    on conflict (account, fingerprint) do nothing`.execute(db)
}

/** Those of a list that nobody knows the reason of, whoever brought them first. */
export async function waitingOf(
  db: Db,
  { account, fingerprints }: { account: string; fingerprints: string[] },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from bank_mutations
    where account = ${account} and state = 'waiting'
      and fingerprint in (select decode(hex, 'hex') from unnest(${fingerprints}::text[]) as t(hex))
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** First of the locks that anything about a mutation takes. */
export async function lockMutation(db: Db, id: number): Promise<MutationRow | undefined> {
  return db
    .selectFrom('bank_mutations')
    .where('id', '=', id)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function readMutation(db: Db, id: number): Promise<MutationRow | undefined> {
  return db.selectFrom('bank_mutations').where('id', '=', id).selectAll().executeTakeFirst()
}

export async function settleMutation(
  db: Db,
  id: number,
  settled: {
    state: 'matched' | 'ignored' | 'waiting'
    paymentId: number | null
    by: number | null
    at: Date
  },
) {
  const isOpen = settled.state === 'waiting'
  await db
    .updateTable('bank_mutations')
    .set({
      state: settled.state,
      payment_id: settled.paymentId,
      decided_at: isOpen ? null : settled.at,
      decided_by: isOpen ? null : settled.by,
    })
    .where('id', '=', id)
    .execute()
}

/** `gateway` null: it never stood in a clearing account. */
export async function lockReversed(db: Db) {
  const { rows } = await sql<{
    id: number
    paymentId: number
    gateway: string | null
    amountRupiah: number
  }>`
    select m.id, p.id as "paymentId", m.amount_rupiah as "amountRupiah",
      case when p.charge_id is not null then p.gateway end as gateway
    from payment_reversals r join bank_mutations m on m.payment_id = r.payment_id
    join payments p on p.id = r.payment_id
    order by m.id for no key update of m`.execute(db)
  return rows
}

export async function countWaiting(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('bank_mutations')
    .where('state', '=', 'waiting')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function selectWaiting(
  db: Db,
  { offset, limit }: { offset: number; limit: number },
): Promise<MutationRow[]> {
  return db
    .selectFrom('bank_mutations')
    .where('state', '=', 'waiting')
    .selectAll()
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute()
}

/** What a bringing came to, with who paid what; those of earlier lists that it settled among them. */
export async function matchedBy(
  db: Db,
  { bringing, also }: { bringing: string; also: number[] },
): Promise<
  { id: number; customer: string; title: string; amountRupiah: number; paymentId: number }[]
> {
  const { rows } = await sql<{
    id: number
    customer: string
    title: string
    amountRupiah: number
    paymentId: number
  }>`
    select m.id, m.amount_rupiah as "amountRupiah", m.payment_id as "paymentId",
      ${payerName('p.person_id')} as customer, ${titleOf('p')} as title
    from bank_mutations m join payments p on p.id = m.payment_id
    where m.state = 'matched' and (m.bringing = ${bringing} or m.id = any(${also}::bigint[]))
    order by m.id`.execute(db)
  return rows
}

export async function countBrought(db: Db, bringing: string) {
  const { rows } = await sql<{ fresh: number; waiting: number }>`
    select count(*)::int as fresh, (count(*) filter (where state = 'waiting'))::int as waiting
    from bank_mutations where bringing = ${bringing}`.execute(db)
  return rows[0] ?? { fresh: 0, waiting: 0 }
}

/** What staff call somebody. */
export function payerName(person: string) {
  return sql<string>`(select coalesce(who.name, (select value from identities i
      where i.person_id = who.id and i.kind = 'phone' order by i.account_id limit 1), '#' || who.id)
    from people who where who.id = ${sql.ref(person)})`
}

/** What the row's money was or is for: an order by its package, an invoice by its number. */
export function titleOf(row: string) {
  return sql<string>`coalesce(
    (select i.number from invoices i where i.id = ${sql.ref(`${row}.invoice_id`)}),
    (select coalesce(k.name, 'Deposit') from orders o left join packages k on k.id = o.package_id
      where o.id = ${sql.ref(`${row}.order_id`)}), '')`
}
