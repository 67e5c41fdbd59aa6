import { randomUUID } from 'node:crypto'
import { DummyDriver, Kysely, PostgresAdapter, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { claimConversation, finishTurn } from '../../src/bots/conversation-queries.ts'
import { insertInbox } from '../../src/bots/inbox-queries.ts'
import { markSent } from '../../src/bots/outbox-queries.ts'
import type { Tables } from '../../src/domain/tables.ts'

type Statement = { name: string; text: string; values: (told: Told) => unknown[] }
type Told = Record<string, string | number>

/** Stand for what differs from message to message, where the statements are written down. */
const PLACES = {
  chat: 'CHAT',
  provider: 'PROVIDER',
  owner: 'OWNER',
  account: 900_001,
  conversation: 900_002,
  fence: 900_003,
  inbox: 900_004,
  outbox: 900_005,
}

/**
 * The peer: what a message costs PostgreSQL and nothing else. The product's own statements, sent
 * by bare `pg` over as many connections, prepared, with no HTTP, no queue, no thought.
 */
export async function createBare(url: string, { accountId, connections }: Bare) {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  // A server on its way down ends idle connections its own way.
  pool.on('error', () => {})
  const [insert, claim, finish, sent] = await statements()
  let messages = 0

  async function one(client: pg.PoolClient, chat: string) {
    const send = async ({ name, text, values }: Statement) =>
      (await client.query<Told>({ name, text, values: values(told) })).rows[0] ?? {}
    let told: Told = { account: accountId, chat, owner: randomUUID() }
    told.provider = `bare.${(messages += 1)}`
    const { id: inbox = 0, conversation_id: conversation = 0 } = await send(insert)
    told = { ...told, inbox, conversation }
    const { fence = 0 } = await send(claim)
    told = { ...told, fence }
    await client.query('begin')
    const finished = (await send(finish)) as { outgoing?: { id: number }[] }
    await client.query('commit')
    told = { ...told, outbox: finished.outgoing?.[0]?.id ?? 0 }
    await send(sent)
  }

  return {
    /** Messages a second, every connection at it, one chat each at a time. */
    async rate(seconds: number) {
      const began = performance.now()
      let done = 0
      await Promise.all(
        Array.from({ length: connections }, async (_, worker) => {
          const client = await pool.connect()
          for (; performance.now() < began + seconds * 1_000; done += 1) {
            await one(client, `bare ${worker}`)
          }
          client.release()
        }),
      )
      return done / ((performance.now() - began) / 1_000)
    },
    stop: () => pool.end(),
  }
}

type Bare = { accountId: number; connections: number }

/** What the product would send, heard without a database and told again with other values. */
async function statements() {
  const { chat, provider, owner, account, conversation, fence, inbox, outbox } = PLACES
  const at = new Date()
  const heard: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: () => {
        throw new Error('nothing to look at')
      },
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void heard.push(query),
  })
  const said = [{ message: { text: 'Poin belum ada di sini.' }, slot: null, question: null }]
  await insertInbox(db, [{ ...heardOf({ account, chat, provider }), place: 0 }], at)
  await claimConversation(db, { id: conversation, owner, lastsSeconds: 10, at })
  await finishTurn(db, {
    conversationId: conversation,
    fence,
    speaker: owner,
    inboxIds: [inbox],
    missed: false,
    said,
    priority: 5,
    correlation: owner,
    at,
    keepLease: false,
    humanBy: null,
    heardAt: null,
    fromAd: false,
  })
  const taken = { id: outbox, conversationId: conversation, owner, providerId: provider }
  await markSent(db, [{ ...taken, release: true }])
  const [insert, claim, finish, sent] = heard.map(repeatable)
  if (!insert || !claim || !finish || !sent || heard.length > 4) {
    throw new Error('A message takes other statements than these four')
  }
  return [insert, claim, finish, sent] as const
}

function heardOf({ account, chat, provider }: { account: number; chat: string; provider: string }) {
  const text = { from: chat, id: provider, timestamp: '0', type: 'text', text: { body: 'poin' } }
  const contact = { profile: { name: 'Customer' }, wa_id: chat }
  const inbound = {
    kind: 'message',
    from: [{ kind: 'phone', value: chat }],
    name: 'Customer',
    text: 'poin',
  }
  const raw = { message: text, contact }
  return {
    account_id: account,
    chat,
    provider_id: provider,
    kind: 'message',
    inbound,
    raw,
    correlation: randomUUID(),
  }
}

function repeatable(
  { sql: text, parameters }: { sql: string; parameters: readonly unknown[] },
  place: number,
): Statement {
  const written = JSON.stringify(parameters)
  const values = (told: Told) => {
    let filled = written
    for (const [name, mark] of Object.entries(PLACES)) {
      if (name in told) filled = filled.replaceAll(String(mark), String(told[name]))
    }
    return JSON.parse(filled) as unknown[]
  }
  return { name: `bare${place}`, text, values }
}
