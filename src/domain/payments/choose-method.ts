import { lockPayable } from '../billing/invoice-queries.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellStaff } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import {
  amountsInUse,
  type ChargeRow,
  chargesOf,
  insertCharge,
  setChargeReady,
} from './charge-queries.ts'
import { forGateway } from './new-charge.ts'
import { customerName } from './order.ts'
import { lockOrder } from './order-queries.ts'
import { findMethod, type Offered, takes } from './pay-methods.ts'
import { payableByToken } from './payable-by-token.ts'
import type { Payable, PayableRef } from './payable.ts'
import { readPayable } from './read-payable.ts'

const MAX_OPEN = 3
const MAX_A_DAY = 10
const DAY_MS = 24 * 3_600_000
/** A charge about to end is not handed out again. */
const WORTH_REUSING_MS = 2 * 60_000
/** An order at its last minute still gets a charge one can pay in peace. */
const SHORTEST_LIFE_MS = 15 * 60_000
/** A transfer may be late: its amount is not given to the next one right away. */
const COOL_DOWN_MS = 48 * 3_600_000

type Needs = Pick<Deps, 'db' | 'now' | 'draw' | 'wake' | 'gateways' | 'secrets' | 'business'>

/**
 * Reserves a charge for what is still open of an order. The gateway is told after the commit;
 * methods that need no network are ready at once. Choosing again gives the same charge.
 */
export async function chooseMethod(
  deps: Needs,
  choice: { token: string; method: string },
): Promise<{ chargeId: number }> {
  const offered = findMethod(deps.gateways, choice.method)
  if (!offered) throw new Refusal('input.invalid', { field: 'method', problem: choice.method })
  const asked = await payableByToken(deps, choice.token)

  return inTransaction(deps, async (deps) => {
    const payable = await lockOpenPayable(deps, asked)
    const { ref, expiresAt } = payable
    const now = deps.now()
    const { method } = offered
    const openRupiah = payable.amountRupiah - payable.appliedRupiah
    if (!takes(method, openRupiah)) {
      const { label, minRupiah, maxRupiah } = method
      throw new Refusal('charge.method_limits', { method: label, minRupiah, maxRupiah })
    }

    const charges = await chargesOf(deps.db, ref)
    const again = charges.find((charge) => isReusable(charge, { method, openRupiah, now }))
    if (again) return { chargeId: again.id }
    refuseTooMany(charges, now)

    const leftMs = (expiresAt?.getTime() ?? Infinity) - now.getTime()
    const lifeMs = Math.min(method.lastsMinutes * 60_000, Math.max(leftMs, SHORTEST_LIFE_MS))
    const charge = await reserve(deps, offered, {
      ref,
      reference: newReference(deps.draw, ref, charges.length + 1),
      openRupiah,
      at: now,
      expiresAt: new Date(now.getTime() + lifeMs),
    })
    if (method.account === undefined) {
      await later(
        deps,
        { kind: 'charge.create', chargeId: charge.id },
        { key: `charge.create:${charge.id}` },
      )
    } else {
      await getReady(deps, offered, { charge, payable })
    }
    return { chargeId: charge.id }
  })
}

/** What can still be paid, its rows locked. */
async function lockOpenPayable(deps: Needs, asked: PayableRef): Promise<Payable> {
  const locked =
    asked.kind === 'order'
      ? await lockOrder(deps.db, asked.id)
      : await lockPayable(deps.db, asked.id)
  const payable = locked && (await readPayable(deps, { ...asked, id: locked.id }))
  if (!payable) throw new Refusal('order.unknown', { id: asked.id })
  const { state, expiresAt } = payable
  if (state !== 'open') throw new Refusal('order.closed', { state })
  if (expiresAt && expiresAt <= deps.now()) throw new Refusal('order.closed', { state: 'expired' })
  return payable
}

function isReusable(
  charge: ChargeRow,
  wanted: { method: Offered['method']; openRupiah: number; now: Date },
) {
  return (
    // Not `unknown`: nothing came back that one could pay with.
    (charge.state === 'reserved' || charge.state === 'pending') &&
    charge.method === wanted.method.method &&
    charge.account === (wanted.method.account ?? null) &&
    charge.amount_rupiah - charge.unique_code === wanted.openRupiah &&
    charge.expires_at.getTime() - wanted.now.getTime() > WORTH_REUSING_MS
  )
}

function refuseTooMany(charges: ChargeRow[], now: Date) {
  const open = charges.filter(
    ({ state, expires_at }) =>
      (state === 'reserved' || state === 'pending' || state === 'unknown') && expires_at > now,
  )
  if (open.length >= MAX_OPEN) throw new Refusal('charge.too_many_open', { max: MAX_OPEN })
  const today = charges.filter(({ created_at }) => now.getTime() - created_at.getTime() < DAY_MS)
  if (today.length >= MAX_A_DAY) throw new Refusal('charge.too_many_today', { max: MAX_A_DAY })
}

type Reservation = {
  ref: PayableRef
  reference: string
  openRupiah: number
  at: Date
  expiresAt: Date
}

async function reserve(
  deps: Pick<Deps, 'db' | 'draw'>,
  { gateway, method }: Offered,
  { openRupiah, ...reservation }: Reservation,
): Promise<ChargeRow> {
  const common = { ...reservation, gateway: gateway.name, method: method.method }
  const { account } = method
  if (account === undefined) {
    const charge = await insertCharge(deps.db, {
      ...common,
      account: null,
      uniqueCode: 0,
      amountRupiah: openRupiah,
    })
    if (!charge) throw new Error('a charge without an account clashed')
    return charge
  }
  // Whoever takes the drawn amount in the meantime makes the insert do nothing; then the next
  // look sees his.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const used = await amountsInUse(deps.db, {
      account,
      from: openRupiah + 1,
      to: openRupiah + 9_999,
      coldSince: new Date(reservation.at.getTime() - COOL_DOWN_MS),
    })
    const uniqueCode = drawCode(deps.draw, new Set(used.map((amount) => amount - openRupiah)))
    const amountRupiah = openRupiah + (uniqueCode ?? 0)
    if (uniqueCode === undefined || !takes(method, amountRupiah)) break
    const charge = await insertCharge(deps.db, { ...common, account, uniqueCode, amountRupiah })
    if (charge) return charge
  }
  throw new Refusal('charge.no_unique_amount', {})
}

/** Any of 1 to 999; with those all taken, of 1,000 to 9,999. */
function drawCode(draw: Deps['draw'], used: Set<number>): number | undefined {
  const free = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
      (code) => !used.has(code),
    )
  const small = free(1, 999)
  const codes = small.length > 0 ? small : free(1_000, 9_999)
  return codes[draw(Math.max(codes.length, 1))]
}

async function getReady(
  deps: Needs,
  { gateway, method }: Offered,
  { charge, payable }: { charge: ChargeRow; payable: Payable },
) {
  // No network behind it, so it may happen here.
  const made = await gateway.create(
    forGateway(deps, { charge, payable, lastsMinutes: method.lastsMinutes }),
    AbortSignal.timeout(1_000),
  )
  await setChargeReady(deps.db, charge.id, made)
  await tellStaff(deps, 'payments.confirm', {
    code: 'transfer.to_confirm',
    details: {
      chargeId: charge.id,
      customer: customerName(payable),
      amountRupiah: charge.amount_rupiah,
      account: method.account ?? method.label,
      title: payable.title,
    },
    slot: `transfer:${charge.id}`,
  })
}

// No 0/O, 1/I/L: references are read out to a gateway's support.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** New for every try, and for every installation that shares a merchant's account. */
function newReference(draw: Deps['draw'], { kind, id }: PayableRef, attempt: number) {
  const tail = Array.from({ length: 5 }, () => LETTERS[draw(LETTERS.length)]).join('')
  return `${kind === 'order' ? 'W' : 'I'}${id}-${attempt}-${tail}`
}
