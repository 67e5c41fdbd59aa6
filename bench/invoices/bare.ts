import pg from 'pg'

/** What the run wrote anew, and the column that says which rows those are. */
const WRITTEN = {
  invoices: 'id',
  carry_overs: 'id',
  payments: 'id',
  transfers: 'id',
  entries: 'transfer_id',
  outbox: 'id',
}
type Written = keyof typeof WRITTEN
const AT_ONCE = 10_000

/**
 * The peer: the very rows that a run of ours left behind, waiting in tables without a single
 * constraint beside a shop in which that run has not been. Rows are carried over as JSON, so that
 * neither a superuser nor an extension is needed.
 */
export async function stageRows(from: string, to: string) {
  const [ours, twin] = await Promise.all([open(from), open(to)])
  const carry = async (table: string, key: string, select: string) => {
    const { rows } = await ours.query<{ first: string; last: string }>(
      `select min(${key}) as first, max(${key}) as last from (${select}) t`,
    )
    const last = Number(rows[0]?.last)
    for (let at = Number(rows[0]?.first); at <= last; at += AT_ONCE) {
      const some = await ours.query<{ rows: string }>(
        `select coalesce(json_agg(t), '[]')::text as rows
          from (select * from (${select}) t where ${key} >= $1 and ${key} < $2 order by ${key}) t`,
        [at, at + AT_ONCE],
      )
      await twin.query(
        `insert into staged.${table} select * from json_populate_recordset(null::staged.${table}, $1)`,
        [some.rows[0]?.rows],
      )
    }
  }
  await twin.query('create schema staged')
  for (const [table, key] of Object.entries(WRITTEN)) {
    const before = await twin.query<{ last: string }>(`select max(${key}) as last from ${table}`)
    await twin.query(`create table staged.${table} (like ${table})`)
    await carry(table, key, `select * from ${table} where ${key} > ${before.rows[0]?.last ?? 0}`)
  }
  await twin.query(`create table staged.carried (id bigint, carried_to bigint);
    create table staged.billed (id bigint, billed_until date, paid_until date);
    create table staged.counters (name text, last bigint, place bigint)`)
  await carry('carried', 'id', 'select id, carried_to from invoices where carried_to is not null')
  await carry('billed', 'id', 'select id, billed_until, paid_until from subscriptions')
  const counters = 'select name, last, row_number() over (order by name) as place from counters'
  await carry('counters', 'place', counters)
  await twin.query('vacuum (analyze)')
  await Promise.all([ours.end(), twin.end()])
}

/** One INSERT … SELECT, or UPDATE … FROM, for each table, all in one transaction. */
export async function insertStaged(url: string) {
  const client = await open(url)
  const named = async (table: Written) => (await columns(client, table)).join(', ')
  const insert = async (table: Written) => {
    const names = await named(table)
    return `insert into ${table} (${names}) overriding system value
      select ${names} from staged.${table} order by ${WRITTEN[table]}`
  }
  const [transfers, entries] = [await insert('transfers'), await named('entries')]
  const statements = [
    `update invoices i set state = 'carried', carried_to = s.carried_to
      from staged.carried s where s.id = i.id`,
    await insert('invoices'),
    await insert('carry_overs'),
    await insert('payments'),
    `with posted as (${transfers}) insert into entries (${entries}) select ${entries} from staged.entries`,
    `update subscriptions s set billed_until = b.billed_until, paid_until = b.paid_until
      from staged.billed b where b.id = s.id`,
    await insert('outbox'),
    `insert into counters (name, last) select name, last from staged.counters
      on conflict (name) do update set last = excluded.last`,
  ]
  const began = performance.now()
  await client.query('begin')
  for (const statement of statements) await client.query(statement)
  await client.query('commit')
  const seconds = (performance.now() - began) / 1_000
  await client.end()
  return seconds
}

async function columns(client: pg.Client, table: Written) {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
      order by ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => name)
}

async function open(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`set timezone to 'UTC'; set jit to off`)
  return client
}
