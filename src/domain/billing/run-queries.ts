import { sql } from 'kysely'
import type { Day } from '../day.ts'
import type { Db } from '../tables.ts'
import type { BillingSettings } from './billing-settings.ts'

// The invoice run, in the order of its statements. Each takes its rows from the plan, a table
// that lives as long as the transaction; none of them looks at one customer at a time.

type Plan = {
  today: Day
  settings: BillingSettings
  /** Only these; null: whoever is due. */
  subscriptionIds: number[] | null
  limit: number
}

/**
 * Locks subscriptions whose next period begins soon enough, and works out what each is to pay.
 * Returns how many it were.
 */
export async function planInvoices(db: Db, plan: Plan): Promise<number> {
  const { today, settings, subscriptionIds: only, limit } = plan
  await sql`
    create temporary table if not exists billing_plan (
      subscription_id bigint primary key, person_id bigint not null, package text not null,
      period_from date not null, period_to date not null, due_on date not null,
      owed_since date not null,
      service bigint not null, discount bigint not null, tax bigint not null,
      late_fee bigint not null, carried bigint not null, total bigint not null,
      before_id bigint, isolated boolean not null,
      from_subscription bigint not null default 0, from_customer bigint not null default 0,
      invoice_id bigint, number text, receipt_number text, state text
    ) on commit drop`.execute(db)
  await sql`delete from billing_plan`.execute(db)
  const { numAffectedRows } = await sql`
    with due as materialized (
      select s.* from subscriptions s
      where s.state in ('active', 'isolated')
        and s.billed_until < ${today}::date + ${settings.issueDaysBefore}::integer
        and (${only}::bigint[] is null or s.id = any(${only}::bigint[]))
      order by s.id limit ${limit}
      for no key update
    ), period as (
      select d.*, p.name as package, d.billed_until + 1 as period_from,
        next_period(d.billed_until + 1, d.anchor_day, p.period_days) - 1 as period_to,
        coalesce(d.price_rupiah, p.price_rupiah) as full_price,
        -- What a whole period would be, to take a share of it for a shorter one.
        case when p.period_days is null then
          next_period(next_period(d.billed_until + 1, d.anchor_day, null), d.anchor_day, null)
          - next_period(d.billed_until + 1, d.anchor_day, null) end as usual_days
      from due d join packages p on p.id = d.package_id
    ), priced as (
      select period.*, case
          when ${settings.prorate} and usual_days is not null
            and period_from = started_on and extract(day from period_from) <> anchor_day
            and period_to - period_from + 1 < usual_days
          then full_price * (period_to - period_from + 1) / usual_days
          else full_price end as service
      from period
    )
    insert into billing_plan (subscription_id, person_id, package, period_from, period_to, due_on,
      owed_since, service, discount, tax, late_fee, carried, total, before_id, isolated)
    select id, person_id, package, period_from, period_to, due_on,
      least(due_on, owed_before), service, discount, tax, late_fee, carried,
      service - discount + tax + late_fee + carried, before_id, isolated
    from (
      select priced.id, priced.person_id, package, priced.period_from, priced.period_to,
        greatest(priced.period_from - 1, started_on + ${settings.firstDueDays}::integer) as due_on,
        service, least(priced.discount_rupiah, service) as discount,
        round((service - least(priced.discount_rupiah, service)) * ${settings.taxBasisPoints}::numeric / 10000)::bigint as tax,
        case when before.id is not null and before.owed_since + ${settings.graceDays}::integer < ${today}::date
          then ${settings.lateFeeRupiah}::bigint else 0 end as late_fee,
        coalesce(before.total_rupiah - before.applied_rupiah, 0) as carried,
        before.id as before_id, before.owed_since as owed_before, priced.state = 'isolated' as isolated
      from priced left join invoices before
        on before.subscription_id = priced.id and before.state in ('open', 'partial')
    ) worked_out
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Lets what lies with subscriptions and customers pay: the subscription's wallet first. */
export async function planBalances(db: Db) {
  // Read and spent in one transaction: nobody may spend them in between.
  await sql`
    select from accounts
    where purpose = 'wallet' and currency = 'IDR' and balance > 0 and owner in (
      select 'subscription:' || subscription_id from billing_plan
      union select 'person:' || person_id from billing_plan)
    order by id for no key update`.execute(db)
  await sql`
    with own as (
      select p.subscription_id, p.person_id,
        least(p.total, coalesce(w.balance, 0)) as from_subscription, p.total
      from billing_plan p left join accounts w on w.owner = 'subscription:' || p.subscription_id
        and w.purpose = 'wallet' and w.currency = 'IDR'
    ), shared as (
      select own.*, coalesce(w.balance, 0) as purse,
        -- Somebody with several lines: each takes what those before it left.
        coalesce(sum(total - from_subscription) over (partition by person_id
          order by subscription_id rows between unbounded preceding and 1 preceding), 0) as before
      from own left join accounts w on w.owner = 'person:' || own.person_id
        and w.purpose = 'wallet' and w.currency = 'IDR'
    )
    update billing_plan p set from_subscription = shared.from_subscription,
      from_customer = greatest(0, least(p.total - shared.from_subscription, purse - before))
    from shared
    where shared.subscription_id = p.subscription_id and (shared.from_subscription > 0 or purse > 0)`.execute(
    db,
  )
}

/** Numbers without gaps, and receipts for what is paid at once. Held until the commit. */
export async function numberPlan(db: Db, month: { year: string; month: string }) {
  const tail = `${month.year}/${month.month}/`
  const key = `${month.year}-${month.month}`
  await sql`
    update billing_plan set invoice_id = nextval(pg_get_serial_sequence('invoices', 'id')),
      state = case when from_subscription + from_customer = total then 'paid'
        when from_subscription + from_customer > 0 then 'partial' else 'open' end
    where total > 0`.execute(db)
  await sql`
    with wanted as (
      select count(*) as invoices, count(*) filter (where state = 'paid') as receipts
      from billing_plan where total > 0
    ), taken as (
      insert into counters (name, last)
      select ${`invoice:${key}`}, invoices from wanted where invoices > 0
      union all select ${`receipt:${key}`}, receipts from wanted where receipts > 0
      on conflict (name) do update set last = counters.last + excluded.last
      returning name, last
    ), ranked as (
      select p.subscription_id, p.state,
        row_number() over (order by p.subscription_id) as place,
        row_number() over (partition by p.state order by p.subscription_id) as paid_place
      from billing_plan p where p.total > 0
    )
    update billing_plan p set
      number = ${`INV/${tail}`} || lpad((invoice.last - wanted.invoices + ranked.place)::text, 6, '0'),
      receipt_number = case when ranked.state = 'paid' then
        ${`KW/${tail}`} || lpad((receipt.last - wanted.receipts + ranked.paid_place)::text, 6, '0') end
    from wanted cross join ranked
    join taken invoice on invoice.name like 'invoice:%'
    left join taken receipt on receipt.name like 'receipt:%'
    where p.subscription_id = ranked.subscription_id`.execute(db)
}

/** The invoices themselves. What they carry leaves the older ones in the same breath. */
export async function insertPlanned(db: Db, { today, at }: { today: Day; at: Date }) {
  await sql`
    update invoices i set state = 'carried', carried_to = p.invoice_id
    from billing_plan p where i.id = p.before_id and p.total > 0`.execute(db)
  await sql`
    insert into invoices (id, number, person_id, subscription_id, period_from, period_to, state,
      service_rupiah, discount_rupiah, tax_rupiah, late_fee_rupiah, carried_rupiah, applied_rupiah,
      receipt_number, paid_at, issued_on, due_on, owed_since, created_at)
    overriding system value
    select invoice_id, number, person_id, subscription_id, period_from, period_to, state,
      service, discount, tax, late_fee, carried, from_subscription + from_customer,
      receipt_number, case when state = 'paid' then ${at}::timestamptz end,
      ${today}::date, due_on, owed_since, ${at}
    from billing_plan where total > 0
    order by invoice_id`.execute(db)
  await sql`
    insert into carry_overs (kind, from_invoice_id, to_invoice_id, amount_rupiah, at)
    select 'shortfall', before_id, invoice_id, carried, ${at}
    from billing_plan where carried > 0 and total > 0`.execute(db)
  await sql`
    insert into payments (gateway, method, provider_reference, invoice_id, person_id,
      subscription_id, amount_rupiah, paid_at, applied_rupiah, surplus_rupiah)
    select 'balance', 'balance', 'BAL-' || invoice_id || '-0', invoice_id, person_id,
      subscription_id, from_subscription + from_customer, ${at}, from_subscription + from_customer, 0
    from billing_plan where from_subscription + from_customer > 0`.execute(db)
}

/** Debits of what was billed, and what the wallets paid of it, in one posting for each invoice. */
export async function postPlanned(db: Db, { at }: { at: Date }) {
  await sql`
    insert into accounts (owner, purpose, currency, floor)
    select 'subscription:' || subscription_id, 'receivable', 'IDR', null::bigint from billing_plan where total > 0
    union all select 'business', purpose, 'IDR', null::bigint
      from unnest(array['revenue:isp', 'tax', 'discounts']) as purpose
    on conflict (owner, purpose, currency) do nothing`.execute(db)
  await sql`
    with place as materialized (
      select (select id from accounts where (owner, purpose, currency) = ('business', 'revenue:isp', 'IDR')) as revenue_id,
        (select id from accounts where (owner, purpose, currency) = ('business', 'tax', 'IDR')) as tax_id,
        (select id from accounts where (owner, purpose, currency) = ('business', 'discounts', 'IDR')) as discounts_id
    ), moved as materialized (
      -- Both numbered here, so that lines and transfers go in side by side.
      select p.*, r.id as receivable,
        nextval(pg_get_serial_sequence('transfers', 'id')) as issue_id,
        case when from_subscription + from_customer > 0
          then nextval(pg_get_serial_sequence('transfers', 'id')) end as balance_id
      from billing_plan p join accounts r
        on r.owner = 'subscription:' || p.subscription_id and r.purpose = 'receivable' and r.currency = 'IDR'
      where p.total > p.carried or from_subscription + from_customer > 0
    ), written as (
      insert into transfers (id, key, cause, subject, at)
      overriding system value
      select issue_id, 'invoice:' || invoice_id, 'invoice', 'invoice:' || invoice_id, ${at}::timestamptz
        from moved where total > carried
      union all
      select balance_id, 'balance:' || invoice_id || ':0', 'balance', 'invoice:' || invoice_id, ${at}
        from moved where balance_id is not null
    )
    insert into entries (transfer_id, account_id, currency, amount)
    select transfer_id, account_id, 'IDR', amount from (
      select issue_id as transfer_id, receivable as account_id, carried - total as amount from moved where total > carried
      union all select issue_id, revenue_id, service + late_fee from moved, place where total > carried
      union all select issue_id, tax_id, tax from moved, place where total > carried
      union all select issue_id, discounts_id, -discount from moved, place where total > carried
      union all select balance_id, receivable, from_subscription + from_customer from moved
      union all select balance_id, w.id, -from_subscription from moved
        join accounts w on w.owner = 'subscription:' || subscription_id and w.purpose = 'wallet' and w.currency = 'IDR'
      union all select balance_id, w.id, -from_customer from moved
        join accounts w on w.owner = 'person:' || person_id and w.purpose = 'wallet' and w.currency = 'IDR'
    ) line where transfer_id is not null and amount <> 0`.execute(db)
}

/** Periods are billed now, and paid where the wallets covered them. Says who may be back on line. */
export async function advancePlanned(db: Db): Promise<number[]> {
  await sql`
    update subscriptions s set billed_until = p.period_to,
      paid_until = case when p.total = 0 or p.state = 'paid'
        then greatest(s.paid_until, p.period_to) else s.paid_until end
    from billing_plan p where s.id = p.subscription_id`.execute(db)
  const { rows } = await sql<{ id: number }>`
    select subscription_id as id from billing_plan where isolated and state = 'paid'`.execute(db)
  return rows.map(({ id }) => id)
}

/** Each customer hears of it in the chat he last wrote in, after everything that is more urgent. */
export async function tellPlanned(
  db: Db,
  { at, priority }: { at: Date; priority: number },
): Promise<number[]> {
  const { rows } = await sql<{ conversation_id: number }>`
    insert into outbox (conversation_id, content, priority, from_bot, created_at)
    select chat.id, jsonb_build_object('notice', jsonb_build_object(
        'code', 'invoice.issued',
        'details', jsonb_build_object(
          'number', p.number, 'package', p.package, 'totalRupiah', p.total,
          'openRupiah', p.total - p.from_subscription - p.from_customer,
          'carriedRupiah', p.carried,
          'fromBalanceRupiah', p.from_subscription + p.from_customer,
          'dueOn', p.due_on::text,
          'link', jsonb_build_object('kind', 'invoice', 'id', p.invoice_id, 'linkVersion', 1)))),
      ${priority}, false, ${at}
    from billing_plan p
    cross join lateral (
      select c.id from conversations c join channel_accounts a on a.id = c.account_id
      where c.person_id = p.person_id and a.channel <> 'telegram'
      order by c.last_inbound_at desc nulls last, c.id limit 1
    ) chat
    where p.total > 0
    order by p.subscription_id
    returning conversation_id`.execute(db)
  return rows.map(({ conversation_id }) => conversation_id)
}
