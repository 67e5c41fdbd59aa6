/**
 * Transfers through `postTransfer`, and the very statement it sends in a bare `pg` loop, on one
 * durable PostgreSQL: everybody spending from one wallet, and from two hundred.
 * `node bench/ledger.ts [transfers] [rounds]`; DATABASE_URL names a server to make a database on.
 */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { connect } from '../src/adapters/postgres/connect.ts'
import { migrate } from '../src/adapters/postgres/migrate.ts'
import { clearingOf, revenueOf, walletOf } from '../src/domain/ledger/account.ts'
import { checkLedger } from '../src/domain/ledger/check-ledger.ts'
import { postTransfer } from '../src/domain/ledger/post-transfer.ts'
import { postTransfers } from '../src/domain/ledger/post-transfers.ts'
import type { NewTransfer } from '../src/domain/ledger/transfer.ts'
import type { Tables } from '../src/domain/tables.ts'
import { openDatabase } from './database.ts'
import { median } from './figures.ts'

const TRANSFERS = Number(process.argv[2] ?? 2_000)
const ROUNDS = Number(process.argv[3] ?? 5)
const WORKERS = 10
const now = () => new Date()
let keys = 0

const server = await openDatabase()
try {
  const db = connect(server.url, { max: WORKERS })
  await migrate(db)
  await postTransfers(
    { db, now },
    Array.from({ length: 200 }, (_, person) => topUp(person)),
  )

  const pool = new pg.Pool({ connectionString: server.url, max: WORKERS })
  // A server on its way down ends idle connections its own way.
  pool.on('error', () => {})
  const bare = await bareStatement(pool)
  const ours = (transfer: NewTransfer) => postTransfer({ db, now }, transfer)
  const results: Record<string, object> = {}
  for (const [name, people] of [
    ['one hot wallet', 1],
    ['200 wallets', 200],
  ] as const) {
    const rounds: { ours: number; bare: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      // In turn, so that a busy moment of the machine hits both.
      const bareRate = await rate(bare, people)
      rounds.push({ bare: bareRate, ours: await rate(ours, people) })
    }
    const [slow, fast] = [
      median(rounds.map((one) => one.ours)),
      median(rounds.map((one) => one.bare)),
    ]
    results[name] = {
      'postTransfer /s': Math.round(slow),
      'bare pg /s': Math.round(fast),
      ratio: (slow / fast).toFixed(2),
    }
  }
  const { sound } = await checkLedger({ db })
  console.log(
    `${TRANSFERS} transfers, ${WORKERS} workers, median of ${ROUNDS}; the books are ${sound ? '' : 'NOT '}sound`,
  )
  console.table(results)
  console.log('ratio: at least 0.80')
  await pool.end()
  await db.destroy()
} finally {
  await server.stop()
}

function spend(person: number): NewTransfer {
  return {
    key: `spend:${(keys += 1)}`,
    cause: 'voucher sale',
    subject: `person:${person}`,
    lines: [
      { account: walletOf(person), amount: -1 },
      { account: revenueOf('isp'), amount: 1 },
    ],
  }
}

function topUp(person: number): NewTransfer {
  const amount = 1_000_000_000
  return {
    key: `top-up:${person}`,
    cause: 'payment',
    subject: `person:${person}`,
    lines: [
      { account: clearingOf('bench'), amount: -amount },
      { account: walletOf(person), amount },
      // So that it exists from the start.
      { account: revenueOf('isp'), amount: 1 },
      { account: clearingOf('other'), amount: -1 },
    ],
  }
}

async function rate(post: (transfer: NewTransfer) => Promise<unknown>, people: number) {
  let left = TRANSFERS
  const began = performance.now()
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (left > 0) await post(spend((left -= 1) % people))
    }),
  )
  return TRANSFERS / ((performance.now() - began) / 1000)
}

/** What `postTransfer` sends, heard once and prepared, and sent again with other values and nothing around it. */
async function bareStatement(pool: pg.Pool) {
  const heard: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: server.url, max: 1 }) }),
    log: ({ query }) => void heard.push(query),
  })
  const example = spend(0)
  await postTransfer({ db, now }, example)
  await db.destroy()
  const [statement] = heard
  if (!statement || heard.length > 1) throw new Error('postTransfer needs more than one statement')
  const values = JSON.stringify(statement.parameters.slice(0, -1))
  return async (transfer: NewTransfer) => {
    const told = JSON.parse(
      values.replaceAll(example.key, transfer.key).replaceAll('person:0', transfer.subject),
    ) as unknown[]
    return pool.query({ name: 'transfer', text: statement.sql, values: [...told, new Date()] })
  }
}
