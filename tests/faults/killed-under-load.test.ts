import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '../../src/adapters/postgres/connect.ts'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import type { Db } from '../../src/domain/tables.ts'
import { testDatabaseUrl } from '../support/test-db.ts'
import { gather } from './crowd.ts'
import { openPlace } from './place.ts'
import { patienceMs, rounds, seed } from './rounds.ts'

const PEOPLE = 12
const MESSAGES = 8
const WRITING_MS = 1_200

test(
  'whoever writes while the program is killed is answered, in order and soon',
  { timeout: patienceMs },
  async () => {
    const draw = seededDice(seed)
    const databaseUrl = await testDatabaseUrl()
    const place = await openPlace({ DATABASE_URL: databaseUrl })
    const { whatsapp } = place
    let program = await place.open()
    const crowd = await gather(whatsapp, { people: PEOPLE })
    whatsapp.webhooks.repeat(true)

    let slowestMs = 0
    for (let round = 0; round < rounds; round += 1) {
      const writing = crowd.write(MESSAGES, { draw, withinMs: WRITING_MS })
      await new Promise((resolve) => setTimeout(resolve, draw(WRITING_MS)))
      await program.kill()
      program = await place.open()
      const [ms] = await Promise.all([crowd.content(20_000), writing])
      slowestMs = Math.max(slowestMs, ms)
    }
    await whatsapp.webhooks.settled()

    console.log(
      `seed ${seed}: ${rounds} kills, ${crowd.asked()} messages, every one delivered twice, all ` +
        `answered in order; ${crowd.doubled()} answers came twice; ` +
        `longest wait after a start ${Math.round(slowestMs)} ms`,
    )
    const db = connect(databaseUrl)
    expect(await answersWrittenTwice(db)).toEqual([])
    expect(crowd.doubled()).toBeLessThanOrEqual(await repeatedSends(db))
    expect((await checkLedger({ db })).sound).toBe(true)
    await db.destroy()
    expect(slowestMs).toBeLessThan(10_000)
  },
)

/** One message, one answer: only the sending of it may have happened twice. */
async function answersWrittenTwice(db: Db) {
  const { rows } = await sql`
    select correlation from outbox where correlation is not null and from_bot
    group by correlation having count(*) > 1`.execute(db)
  return rows
}

/** Sends whose outcome a death swallowed: WhatsApp cannot be asked about them. */
async function repeatedSends(db: Db) {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(attempts - 1), 0)::int as count from outbox`.execute(db)
  return rows[0]?.count ?? 0
}
