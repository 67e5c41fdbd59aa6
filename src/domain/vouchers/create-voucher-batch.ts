import { recordAudit } from '../audit/record-audit.ts'
import { dayOf } from '../day.ts'
import type { Correlated, Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refusal } from '../refusal.ts'
import { writeMark } from '../routers/router-comment.ts'
import { type DrawnCode, insertBatch, insertVouchers, nextBatchNumber } from './batch-queries.ts'
import { type BatchPlan, planBatch } from './plan-batch.ts'
import { type CodeStyle, drawCode, drawPassword } from './voucher.ts'

type BatchDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'draw' | 'secrets' | 'business'> & Correlated

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
  return inTransaction(deps, async (deps) => {
    const plan = await planBatch(deps, ask)
    const { chosen, router } = plan
    const { number, batchId } = await writeBatch(deps, ask, plan)
    await recordAudit(deps, {
      by: ask.by?.id ?? null,
      action: 'batch.made',
      subject: `batch:${batchId}`,
      after: { number, package: chosen.code, quantity: ask.quantity, router: router.name },
    })
    await later(deps, { kind: 'router.sync', routerId: router.id })
    return { batchId, number, router: router.name, routerIsDown: router.isDown }
  })
}

async function writeBatch(deps: BatchDeps, ask: NewBatch, { chosen, style, router }: BatchPlan) {
  const at = deps.now()
  const day = dayOf(at, deps.business.timeZone)
  const number = await nextBatchNumber(deps.db, day.slice(0, 7).replace('-', ''))
  const orderId = ask.orderId ?? null
  const batchId = await insertBatch(deps.db, {
    number,
    packageId: chosen.id,
    routerId: router.id,
    quantity: ask.quantity,
    orderId,
    forStock: ask.forStock ?? false,
    by: ask.by?.id ?? null,
    conversationId: ask.conversationId,
    correlation: deps.correlation ?? null,
    at,
  })
  const terms = {
    batchId,
    packageId: chosen.id,
    routerId: router.id,
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
      const { length } = style
      throw new Refusal('voucher.code_space', { length, quantity: ask.quantity })
    }
    missing -= await insertVouchers(
      deps.db,
      terms,
      drawCodes(deps, { style, ownPassword: chosen.own_password }, missing),
    )
  }
  return { batchId, number }
}

const MAX_ROUNDS = 100

function drawCodes(
  { draw, secrets }: Pick<Deps, 'draw' | 'secrets'>,
  { style, ownPassword }: { style: CodeStyle; ownPassword: boolean },
  quantity: number,
): DrawnCode[] {
  const codes = new Set(Array.from({ length: quantity }, () => drawCode(draw, style)))
  return [...codes].map((code) => {
    const password = ownPassword ? drawPassword(draw) : code
    return { code, password, secret: secrets.seal(password) }
  })
}
