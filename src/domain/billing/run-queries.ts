import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../day.ts'
import { sortOf } from '../messages/notice-sorts.ts'
import { isLost } from '../people/customer-queries.ts'
import type { Db } from '../tables.ts'
import type { BillingSettings } from './billing-settings.ts'

// The invoice run, in the order of its statements. What a set comes to is worked out once, in a
// table that lives as long as the transaction; all else takes its rows from there, and nothing
// looks at one customer at a time.

type Due = {
  today: Day
  settings: BillingSettings
  /** Only these; null: whoever is due. */
  subscriptionIds: number[] | null
  /** Those up to this id had their turn. */
  after: number
  limit: number
}

type DueLine = { id: number; personId: number }

/**
 * Locks subscriptions whose next period begins soon enough. By itself: who had to wait for a
 * payment shall see, in the statements that follow, what it paid.
 */
export async function lockDue(db: Db, due: Due): Promise<DueLine[]> {
  const { today, settings, subscriptionIds: only, after, limit } = due
  const { rows } = await sql<DueLine>`
    select id, person_id as "personId" from subscriptions
    where state in ('active', 'isolated') and id > ${after}
      and billed_until < ${today}::date + ${settings.issueDaysBefore}::integer
      and (${only}::bigint[] is null or id = any(${only}::bigint[]))
    order by id limit ${limit}
    for no key update`.execute(db)
  return rows
}

/** Compiling these statements for each set would take longer than running them. */
export async function runPlain(db: Db) {
  await sql`set local jit to off`.execute(db)
}

/** Locks what lies with subscriptions and their customers: nobody may spend it in between. */
export async function lockPurses(db: Db, due: DueLine[]) {
  const owners = new Set(
    due.flatMap(({ id, personId }) => [`subscription:${id}`, `person:${personId}`]),
  )
  await sql`
    create temporary table if not exists billing_purse (
      owner text primary key, account_id bigint not null, balance bigint not null
    ) on commit drop`.execute(db)
  await sql`delete from billing_purse`.execute(db)
  await sql`
    insert into billing_purse (owner, account_id, balance)
    select owner, id, balance from accounts
    where purpose = 'wallet' and currency = 'IDR' and balance > 0
      and owner = any(${[...owners]}::text[])
    order by id for no key update`.execute(db)
}

/** Works out what each is to pay, and what of it is paid at once: by the subscription's wallet first. */
export async function planInvoices(
  db: Db,
  { ids, today, settings }: Pick<Due, 'today' | 'settings'> & { ids: number[] },
) {
  await emptyPlan(db)
  await sql`
    with line as (
      select s.*, p.name as package, p.period_days, s.billed_until + 1 as period_from,
        next_period(s.billed_until + 1, s.anchor_day, p.period_days) as next_from,
        coalesce(s.price_rupiah, p.price_rupiah) as full_price
      from subscriptions s join packages p on p.id = s.package_id
      where s.id = any(${ids}::bigint[])
    ), priced as (
      select line.*, case
          -- A first period that is shorter than the one after it costs its share.
          when ${settings.prorate} and period_days is null
            and period_from = started_on and extract(day from period_from) <> anchor_day
            and next_from - period_from < next_period(next_from, anchor_day, null) - next_from
          then full_price * (next_from - period_from)
            / (next_period(next_from, anchor_day, null) - next_from)
          else full_price end as service
      from line
    ), billed as (
      select priced.*, least(priced.discount_rupiah, service) as discount,
        round((service - least(priced.discount_rupiah, service)) * ${settings.taxBasisPoints}::numeric / 10000)::bigint as tax,
        case when before.owed_since + ${settings.graceDays}::integer < ${today}::date
          then ${settings.lateFeeRupiah}::bigint else 0 end as late_fee,
        coalesce(before.total_rupiah - before.applied_rupiah, 0) as carried,
        -- Never before there was time to pay it, however late the run comes to it.
        greatest(priced.period_from - 1, ${today}::date + ${settings.firstDueDays}::integer) as due_on,
        before.id as before_id, before.owed_since as owed_before
      from priced left join invoices before
        on before.subscription_id = priced.id and before.state in ('open', 'partial')
    ), own as (
      select billed.*, total, wallet.account_id as wallet_id,
        least(total, coalesce(wallet.balance, 0)) as from_subscription
      from billed
      cross join lateral (select service - discount + tax + late_fee + carried as total) summed
      left join billing_purse wallet on wallet.owner = 'subscription:' || billed.id
    ), shared as (
      select own.*, purse.account_id as purse_id,
        -- Somebody with several lines: each takes what those before it left.
        greatest(0, least(total - from_subscription, coalesce(purse.balance, 0) - coalesce(
          sum(total - from_subscription) over (partition by person_id
            order by id rows between unbounded preceding and 1 preceding), 0))) as from_customer
      from own left join billing_purse purse on purse.owner = 'person:' || own.person_id
    )
    insert into billing_plan (subscription_id, person_id, package, period_from, period_to, due_on,
      owed_since, service, discount, tax, late_fee, carried, total, before_id, isolated, wallet_id,
      from_subscription, purse_id, from_customer, paid, invoice_id, state, place, receipt_place)
    select id, person_id, package, period_from, next_from - 1, due_on, least(due_on, owed_before),
      service, discount, tax, late_fee, carried, total, before_id, shared.state = 'isolated',
      wallet_id, from_subscription, purse_id, from_customer, paid,
      case when total > 0 then nextval('invoices_id_seq') end,
      case when total = 0 then null when paid = total then 'paid'
        when paid > 0 then 'partial' else 'open' end,
      count(*) filter (where total > 0) over in_order,
      count(*) filter (where total > 0 and paid = total) over in_order
    from shared cross join lateral (select from_subscription + from_customer as paid) summed
    window in_order as (order by id)`.execute(db)
  // One line or thousands: what follows is planned for as many as there are.
  await sql`analyze billing_plan`.execute(db)
}

async function emptyPlan(db: Db) {
  await sql`
    create temporary table if not exists billing_plan (
      subscription_id bigint not null, person_id bigint not null, package text not null,
      period_from date not null, period_to date not null, due_on date not null,
      owed_since date not null,
      service bigint not null, discount bigint not null, tax bigint not null,
      late_fee bigint not null, carried bigint not null, total bigint not null,
      before_id bigint, isolated boolean not null,
      wallet_id bigint, from_subscription bigint not null,
      purse_id bigint, from_customer bigint not null, paid bigint not null,
      -- Null where there is nothing to pay; places count from one, for those who get a number.
      invoice_id bigint, state text, place bigint not null, receipt_place bigint not null
    ) on commit drop`.execute(db)
  await sql`delete from billing_plan`.execute(db)
}

/** What the numbers of a set begin with, and the last one given out before it. */
export type Numbers = { month: string; invoices: number; receipts: number }

/** Numbers without gaps, and receipts for what is paid at once. Held until the commit. */
export async function takeNumbers(db: Db, today: Day): Promise<Numbers> {
  const [year = '', month = ''] = today.split('-')
  const [invoice, receipt] = [`invoice:${year}-${month}`, `receipt:${year}-${month}`]
  const { rows } = await sql<{ name: string; before: number }>`
    with wanted (name, many) as (
      select ${invoice}, count(invoice_id) from billing_plan
      union all select ${receipt}, count(*) from billing_plan where state = 'paid'
    ), taken as (
      insert into counters (name, last) select name, many from wanted where many > 0
      on conflict (name) do update set last = counters.last + excluded.last
      returning name, last
    )
    select name, last - many as before from taken join wanted using (name)`.execute(db)
  const before = (name: string) => rows.find((row) => row.name === name)?.before ?? 0
  return { month: `${year}/${month}`, invoices: before(invoice), receipts: before(receipt) }
}

function invoiceNumber({ month, invoices }: Numbers): RawBuilder<string> {
  return sql`${`INV/${month}/`} || ${sixDigits(sql`${invoices}::bigint + place`)}`
}

function receiptNumber({ month, receipts }: Numbers): RawBuilder<string> {
  return sql`${`KW/${month}/`} || ${sixDigits(sql`${receipts}::bigint + receipt_place`)}`
}

/** Six digits, and more where six are not enough: `lpad` alone would cut the seventh off. */
function sixDigits(number: RawBuilder<unknown>): RawBuilder<string> {
  return sql`to_char(${number}, 'FM999999999000000')`
}

/** The invoices themselves. What they carry leaves the older ones in the same breath. */
export async function insertPlanned(
  db: Db,
  { numbers, today, at }: { numbers: Numbers; today: Day; at: Date },
) {
  await sql`
    update invoices i set state = 'carried', carried_to = p.invoice_id
    from billing_plan p where i.id = p.before_id and p.total > 0`.execute(db)
  await sql`
    insert into invoices (id, number, person_id, subscription_id, period_from, period_to,
      service_name, state, service_rupiah, discount_rupiah, tax_rupiah, late_fee_rupiah, carried_rupiah, applied_rupiah,
      receipt_number, paid_at, issued_on, due_on, owed_since, created_at)
    overriding system value
    select invoice_id, ${invoiceNumber(numbers)}, person_id, subscription_id, period_from, period_to,
      package, state, service, discount, tax, late_fee, carried, paid,
      case when state = 'paid' then ${receiptNumber(numbers)} end,
      case when state = 'paid' then ${at}::timestamptz end,
      ${today}::date, due_on, owed_since, ${at}
    from billing_plan where total > 0`.execute(db)
  await sql`
    insert into carry_overs (kind, from_invoice_id, to_invoice_id, amount_rupiah, at)
    select 'shortfall', before_id, invoice_id, carried, ${at}
    from billing_plan where carried > 0 and total > 0`.execute(db)
  await sql`
    insert into payments (gateway, method, provider_reference, invoice_id, person_id,
      subscription_id, amount_rupiah, paid_at, applied_rupiah, surplus_rupiah)
    select 'balance', 'balance', 'BAL-' || invoice_id || '-0', invoice_id, person_id,
      subscription_id, paid, ${at}, paid, 0
    from billing_plan where paid > 0`.execute(db)
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
        nextval('transfers_id_seq') as issue_id,
        case when paid > 0 then nextval('transfers_id_seq') end as balance_id
      from billing_plan p join accounts r
        on r.owner = 'subscription:' || p.subscription_id and r.purpose = 'receivable' and r.currency = 'IDR'
      where p.total > p.carried or p.paid > 0
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
      union all select balance_id, receivable, paid from moved
      union all select balance_id, wallet_id, -from_subscription from moved
      union all select balance_id, purse_id, -from_customer from moved
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
  told: { numbers: Numbers; at: Date; priority: number; correlation: string | null },
): Promise<number[]> {
  const { rows } = await sql<{ conversation_id: number }>`
    with chat as (
      select distinct on (c.person_id) c.person_id, c.id
      from conversations c join channel_accounts a on a.id = c.account_id
      where c.person_id in (select person_id from billing_plan) and a.channel <> 'telegram'
        and c.moved_to is null
      order by c.person_id, ${isLost}, c.last_inbound_at desc nulls last, c.id
    )
    insert into outbox (conversation_id, content, sort, priority, from_bot, correlation, created_at)
    select chat.id, jsonb_build_object('notice', jsonb_build_object(
        'code', 'invoice.issued',
        'details', jsonb_build_object(
          'number', ${invoiceNumber(told.numbers)}, 'package', p.package, 'totalRupiah', p.total,
          'openRupiah', p.total - p.paid, 'carriedRupiah', p.carried,
          'fromBalanceRupiah', p.paid, 'dueOn', p.due_on::text,
          'link', jsonb_build_object('kind', 'invoice', 'id', p.invoice_id, 'linkVersion', 1)))),
      ${sortOf('invoice.issued')}, ${told.priority}, false, ${told.correlation}, ${told.at}
    from billing_plan p join chat on chat.person_id = p.person_id
    where p.total > 0
    order by p.subscription_id
    returning conversation_id`.execute(db)
  return rows.map(({ conversation_id }) => conversation_id)
}
