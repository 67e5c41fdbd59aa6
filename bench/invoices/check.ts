import { sql } from 'kysely'
import { connect } from '../../src/adapters/postgres/connect.ts'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import { PAID_IN_PART, TOO_LITTLE } from './provider.ts'

/** Throws unless every row is what the price list, November and the wallets make of it. */
export async function checkRun(url: string, subscriptions: number) {
  const db = connect(url, { max: 1 })
  try {
    // So that looking takes seconds: nobody else has counted the new rows yet.
    await sql`analyze`.execute(db)
    for (const [wrong, rows] of Object.entries(RULES)) {
      const found = await sql<{
        rows: number
      }>`select count(*) as rows from (${sql.raw(rows)}) t`.execute(db)
      if (found.rows[0]?.rows !== 0) throw new Error(`${wrong}: ${found.rows[0]?.rows}`)
    }
    const { rows } = await sql<{ invoices: number; told: number }>`
      select (select count(*) from invoices where period_from = '2026-12-01') as invoices,
        (select count(*) from outbox) as told`.execute(db)
    const [{ invoices, told } = { invoices: 0, told: 0 }] = rows
    if (invoices !== subscriptions || told !== subscriptions) {
      throw new Error(`${invoices} invoices and ${told} notices for ${subscriptions} lines`)
    }
    if (!(await checkLedger({ db })).sound) throw new Error('the books are not sound')
  } finally {
    await db.destroy()
  }
}

const NEW = `period_from = '2026-12-01'`

/** Each reads what there must not be. */
const RULES = {
  'lines without an invoice that is right': `
    select s.id from subscriptions s join packages p on p.id = s.package_id
    join invoices old on old.id = s.id
    left join invoices i on i.subscription_id = s.id and i.${NEW}
      and i.period_to = '2026-12-31' and i.due_on = '2026-11-30' and i.person_id = s.person_id
      and i.service_rupiah = p.price_rupiah and i.discount_rupiah = s.discount_rupiah
      and i.tax_rupiah = round((p.price_rupiah - s.discount_rupiah) * 0.11)
      and i.carried_rupiah = case s.id % 10 when 0 then old.total_rupiah
        when 1 then old.total_rupiah - ${PAID_IN_PART} else 0 end
    where i.id is null or s.billed_until <> '2026-12-31'
      or (s.paid_until = '2026-12-31') <> (i.state = 'paid')
      or (s.id % 10 < 2) <> (old.state = 'carried' and old.carried_to is not distinct from i.id)`,
  'customers whose wallets paid something else': `
    select person_id from invoices where ${NEW} group by person_id
    having sum(applied_rupiah) <> case when person_id / 10 % 10 < 3 then sum(total_rupiah)
      when person_id / 10 % 10 = 3 then least(${TOO_LITTLE}, sum(total_rupiah)) else 0 end`,
  'numbers with gaps': `
    select max(number) from invoices where ${NEW} having count(*) <> max(right(number, 6)::integer)
      or min(right(number, 6)::integer) <> 1 or min(left(number, 12)) <> 'INV/2026/11/'
      or count(*) <> (select last from counters where name = 'invoice:2026-11')
    union all
    select max(receipt_number) from invoices where ${NEW} and state = 'paid'
    having count(*) <> max(right(receipt_number, 6)::integer) or count(*) <> count(distinct receipt_number)
      or count(*) <> (select last from counters where name = 'receipt:2026-11')`,
  'carried amounts that are noted otherwise': `
    select i.id from invoices i left join carry_overs c on c.to_invoice_id = i.id
      and c.amount_rupiah = i.carried_rupiah and c.kind = 'shortfall' and c.from_invoice_id = i.subscription_id
    where i.${NEW} and (i.carried_rupiah > 0) <> (c.id is not null)`,
  'payments that are noted otherwise': `
    select i.id from invoices i left join payments p on p.invoice_id = i.id and p.gateway = 'balance'
      and p.applied_rupiah = i.applied_rupiah
    where i.${NEW} and (i.applied_rupiah > 0) <> (p.id is not null)`,
  'receivables that are not what is owed': `
    select a.id from accounts a join entries e on e.account_id = a.id
    left join invoices i on 'subscription:' || i.subscription_id = a.owner and i.state in ('open', 'partial')
    where a.purpose = 'receivable'
    group by a.id having sum(e.amount) <> coalesce(max(i.applied_rupiah - i.total_rupiah), 0)`,
  'notices that say something else': `
    select i.id from invoices i
    left join outbox o on (o.content #>> '{notice,details,link,id}')::bigint = i.id
      and (o.content #>> '{notice,details,totalRupiah}')::bigint = i.total_rupiah
      and (o.content #>> '{notice,details,openRupiah}')::bigint = i.total_rupiah - i.applied_rupiah
      and o.conversation_id = i.person_id and o.state = 'queued'
    where i.${NEW} and o.id is null`,
}
