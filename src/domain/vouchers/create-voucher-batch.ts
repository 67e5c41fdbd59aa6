import { recordAudit } from '../audit/record-audit.ts'
import { dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { choosePackage } from '../packages/choose-package.ts'
import type { PackageRow } from '../packages/package-queries.ts'
import { Refusal } from '../refusal.ts'
import { writeMark } from '../routers/router-comment.ts'
import {
  countLivingCodes,
  type DrawnCode,
  insertBatch,
  insertVouchers,
  nextBatchNumber,
  routersOfPackage,
} from './batch-queries.ts'
import { type CodeStyle, drawCode, drawPassword, isRoomFor, MAX_BATCH } from './voucher.ts'

type BatchDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'business'>

export type NewBatch = {
  /** Its code, as an admin types it. */
  package: string
  quantity: number
  by: { id: number; name: string | null } | null
  /** Who watches the progress and gets the sheets. */
  conversationId: number | null
  /** Made for one buyer. */
  orderId?: number
  /** Sold in chat from here, never printed. */
  forStock?: boolean
}

export type MadeBatch = { batchId: number; number: string; router: string; routerIsDown: boolean }

/**
 * Writes a whole batch down, codes drawn, and asks for it to be brought to its router. It is
 * pending until every code is there; until then none of its codes is printed, shown or sold.
 */
export function createVoucherBatch(deps: BatchDeps, ask: NewBatch): Promise<MadeBatch> {
  const { quantity } = ask
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_BATCH) {
    throw new Refusal('batch.size', { max: MAX_BATCH })
  }
  return inTransaction(deps, async (deps) => {
    const chosen = await choosePackage(deps, ask.package)
    const style = styleOf(chosen)
    if (!isRoomFor(quantity + (await countLivingCodes(deps.db, chosen.id)), style)) {
      throw new Refusal('voucher.code_space', { length: style.length, quantity })
    }
    const router = await pickRouter(deps, chosen)
    const { number, batchId } = await writeBatch(deps, ask, { chosen, routerId: router.id })
    await recordAudit(deps, {
      by: ask.by?.id ?? null,
      action: 'batch.made',
      subject: `batch:${batchId}`,
      after: { number, package: chosen.code, quantity, router: router.name },
    })
    await later(deps, { kind: 'router.sync', routerId: router.id })
    return { batchId, number, router: router.name, routerIsDown: router.reachable === false }
  })
}

async function writeBatch(
  deps: BatchDeps,
  ask: NewBatch,
  { chosen, routerId }: { chosen: PackageRow; routerId: number },
) {
  const at = deps.now()
  const day = dayOf(at, deps.business.timeZone)
  const number = await nextBatchNumber(deps.db, day.slice(0, 7).replace('-', ''))
  const orderId = ask.orderId ?? null
  const batchId = await insertBatch(deps.db, {
    number,
    packageId: chosen.id,
    routerId,
    quantity: ask.quantity,
    orderId,
    forStock: ask.forStock ?? false,
    by: ask.by?.id ?? null,
    conversationId: ask.conversationId,
    at,
  })
  const terms = {
    batchId,
    packageId: chosen.id,
    routerId,
    profile: chosen.profile,
    comment: writeMark({
      system: 'voucher',
      customer: null,
      subscription: null,
      vendor: null,
      day,
      by: ask.by?.name ?? null,
    }),
    onlineSeconds: chosen.online_seconds,
    dataBytes: chosen.data_bytes,
    calendarSeconds: chosen.calendar_seconds,
    priceRupiah: chosen.price_rupiah,
    costRupiah: chosen.cost_rupiah,
    orderId,
  }
  // A code that somebody has is drawn again.
  for (let missing = ask.quantity, round = 0; missing > 0; round += 1) {
    if (round === MAX_ROUNDS) {
      const { length } = styleOf(chosen)
      throw new Refusal('voucher.code_space', { length, quantity: ask.quantity })
    }
    missing -= await insertVouchers(deps.db, terms, drawCodes(deps, chosen, missing))
  }
  return { batchId, number }
}

const MAX_ROUNDS = 100

function drawCodes(
  { draw, secrets }: Pick<Deps, 'draw' | 'secrets'>,
  chosen: PackageRow,
  quantity: number,
): DrawnCode[] {
  const style = styleOf(chosen)
  const codes = new Set(Array.from({ length: quantity }, () => drawCode(draw, style)))
  return [...codes].map((code) => {
    const password = chosen.own_password ? drawPassword(draw) : code
    return { code, password, secret: secrets.seal(password) }
  })
}

/** The first router in line, or a spare while it is down. */
async function pickRouter({ db }: Pick<Deps, 'db'>, chosen: PackageRow) {
  const routers = await routersOfPackage(db, chosen.id)
  const [primary] = routers
  if (!primary) throw new Refusal('package.no_router', { package: chosen.code })
  const router = routers.find(({ reachable }) => reachable !== false) ?? primary
  if (router.version === null) throw new Refusal('router.not_checked', { name: router.name })
  return router
}

function styleOf(chosen: PackageRow): CodeStyle {
  const { code_prefix: prefix, code_length: length, code_alphabet: alphabet } = chosen
  return { prefix, length, alphabet }
}
