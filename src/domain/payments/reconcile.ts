import { addDays, type Day, dayOf, startOfDay } from '../day.ts'
import type { Deps } from '../deps.ts'
import { gatewayFee } from './gateway-fee.ts'
import { findMethod } from './pay-methods.ts'
import { findMismatches } from './reconcile-mismatch-queries.ts'
import {
  clearedBefore,
  movedByDay,
  paidAmounts,
  paidByDay,
  settledByDay,
} from './reconcile-queries.ts'
import type { GatewayDay, Mismatch, Reconciliation } from './reconciliation.ts'

type Needs = Pick<Deps, 'db' | 'now' | 'business' | 'gateways'>

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
  const paid = await paidByDay(deps.db, span)
  const moved = await movedByDay(deps.db, span)
  const settled = await settledByDay(deps.db, { from: firstDay, to })
  const before = await clearedBefore(deps.db, span.from)
  const amounts = await paidAmounts(deps.db, span)
  const rows = [...paid, ...moved, ...settled]
  const names = [...new Set([...rows, ...before].map(({ gateway }) => gateway))].toSorted()
  const gateways = names.map((gateway) => {
    const days = daysOf(rows.filter((row) => row.gateway === gateway))
    const sum = days.reduce(add, NOTHING)
    const movedRupiah = moved
      .filter((row) => row.gateway === gateway)
      .reduce((all, { movedRupiah: one }) => all + one, 0)
    const beforeRupiah = before.find((one) => one.gateway === gateway)?.heldRupiah ?? 0
    const expectedFeeRupiah = amounts
      .filter((row) => row.gateway === gateway)
      .reduce((all, one) => all + one.payments * expectedFee(deps, one), 0)
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
