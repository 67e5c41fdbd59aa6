import { addDays, type Day, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import { gatewayFee } from './gateway-fee.ts'
import { findMethod } from './pay-methods.ts'
import { findMismatches } from './reconcile-mismatches.ts'
import { clearedBefore, movedByDay, paidByDay, settledByDay } from './reconcile-queries.ts'

/** A day of one gateway; all of it money that moved then, none of it a balance. */
export type GatewayDay = {
  day: Day
  payments: number
  /** What charges were paid, by the gateway's word, or by who saw it on the bank's list. */
  paidRupiah: number
  /** What came onto its clearing account in our books, and what went off it again. */
  bookedRupiah: number
  backRupiah: number
  /** Paid out to us, or seen on the bank's list; and what was kept of it. */
  settledRupiah: number
  feeRupiah: number
}

export type GatewayMonth = {
  gateway: string
  days: GatewayDay[]
  sum: Omit<GatewayDay, 'day'>
  /** What it held of ours before the month began, and what it holds at its end. */
  beforeRupiah: number
  heldRupiah: number
  /** What its tariff says that it would keep; nobody is charged it. */
  expectedFeeRupiah: number
}

export type Mismatch =
  | { kind: 'day'; gateway: string; day: Day; paidRupiah: number; bookedRupiah: number }
  | { kind: 'old'; gateway: string; amountRupiah: number; days: number }
  | { kind: 'held' | 'stray' | 'unread'; gateway: string; reference: string; day: Day }
  | { kind: 'unknown'; gateway: string; reference: string; day: Day; amountRupiah: number }
  | { kind: 'reversed'; paymentId: number; customer: string; day: Day; amountRupiah: number }
  | { kind: 'unseen'; paymentId: number; customer: string; day: Day; amountRupiah: number }
  | {
      kind: 'refund'
      paymentId: number
      customer: string
      day: Day
      amountRupiah: number
      state: 'asked' | 'refused'
    }
  | { kind: 'waiting'; count: number; amountRupiah: number }

export type Reconciliation = {
  from: Day
  to: Day
  gateways: GatewayMonth[]
  mismatches: Mismatch[]
}

type Needs = Pick<Deps, 'db' | 'now' | 'business' | 'gateways'>

/** Money may be on its way to us for so long before anybody wonders. */
export const SETTLES_IN_DAYS = 3

/** A month of every gateway, day by day: what was paid, booked and paid out, and what does not match. */
export async function reconcile(deps: Needs, firstDay: Day): Promise<Reconciliation> {
  const { timeZone } = deps.business
  const today = dayOf(deps.now(), timeZone)
  const last = addDays(`${addDays(firstDay, 31).slice(0, 8)}01`, -1)
  const to = last < today ? last : today
  const span = {
    from: startOfDay(firstDay, timeZone),
    until: startOfDay(addDays(to, 1), timeZone),
    timeZone,
  }
  const [paid, moved, settled, before] = [
    await paidByDay(deps.db, span),
    await movedByDay(deps.db, span),
    await settledByDay(deps.db, { from: firstDay, to }),
    await clearedBefore(deps.db, span.from),
  ]
  const rows = [...paid, ...moved, ...settled]
  const names = [...new Set([...rows, ...before].map(({ gateway }) => gateway))].toSorted()
  const gateways = names.map((gateway) => {
    const days = daysOf(rows.filter((row) => row.gateway === gateway))
    const sum = days.reduce(add, NOTHING)
    const movedRupiah = moved
      .filter((row) => row.gateway === gateway)
      .reduce((all, { movedRupiah: one }) => all + one, 0)
    const beforeRupiah = before.find((one) => one.gateway === gateway)?.heldRupiah ?? 0
    const expectedFeeRupiah = paid
      .filter((row) => row.gateway === gateway)
      .flatMap(({ amounts }) => amounts)
      .reduce((all, one) => all + expectedFee(deps, one), 0)
    return {
      gateway,
      days,
      sum,
      beforeRupiah,
      heldRupiah: beforeRupiah + movedRupiah,
      expectedFeeRupiah,
    }
  })
  const off = gateways.flatMap(({ gateway, days }) =>
    days.flatMap(({ day, paidRupiah, bookedRupiah }): Mismatch[] =>
      paidRupiah === bookedRupiah ? [] : [{ kind: 'day', gateway, day, paidRupiah, bookedRupiah }],
    ),
  )
  const mismatches = [
    ...off,
    ...(await findMismatches(deps.db, { ...span, now: deps.now(), today, to })),
  ]
  return { from: firstDay, to, gateways, mismatches }
}

const NOTHING = {
  payments: 0,
  paidRupiah: 0,
  bookedRupiah: 0,
  backRupiah: 0,
  settledRupiah: 0,
  feeRupiah: 0,
}

type Part = { day: Day } & Partial<typeof NOTHING>

function daysOf(parts: Part[]): GatewayDay[] {
  const days = Map.groupBy(parts, ({ day }) => day)
  return [...days]
    .map(([day, all]) => ({ day, ...all.reduce(add, NOTHING) }))
    .filter((one) => Object.values(one).some((value) => typeof value === 'number' && value !== 0))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

function add(sum: typeof NOTHING, part: Partial<typeof NOTHING>): typeof NOTHING {
  const keys = Object.keys(NOTHING) as (keyof typeof NOTHING)[]
  return Object.fromEntries(keys.map((key) => [key, sum[key] + (part[key] ?? 0)])) as typeof NOTHING
}

function expectedFee(
  { gateways }: Pick<Deps, 'gateways'>,
  { method, amountRupiah }: { method: string; amountRupiah: number },
) {
  const fee = findMethod(gateways, method)?.method.fee
  return fee === undefined ? 0 : gatewayFee(fee, amountRupiah)
}
