import { dayOf } from '../day.ts'
import { findPersonName } from '../people/describe-person.ts'
import { isMarked, writeMark } from '../routers/router-comment.ts'
import { MAX_BATCH } from '../vouchers/voucher.ts'
import { insertBatch, nextBatchNumber } from '../vouchers/batch-queries.ts'
import { insertStandingVouchers, type StandingVoucher, growBatch } from './adopt-voucher-queries.ts'
import type { ImportPlan, UserRow } from './import.ts'
import type { ImportRow, Outcome, WaitingRow } from './import-queries.ts'
import { timesOf } from './judge-users.ts'
import { type KnownPackage, packagesKnown } from './known-queries.ts'
import type { StandingUser } from './list-foreign-users.ts'
import { failed } from './run-chunk.ts'
import type { RunDeps } from './run-deps.ts'
import { forgetStrangers } from './standing-queries.ts'
import { packageOf, type StandingUsers } from './standing-users.ts'

type Adopting = { one: ImportRow; rows: WaitingRow[]; plan: ImportPlan; users: StandingUsers }
type Found = { row: WaitingRow; wanted: UserRow; user: StandingUser; chosen: KnownPackage }

/** Vouchers that were made and paid for before we came: on paper, in batches of one price each. */
export async function adoptVouchers(
  deps: RunDeps,
  { one, rows, plan, users }: Adopting,
): Promise<Outcome[]> {
  const { router_id: routerId } = one
  if (rows.length === 0 || routerId === null) return rows.map((row) => failed(row, 'changed'))
  const packages = new Map((await packagesKnown(deps.db)).map((each) => [each.id, each]))
  const outcomes: Outcome[] = []
  const found: Found[] = []
  for (const row of rows) {
    const wanted = row.row as UserRow
    const chosen = packages.get(packageOf(wanted, plan) ?? 0)
    const user = users.hotspot.get(wanted.name)
    if (!chosen) outcomes.push(failed(row, 'no_package', wanted.profile))
    else if (!user || user.profile !== wanted.profile || !isMarked(user.comment)) {
      outcomes.push(failed(row, 'changed', wanted.name))
    } else if (user.password === null) {
      outcomes.push(failed(row, 'no_password_shown', wanted.name))
    } else found.push({ row, wanted, user, chosen })
  }
  const groups = Map.groupBy(
    found,
    ({ chosen, wanted }) => `${chosen.id}:${priceOf(chosen, wanted)}`,
  )
  for (const [group, members] of groups) {
    outcomes.push(...(await adoptGroup(deps, { one, plan, routerId, group }, members)))
  }
  return outcomes
}

function priceOf({ price_rupiah: price }: KnownPackage, { priceRupiah }: UserRow) {
  return priceRupiah ?? price
}

async function adoptGroup(
  deps: RunDeps,
  where: { one: ImportRow; plan: ImportPlan; routerId: number; group: string },
  members: Found[],
): Promise<Outcome[]> {
  const { one, routerId } = where
  const [first] = members
  if (!first) return []
  const day = dayOf(deps.now(), deps.business.timeZone)
  const by = await findPersonName(deps, one.made_by)
  const none = { customer: null, subscription: null, vendor: null }
  const comment = writeMark({ system: 'voucher', ...none, day, by })
  const batchId = await batchFor(deps, where, { chosen: first.chosen, quantity: members.length })
  const made = await insertStandingVouchers(deps.db, {
    routerId,
    batchId,
    packageId: first.chosen.id,
    comment,
    calendarSeconds: first.chosen.calendar_seconds,
    vouchers: members.map((member) => voucherOf(deps, member)),
  })
  await growBatch(deps.db, { batchId, by: made.size - members.length })
  await forgetStrangers(deps.db, { routerId, service: 'hotspot', names: [...made] })
  return members.map(({ row, wanted }) =>
    made.has(wanted.name)
      ? { place: row.place, outcome: 'done', subject: `voucher:${wanted.name}` }
      : failed(row, 'code_taken', wanted.name),
  )
}

/** One batch for each price, filled as rows are done, until it is as large as batches get. */
async function batchFor(
  deps: RunDeps,
  where: { one: ImportRow; plan: ImportPlan; routerId: number; group: string },
  { chosen, quantity }: { chosen: KnownPackage; quantity: number },
): Promise<number> {
  const { one, plan, routerId, group } = where
  const key = `batch:${group}`
  const known = plan.made[key]
  if (known !== undefined && (await growBatch(deps.db, { batchId: known, by: quantity }))) {
    return known
  }
  const at = deps.now()
  const month = dayOf(at, deps.business.timeZone).slice(0, 7).replace('-', '')
  const batchId = await insertBatch(deps.db, {
    number: await nextBatchNumber(deps.db, month),
    packageId: chosen.id,
    routerId,
    quantity: Math.min(quantity, MAX_BATCH),
    orderId: null,
    forStock: false,
    by: one.made_by,
    conversationId: one.conversation_id,
    correlation: deps.correlation ?? null,
    at,
  })
  // They are on the router and on paper already.
  await deps.db
    .updateTable('voucher_batches')
    .set({ state: 'ready', ready_at: at, printed_at: at })
    .where('id', '=', batchId)
    .execute()
  plan.made[key] = batchId
  return batchId
}

function voucherOf(deps: RunDeps, { wanted, user, chosen }: Found): StandingVoucher {
  const life = chosen.calendar_seconds
  const times = timesOf(user, {
    firstLogin: wanted.activatedAt === null ? null : new Date(wanted.activatedAt),
    expires: wanted.expiresAt === null ? null : new Date(wanted.expiresAt),
    now: deps.now(),
    life,
  })
  const password = user.password ?? ''
  return {
    code: user.name,
    password,
    secret: `\\x${deps.secrets.seal(password).toString('hex')}`,
    profile: user.profile,
    disabled: user.disabled,
    ref: user.ref,
    limit_uptime_seconds: user.limitUptimeSeconds,
    limit_bytes: user.limitBytes,
    price_rupiah: priceOf(chosen, wanted),
    cost_rupiah: wanted.costRupiah ?? chosen.cost_rupiah,
    activated_at: times.activatedAt?.toISOString() ?? null,
    expires_at: times.expiresAt?.toISOString() ?? null,
  }
}
