/**
 * The invoice run over all lines of a provider: invoices, what they carry, what wallets pay at
 * once, the books and a notice each. And what PostgreSQL needs for exactly these rows when they
 * only have to be inserted, under the same constraints and triggers; and a loop over customers.
 * `node bench/invoices.ts [subscriptions] [rounds]`; DATABASE_URL names a server to make databases on.
 */
import { availableParallelism } from 'node:os'
import { connect } from '../src/adapters/postgres/connect.ts'
import { createSecrets } from '../src/adapters/secrets/secrets.ts'
import { issueInvoices } from '../src/domain/billing/issue-invoices.ts'
import { copyDatabase, openDatabase } from './database.ts'
import { median } from './figures.ts'
import { insertStaged, stageRows } from './invoices/bare.ts'
import { checkRun } from './invoices/check.ts'
import { billOneByOne } from './invoices/loop.ts'
import { openProvider, TODAY } from './invoices/provider.ts'

const SUBSCRIPTIONS = Number(process.argv[2] ?? 100_000)
const ROUNDS = Number(process.argv[3] ?? 3)
const ONE_BY_ONE = 3_000
const MEGABYTE = 1_048_576

type Copy = Awaited<ReturnType<typeof copyDatabase>>
const server = await openDatabase()
try {
  await openProvider(server.url, SUBSCRIPTIONS)
  const twin = await copyDatabase(server.url)
  // Code gets warm, and the peer gets its rows.
  await inCopyOf(server, async ({ url }) => {
    await run(url)
    await stageRows(url, twin.url)
  })
  const rounds: (Awaited<ReturnType<typeof run>> & { bare: number; loop: number })[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turn, so that a busy moment of the machine hits all.
    const ours = await inCopyOf(server, ({ url }) => run(url))
    const [bare, loop] = await inCopyOf(twin, async ({ url }) => {
      const seconds = await insertStaged(url)
      await checkRun(url, SUBSCRIPTIONS)
      return [seconds, await billOneByOne(url, Math.min(ONE_BY_ONE, SUBSCRIPTIONS))] as const
    })
    rounds.push({ ...ours, bare, loop: loop * SUBSCRIPTIONS })
  }
  await twin.stop()
  report(rounds)
} finally {
  await server.stop()
}

/** As the scheduler does it, with nobody to nudge. */
async function run(url: string) {
  const db = connect(url)
  const deps = {
    db,
    now: () => TODAY,
    wake: { conversation: () => {}, outbox: () => {}, effects: () => {} },
    draw: () => 0,
    secrets: createSecrets(Buffer.alloc(32, 7).toString('base64')),
    gateways: new Map(),
    business: { timeZone: 'Asia/Jakarta', publicUrl: 'https://bench.invalid' },
  }
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const began = performance.now()
  const issued = await issueInvoices(deps)
  const ours = (performance.now() - began) / 1_000
  clearInterval(watch)
  await db.destroy()
  if (issued !== SUBSCRIPTIONS) throw new Error(`${issued} of ${SUBSCRIPTIONS} were billed`)
  await checkRun(url, SUBSCRIPTIONS)
  return { ours, before: before / MEGABYTE, peak: peak / MEGABYTE }
}

async function inCopyOf<T>(original: { url: string }, work: (copy: Copy) => Promise<T>) {
  const copy = await copyDatabase(original.url)
  try {
    return await work(copy)
  } finally {
    await copy.stop()
  }
}

function report(
  rounds: { ours: number; bare: number; loop: number; before: number; peak: number }[],
) {
  const [ours, bare, loop] = (['ours', 'bare', 'loop'] as const).map((who) =>
    median(rounds.map((one) => one[who])),
  ) as [number, number, number]
  const line = (seconds: number) => ({
    seconds: seconds.toFixed(1),
    'lines /s': Math.round(SUBSCRIPTIONS / seconds),
    'per bare': (seconds / bare).toFixed(2),
  })
  console.log(
    `${SUBSCRIPTIONS} lines, median of ${ROUNDS}; every row, number and account is what it must be`,
  )
  console.table({
    'the invoice run': line(ours),
    'bare INSERT … SELECT of the same rows': line(bare),
    [`a loop over customers (${ONE_BY_ONE} run, scaled)`]: line(loop),
  })
  const ratio = median(rounds.map((one) => one.ours / one.bare))
  console.log(`the run: ${ours.toFixed(1)} s (at most 15)`)
  console.log(`ours / bare, of the same round: ${ratio.toFixed(2)} (at most 2.00)`)
  console.log(`loop / ours: ${(loop / ours).toFixed(1)}`)
  const { before, peak } = rounds
    .toSorted((a, b) => a.peak - a.before - (b.peak - b.before))
    .at(-1) ?? { before: 0, peak: 0 }
  console.log(
    `memory of the program: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most: ` +
      `${(peak - before).toFixed(0)} MB more (less than 50)`,
  )
  console.log(`${availableParallelism()} processors, shared by the program and PostgreSQL`)
}
