import pg from 'pg'

/**
 * The other peer: what billing bots commonly do, a customer at a time and a transaction for each,
 * on plain tables of its own that keep neither books nor rules: less than the run has to do.
 * Statements are prepared. Returns the seconds that one customer took.
 */
export async function billOneByOne(url: string, customers: number) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create schema one_by_one;
    create table one_by_one.packages (id bigint primary key, name text, price bigint);
    create table one_by_one.customers (id bigint primary key, chat text, package_id bigint, balance bigint);
    create table one_by_one.invoices (id bigint generated always as identity primary key,
      customer_id bigint, month text, amount bigint, created_at timestamptz);
    create index on one_by_one.invoices (customer_id, month);
    create table one_by_one.messages (id bigint generated always as identity primary key,
      chat text, body text, created_at timestamptz);
    insert into one_by_one.packages select id, name, price_rupiah from packages;
    insert into one_by_one.customers select id, 'chat ' || id, 1 + id % 3, 0 from subscriptions;
    analyze`)
  const send = (name: string, text: string, values: unknown[]) =>
    client.query<Record<string, string>>({ name, text, values })
  const began = performance.now()
  for (let customer = 1; customer <= customers; customer += 1) {
    await client.query('begin')
    const { rows } = await send(
      'package',
      `select c.chat, p.name, p.price from one_by_one.customers c
        join one_by_one.packages p on p.id = c.package_id where c.id = $1`,
      [customer],
    )
    const { chat, name, price } = rows[0] ?? {}
    const before = await send(
      'before',
      `select id from one_by_one.invoices where customer_id = $1 and month = $2`,
      [customer, '2026-12'],
    )
    if (before.rows.length === 0) {
      await send(
        'invoice',
        `insert into one_by_one.invoices (customer_id, month, amount, created_at) values ($1, $2, $3, now())`,
        [customer, '2026-12', price],
      )
      await send(
        'balance',
        `update one_by_one.customers set balance = balance - $2 where id = $1`,
        [customer, price],
      )
      await send(
        'message',
        `insert into one_by_one.messages (chat, body, created_at) values ($1, $2, now())`,
        [chat, `Tagihan ${name} bulan 2026-12: Rp ${price}`],
      )
    }
    await client.query('commit')
  }
  const seconds = (performance.now() - began) / 1_000
  await client.end()
  return seconds / customers
}
