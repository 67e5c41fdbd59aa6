import { sql } from 'kysely'
import { connect } from '../../src/adapters/postgres/connect.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { BILLING_KEY, type BillingSettings } from '../../src/domain/billing/billing-settings.ts'

/** Everybody's month of November was billed; that of December begins in seven days. */
export const TODAY = new Date('2026-11-24T08:00:00+07:00')
const SETTINGS: Partial<BillingSettings> = { taxBasisPoints: 1_100 }

/** Of ten lines one left November unpaid, and one left all but this much of it unpaid. */
export const PAID_IN_PART = 50_000
/** Of ten customers three have more than they will owe, a third of them with the line; one has less. */
export const PLENTY = 2_000_000
export const TOO_LITTLE = 30_000

/** Which customer a line is of: the first ones have two. */
export const PERSON = (subscriptions: number) => {
  const people = Math.ceil(subscriptions * 0.7)
  return { people, of: (line: string) => `((${line} - 1) % ${people} + 1)` }
}

/**
 * An internet provider in its second month, made set by set: packages, customers with a chat
 * each, lines, the invoices of November and what became of them, wallets. In an empty database
 * the nth row gets the id n, so that a line and its invoice of November have the same.
 */
export async function openProvider(url: string, subscriptions: number) {
  const db = connect(url, { max: 1 })
  await migrate(db)
  await sql.raw(shop(subscriptions)).execute(db)
  await sql.raw(november(subscriptions)).execute(db)
  await sql.raw(books(subscriptions)).execute(db)
  await sql`insert into settings (key, value, updated_at)
    values (${BILLING_KEY}, ${JSON.stringify(SETTINGS)}::jsonb, ${TODAY})`.execute(db)
  await sql`vacuum (analyze)`.execute(db)
  await db.destroy()
}

function shop(subscriptions: number) {
  const { people, of } = PERSON(subscriptions)
  return `
    insert into channel_accounts (channel, name) values ('cloud', 'bench');
    insert into people (name, created_at)
      select 'Customer ' || n, '2026-09-30' from generate_series(1, ${people}) n;
    insert into conversations (account_id, chat, person_id, last_inbound_at, created_at)
      select 1, '62812' || lpad(n::text, 8, '0'), n, '2026-10-01', '2026-09-30'
      from generate_series(1, ${people}) n;
    insert into routers (name, host, port, tls, username, secret, created_at)
      values ('bench', 'bench.invalid', 8729, true, 'bench', '', '2026-09-30');
    insert into packages (kind, code, name, price_rupiah, profile, created_at) values
      ('pppoe', 'rumah10', 'Rumah 10', 150000, 'default', '2026-09-30'),
      ('pppoe', 'rumah20', 'Rumah 20', 200000, 'default', '2026-09-30'),
      ('pppoe', 'rumah50', 'Rumah 50', 333333, 'default', '2026-09-30');
    insert into subscriptions (person_id, package_id, router_id, username, discount_rupiah,
        anchor_day, started_on, billed_until, paid_until, created_at)
      select ${of('n')}, 1 + n % 3, 1, 'bench-' || n, case when n % 10 = 5 then 10000 else 0 end,
        1, '2026-11-01', '2026-11-30',
        case when n % 10 < 2 then '2026-10-31'::date else '2026-11-30' end, '2026-10-20'
      from generate_series(1, ${subscriptions}) n;`
}

function november(subscriptions: number) {
  return `
    insert into invoices (number, person_id, subscription_id, period_from, period_to, state,
        service_rupiah, discount_rupiah, tax_rupiah, applied_rupiah, receipt_number, paid_at,
        issued_on, due_on, owed_since, created_at)
      select 'INV/2026/10/' || lpad(s.id::text, 6, '0'), s.person_id, s.id, '2026-11-01', '2026-11-30',
        case s.id % 10 when 0 then 'open' when 1 then 'partial' else 'paid' end,
        p.price_rupiah, s.discount_rupiah, tax,
        case s.id % 10 when 0 then 0 when 1 then ${PAID_IN_PART} else p.price_rupiah - s.discount_rupiah + tax end,
        case when s.id % 10 > 1 then 'KW/2026/10/' || lpad(s.id::text, 6, '0') end,
        case when s.id % 10 > 1 then '2026-10-28'::timestamptz end,
        '2026-10-25', '2026-10-31', '2026-10-31', '2026-10-25'
      from subscriptions s join packages p on p.id = s.package_id
      cross join lateral (select round((p.price_rupiah - s.discount_rupiah) * 0.11)::bigint as tax) t
      order by s.id;
    insert into payments (gateway, method, provider_reference, invoice_id, person_id,
        subscription_id, amount_rupiah, paid_at, applied_rupiah, surplus_rupiah)
      select 'manual', 'cash', 'CASH-' || id, id, person_id, subscription_id, applied_rupiah,
        '2026-10-28', applied_rupiah, 0
      from invoices where applied_rupiah > 0 order by id;
    insert into counters (name, last) values ('invoice:2026-10', ${subscriptions}), ('receipt:2026-10', ${subscriptions});`
}

function books(subscriptions: number) {
  const { people } = PERSON(subscriptions)
  return `
    create temporary table purses (owner text, amount bigint);
    insert into purses
      select 'person:' || n, case when n / 10 % 10 = 3 then ${TOO_LITTLE} else ${PLENTY} end
      from generate_series(1, ${people}) n where n / 10 % 10 in (0, 1, 3);
    insert into purses
      select 'subscription:' || id, ${PLENTY} from subscriptions where person_id / 10 % 10 = 2;
    insert into accounts (owner, purpose, currency, floor)
      select 'business', purpose, 'IDR', null::bigint
        from unnest(array['revenue:isp', 'tax', 'discounts', 'clearing:bench']) purpose
      union all select 'subscription:' || id, 'receivable', 'IDR', null from subscriptions
      union all select owner, 'wallet', 'IDR', 0 from purses;
    ${posting(
      `select 'invoice:' || id, 'invoice', 'invoice:' || id, created_at from invoices order by id`,
      `select 'invoice:' || i.id, a.id, l.amount from invoices i cross join lateral (values
        ('subscription:' || i.subscription_id, 'receivable', -i.total_rupiah),
        ('business', 'revenue:isp', i.service_rupiah), ('business', 'tax', i.tax_rupiah),
        ('business', 'discounts', -i.discount_rupiah)) l (owner, purpose, amount)
      join accounts a using (owner, purpose)`,
    )}
    ${posting(
      `select 'payment:' || id, 'payment', 'invoice:' || invoice_id, paid_at from payments order by id`,
      `select 'payment:' || p.id, a.id, l.amount from payments p cross join lateral (values
        ('subscription:' || p.subscription_id, 'receivable', p.amount_rupiah),
        ('business', 'clearing:bench', -p.amount_rupiah)) l (owner, purpose, amount)
      join accounts a using (owner, purpose)`,
    )}
    ${posting(
      `select 'top-up:' || owner, 'payment', owner, '2026-10-29'::timestamptz from purses`,
      `select 'top-up:' || p.owner, a.id, l.amount from purses p cross join lateral (values
        (p.owner, 'wallet', p.amount), ('business', 'clearing:bench', -p.amount)) l (owner, purpose, amount)
      join accounts a on a.owner = l.owner and a.purpose = l.purpose`,
    )}
    drop table purses;`
}

/** Transfers (key, cause, subject, at) and their lines (key, account, amount), in one statement. */
function posting(transfers: string, lines: string) {
  return `with posted as (
      insert into transfers (key, cause, subject, at) ${transfers} returning id, key
    )
    insert into entries (transfer_id, account_id, currency, amount)
      select posted.id, line.account, 'IDR', line.amount
      from (${lines}) line (key, account, amount) join posted using (key) where line.amount <> 0;`
}
