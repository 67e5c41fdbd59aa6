import { type RawBuilder, sql } from 'kysely'
import { OPEN } from './charge-queries.ts'
import type { Db } from '../tables.ts'
import type { Candidate } from './mutation.ts'
import { payerName, titleOf } from './mutation-queries.ts'

/** A charge whose money a mutation surely is; paid where somebody saw the money before. */
export type Match = { mutationId: number; chargeId: number; paymentId: number | null }

/** Money may come so long after a charge ended: its amount is nobody else's until then. */
const COOL_DOWN = sql`interval '48 hours'`

/**
 * Mutations of these that exactly one charge fits: same account, to the rupiah, announced no
 * later than the money came, and not cold. A charge that was confirmed by hand counts as long as
 * no mutation stands behind it, so that its own money never pays somebody else's.
 */
export async function findMatches(
  db: Db,
  { ids, timeZone }: { ids: number[]; timeZone: string },
): Promise<Match[]> {
  const { rows } = await sql<Match>`
    select m.id as "mutationId", min(c.id) as "chargeId", min(p.id) as "paymentId"
    from bank_mutations m
    join charges c on c.account = m.account and c.amount_rupiah = m.amount_rupiah
    left join payments p on p.charge_id = c.id
    where m.id = any(${ids}::bigint[]) and m.state = 'waiting'
      and (c.state in (${sql.join([...OPEN, 'expired'])}) or (
        c.state = 'paid' and p.amount_rupiah = m.amount_rupiah
        and not exists (select from bank_mutations x where x.payment_id = p.id)
        and not exists (select from payment_reversals r where r.payment_id = p.id)))
      and ${isInTime(timeZone)}
    group by m.id having count(*) = 1
    order by m.id`.execute(db)
  return rows
}

function isInTime(timeZone: string): RawBuilder<boolean> {
  const cameOn = sql`coalesce(m.day, ${dayIn(sql`m.imported_at`, timeZone)})`
  return sql<boolean>`${dayIn(sql`c.created_at`, timeZone)} <= ${cameOn}
    and ${cameOn} <= ${dayIn(sql`greatest(c.expires_at + ${COOL_DOWN}, c.paid_at)`, timeZone)}`
}

function dayIn(instant: RawBuilder<unknown>, timeZone: string) {
  return sql`(${instant} at time zone ${timeZone}::text)::date`
}

/** How far an amount may be off and still be somebody's, who forgot the last three digits. */
const NEAR_RUPIAH = 1_000
const LOOK_BACK = sql`interval '30 days'`
const MOST_OF_A_KIND = 3

/** What a mutation may be for, by its amount and by names in its text, the likeliest first. */
export async function findCandidates(
  db: Db,
  { id, at }: { id: number; at: Date },
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with m as (select *, ' ' || lower(regexp_replace(text, '[^[:alnum:]]+', ' ', 'g')) || ' ' as said
      from bank_mutations where id = ${id})
    (select 'charge' as kind, c.id, ${payerName('o.person_id')} as customer,
        ${titleOf('c')} as title, c.amount_rupiah as "amountRupiah", 1 as place,
        abs(c.amount_rupiah - m.amount_rupiah) as off
      from m join charges c on c.account = m.account
      cross join lateral (select coalesce(
        (select person_id from orders where id = c.order_id),
        (select person_id from invoices where id = c.invoice_id)) as person_id) o
      where c.state <> 'paid' and c.created_at > ${at}::timestamptz - ${LOOK_BACK}
        and abs(c.amount_rupiah - m.amount_rupiah) <= ${NEAR_RUPIAH}
      order by off, c.id desc limit ${MOST_OF_A_KIND})
    union all
    (select 'payment', p.id, ${payerName('p.person_id')}, ${titleOf('p')}, p.amount_rupiah, 2, 0
      from m join payments p on p.amount_rupiah = m.amount_rupiah
      left join charges c on c.id = p.charge_id
      where (p.gateway = 'transfer' or c.account = m.account)
        and p.paid_at > ${at}::timestamptz - ${LOOK_BACK}
        and not exists (select from bank_mutations x where x.payment_id = p.id)
        and not exists (select from payment_reversals r where r.payment_id = p.id)
      order by p.id desc limit ${MOST_OF_A_KIND})
    union all
    (select 'invoice', i.id, ${payerName('i.person_id')}, i.number,
        i.total_rupiah - i.applied_rupiah, case when named.is then 1 else 3 end,
        abs(i.total_rupiah - i.applied_rupiah - m.amount_rupiah)
      from m join invoices i on i.state in ('open', 'partial')
      join people who on who.id = i.person_id
      cross join lateral (select ${isNamed()} as is) named
      where named.is or abs(i.total_rupiah - i.applied_rupiah - m.amount_rupiah) <= ${NEAR_RUPIAH}
      order by 6, 7, i.owed_since limit ${MOST_OF_A_KIND})
    union all
    (select 'customer', who.id, who.name, null, m.amount_rupiah, 4, 0
      from m join people who on ${isNamed()}
      where who.merged_into is null
        and not exists (select from staff s where s.person_id = who.id and s.removed_at is null)
        and not exists (select from invoices i
          where i.person_id = who.id and i.state in ('open', 'partial'))
      order by length(who.name) desc limit ${MOST_OF_A_KIND})
    order by place, off`.execute(db)
  return rows.slice(0, 5).map(({ kind, id: of, customer, title, amountRupiah }) => {
    const common = { id: of, customer, amountRupiah }
    return kind === 'customer'
      ? { kind, title: null, ...common }
      : { kind, title: title ?? '', ...common }
  })
}

/** Banks write the first words of a name, in capitals, and cut it off. */
function isNamed() {
  return sql<boolean>`coalesce(length(who.name) >= 4 and position(
    ' ' || lower(array_to_string((regexp_split_to_array(btrim(regexp_replace(
      who.name, '[^[:alnum:]]+', ' ', 'g')), ' '))[1:2], ' ')) in m.said) > 0, false)`
}
