import { sql } from 'kysely'
import type { Db } from '../tables.ts'
import type { Sales } from './reseller.ts'

export type Movement = {
  at: Date
  kind: 'top_up' | 'sale' | 'refund' | 'other'
  amountRupiah: number
  /** Of a sale and its refund. */
  package: string | null
  quantity: number
  buyerPhone: string | null
}

type Span = { from: Date; until: Date }

/** What went in and out of a deposit; the newest first where there is a limit, else as it happened. */
export async function selectMovements(
  db: Db,
  { personId, from, until, limit }: { personId: number; limit?: number } & Partial<Span>,
): Promise<Movement[]> {
  const order = sql.raw(limit === undefined ? 'asc' : 'desc')
  const { rows } = await sql<Movement>`
    select t.at, e.amount as "amountRupiah", p.name as package, coalesce(o.quantity, 0) as quantity,
      o.buyer_phone as "buyerPhone",
      case when o.kind = 'resale' and e.amount < 0 then 'sale' when t.cause = 'refund' then 'refund'
        when o.kind = 'deposit' then 'top_up' else 'other' end as kind
    from accounts a
    join entries e on e.account_id = a.id
    join transfers t on t.id = e.transfer_id
    left join orders o on o.id = case when t.subject like 'order:%' then substr(t.subject, 7)::bigint end
    left join packages p on p.id = o.package_id
    where a.owner = ${`person:${personId}`} and a.purpose = 'deposit' and a.currency = 'IDR'
      and (${from ?? null}::timestamptz is null or t.at >= ${from ?? null})
      and (${until ?? null}::timestamptz is null or t.at < ${until ?? null})
    order by t.id ${order} limit ${limit ?? null}`.execute(db)
  return rows
}

export async function depositBefore(
  db: Db,
  { personId, at }: { personId: number; at: Date },
): Promise<number> {
  const { rows } = await sql<{ rupiah: number }>`
    select coalesce(sum(e.amount), 0)::bigint as rupiah
    from accounts a
    join entries e on e.account_id = a.id
    join transfers t on t.id = e.transfer_id
    where a.owner = ${`person:${personId}`} and a.purpose = 'deposit' and a.currency = 'IDR'
      and t.at < ${at}`.execute(db)
  return rows[0]?.rupiah ?? 0
}

/** Sales that stand, of each reseller who had any. */
export async function selectSales(
  db: Db,
  { personId, from, until }: Span & { personId?: number },
): Promise<({ personId: number } & Sales)[]> {
  const { rows } = await sql<{ personId: number } & Sales>`
    select person_id as "personId", sum(quantity)::bigint as pieces,
      sum(amount_rupiah)::bigint as "amountRupiah", sum(retail_rupiah)::bigint as "retailRupiah"
    from orders
    where kind = 'resale' and state in ('paid', 'delivered') and paid_at >= ${from}
      and paid_at < ${until} and (${personId ?? null}::bigint is null or person_id = ${personId ?? null})
    group by person_id`.execute(db)
  return rows
}

export async function selectSalesByPackage(
  db: Db,
  { personId, from, until }: Span & { personId: number },
): Promise<({ package: string } & Sales)[]> {
  const { rows } = await sql<{ package: string } & Sales>`
    select p.name as package, sum(o.quantity)::bigint as pieces,
      sum(o.amount_rupiah)::bigint as "amountRupiah", sum(o.retail_rupiah)::bigint as "retailRupiah"
    from orders o join packages p on p.id = o.package_id
    where o.kind = 'resale' and o.state in ('paid', 'delivered') and o.person_id = ${personId}
      and o.paid_at >= ${from} and o.paid_at < ${until}
    group by p.id order by pieces desc, p.name`.execute(db)
  return rows
}
