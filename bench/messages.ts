/**
 * Inbound to reply: a signed webhook, the inbox, the queue, the conversation, the outbox and
 * Meta's stand-in, all real, until the reply is stored as sent; and what the same statements take
 * without all of that. With REDIS_URL once with the queue there, and always with it in PostgreSQL.
 * `node messages.ts [seconds] [chats] [rounds]`; DATABASE_URL names a server to make databases on.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openDatabase } from './database.ts'
import { median } from './figures.ts'
import { createBare } from './messages/bare.ts'
import { type Asked, playPhones, type Told } from './messages/phones.ts'
import { type Line, openShop } from './messages/shop.ts'

const SECONDS = Number(process.argv[2] ?? 8)
const CHATS = Number(process.argv[3] ?? 300)
const ROUNDS = Number(process.argv[4] ?? 3)
/** As many as the product has. */
const CONNECTIONS = 16

if (process.send) await playPhones(process.send.bind(process))
else {
  const redisUrl = process.env['REDIS_URL']
  if (redisUrl) await measure('Redis', redisUrl, 0.4)
  await measure('PostgreSQL alone', undefined, 0.2)
}

async function measure(name: string, redisUrl: string | undefined, target: number) {
  const phones = fork(fileURLToPath(import.meta.url), { stdio: 'inherit' })
  const [line] = (await once(phones, 'message')) as [Line]
  const database = await openDatabase()
  const shop = await openShop(line, database.url, redisUrl)
  const reader = new pg.Pool({ connectionString: database.url, max: 1 })
  reader.on('error', () => {})
  const { rows } = await reader.query<{ id: number }>(
    `insert into channel_accounts (channel, name) values ('cloud', 'bare') returning id`,
  )
  const bare = await createBare(database.url, {
    accountId: Number(rows[0]?.id),
    connections: CONNECTIONS,
  })
  const write = async (asked: Omit<Asked, 'webhookUrl' | 'chats'>) => {
    const before = await durable(reader, shop.accountId)
    phones.send({ webhookUrl: shop.webhookUrl, chats: CHATS, ...asked } satisfies Asked)
    const [told] = (await once(phones, 'message')) as [Told]
    const replies = await settled(reader, shop.accountId, before + told.replies)
    if (replies !== before + told.replies) {
      throw new Error(`${told.replies} replies arrived, ${replies - before} are stored as sent`)
    }
    return told
  }

  try {
    // Strangers become customers, plans are made, code gets warm.
    await write({ seconds: SECONDS / 2 })
    await bare.rate(SECONDS / 4)
    const rounds: { ours: number; bare: number; cpuMs: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      // In turn, so that a busy moment of the machine hits both.
      const peer = await bare.rate(SECONDS)
      const spent = process.cpuUsage()
      const { replies, seconds } = await write({ seconds: SECONDS })
      const { user, system } = process.cpuUsage(spent)
      rounds.push({ bare: peer, ours: replies / seconds, cpuMs: (user + system) / 1e3 / replies })
    }
    const ours = median(rounds.map((one) => one.ours))
    const calm = await write({ seconds: SECONDS, perSecond: ours / 2 })
    report(name, target, {
      ours,
      bare: median(rounds.map((one) => one.bare)),
      cpuMs: median(rounds.map((one) => one.cpuMs)),
      calm,
    })
  } finally {
    await bare.stop()
    await reader.end()
    await shop.stop()
    await database.stop()
    phones.disconnect()
  }
}

type Result = { ours: number; bare: number; cpuMs: number; calm: Told }

function report(name: string, target: number, { ours, bare, cpuMs, calm }: Result) {
  console.log(`\nThe queue in ${name}: ${CHATS} chats, median of ${ROUNDS} rounds of ${SECONDS} s`)
  console.table({
    'inbound to reply': { 'messages /s': Math.round(ours), ratio: (ours / bare).toFixed(2) },
    'bare pg, the same statements': { 'messages /s': Math.round(bare), ratio: '1.00' },
  })
  console.log(`ratio: at least ${target.toFixed(2)}`)
  console.log(`processor time of the program: ${cpuMs.toFixed(2)} ms a message`)
  const { replies, seconds, p50Ms, p99Ms } = calm
  console.log(
    `at half of it (${Math.round(replies / seconds)}/s): ` +
      `p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms (less than 250)`,
  )
  console.log(
    `${availableParallelism()} processors shared by the program, PostgreSQL, Meta's stand-in and those who write`,
  )
}

/** Replies that are stored as sent. */
async function durable(reader: pg.Pool, accountId: number) {
  const { rows } = await reader.query<{ sent: string }>(
    `select count(*) as sent from outbox join conversations c on c.id = conversation_id
      where c.account_id = $1 and state = 'sent'`,
    [accountId],
  )
  return Number(rows[0]?.sent)
}

/** The phone has it a moment before the row says so. */
async function settled(reader: pg.Pool, accountId: number, expected: number) {
  for (const deadline = performance.now() + 5_000; ;) {
    const replies = await durable(reader, accountId)
    if (replies >= expected || performance.now() > deadline) return replies
  }
}
