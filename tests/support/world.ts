import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { createDocuments } from '../../src/adapters/documents/create-documents.ts'
import { createRouters } from '../../src/adapters/routeros/create-routers.ts'
import type { SessionLimits } from '../../src/adapters/routeros/session.ts'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { startSimulator } from '../../src/adapters/routeros/simulator/start-simulator.ts'
import type { SimulatorOptions } from '../../src/adapters/routeros/simulator/world.ts'
import { createSecrets } from '../../src/adapters/secrets/secrets.ts'
import { folderFiles } from '../../src/adapters/storage/folder-files.ts'
import type { Deps } from '../../src/domain/deps.ts'
import type { Notice, NoticeCode, NoticeDetails } from '../../src/domain/messages/notice.ts'
import type { Role } from '../../src/domain/people/person.ts'
import type { ChannelName } from '../../src/domain/tables.ts'
import { inspectRouter } from '../../src/domain/routers/inspect-router.ts'
import { getRouter, insertRouter } from '../../src/domain/routers/router-queries.ts'
import { testClock } from './clock.ts'
import { atTheEnd, testDb } from './test-db.ts'

const LOGIN = { user: 'wicara', password: 'rahasia-router' }
export const LOGIN_URL = 'http://wifi.lokal/login'

/**
 * A whole small business: real PostgreSQL, a clock that stands still, seeded dice, and one router
 * that is a program on loopback speaking the real protocol. Everything ends with the test.
 */
export async function world(
  given: {
    start?: Date | string
    simulator?: Partial<SimulatorOptions>
    limits?: Partial<SessionLimits>
    seed?: number
  } = {},
) {
  const clock = testClock(given.start)
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
  const db = await testDb()
  const router = await startSimulator({
    ...LOGIN,
    clock: clock.now,
    hotspotProfiles: [{ name: 'harian' }, { name: 'mingguan' }],
    ...given.simulator,
  })
  const routers = createRouters({
    log,
    limits: { connectTimeoutMs: 2_000, commandTimeoutMs: 1_000, ...given.limits },
    // Tests do not sit out pauses.
    pauses: { firstMs: 1, longestMs: 1 },
  })
  const documents = createDocuments({ log })
  const folder = await mkdtemp(path.join(tmpdir(), 'wicara-files-'))
  atTheEnd(async () => {
    await routers.close()
    await router.stop()
    await documents.close()
    await rm(folder, { recursive: true, force: true })
  })

  const deps: Deps = {
    db,
    log,
    now: clock.now,
    draw: seededDice(given.seed ?? 1),
    wake: { conversation: () => {}, outbox: () => {}, effects: () => {} },
    secrets: createSecrets(Buffer.alloc(32, 'wicara').toString('base64')),
    files: folderFiles(folder),
    routers,
    gateways: new Map(),
    documents,
    business: { timeZone: 'Asia/Jakarta', publicUrl: 'http://127.0.0.1:8080' },
  }
  return {
    deps,
    clock,
    router,
    routerId: await knowRouter(deps, router.port),
    staff: (role: Role = 'owner', name = 'Siti') => join(deps, 'telegram', { name, role }),
    customer: (name = 'Budi') => join(deps, 'cloud', { name }),
    notices: <Code extends NoticeCode>(code: Code) => noticesOf(deps, code),
  }
}

/** A router that was added and looked at. */
export async function knowRouter(deps: Deps, port: number, name = 'pusat') {
  const routerId = await insertRouter(deps.db, {
    name,
    host: '127.0.0.1',
    port,
    tls: false,
    username: LOGIN.user,
    secret: deps.secrets.seal(LOGIN.password),
    loginUrl: LOGIN_URL,
    network: 'Wicara Net',
    at: deps.now(),
  })
  const row = await getRouter(deps.db, routerId ?? 0)
  if (!row) throw new Error(`no router ${name}`)
  await inspectRouter(deps, row)
  return row.id
}

export type Somebody = { id: number; name: string; conversationId: number }
let strangers = 0

/** Somebody who writes to us: a member of the team on Telegram, a customer on WhatsApp. */
async function join(
  { db, now }: Deps,
  channel: ChannelName,
  { name, role }: { name: string; role?: Role },
): Promise<Somebody> {
  const number = (strangers += 1)
  const account = await db
    .insertInto('channel_accounts')
    .values({ channel, name: 'main' })
    .onConflict((conflict) => conflict.columns(['channel', 'name']).doUpdateSet({ name: 'main' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('people')
    .values({ name })
    .returning('id')
    .executeTakeFirstOrThrow()
  const kind = channel === 'telegram' ? 'telegram' : 'phone'
  const value = kind === 'phone' ? `62812000${String(number).padStart(5, '0')}` : String(number)
  await db
    .insertInto('identities')
    .values({ account_id: account.id, kind, value, person_id: id })
    .execute()
  if (role) {
    await db.insertInto('staff').values({ person_id: id, role, added_at: now() }).execute()
  }
  const conversation = await db
    .insertInto('conversations')
    .values({ account_id: account.id, chat: value, person_id: id })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, name, conversationId: conversation.id }
}

async function noticesOf<Code extends NoticeCode>(
  { db }: Deps,
  code: Code,
): Promise<(NoticeDetails[Code] & { to: number })[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['conversation_id', 'content'])
    .orderBy('id')
    .execute()
  return rows.flatMap(({ conversation_id: to, content }) => {
    const notice: Notice | null = 'notice' in content ? content.notice : null
    if (notice?.code !== code) return []
    return [{ ...(notice.details as NoticeDetails[Code]), to }]
  })
}
