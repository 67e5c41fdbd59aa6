import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../../src/domain/ledger/account.ts'
import { balanceOf } from '../../src/domain/ledger/balance-of.ts'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import { postTransfer } from '../../src/domain/ledger/post-transfer.ts'
import type { NewTransfer } from '../../src/domain/ledger/transfer.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import type { Db } from '../../src/domain/tables.ts'
import { testClock } from '../support/clock.ts'
import { testDb } from '../support/test-db.ts'

let deps: { db: Db; now: () => Date }
let runs = 0
beforeAll(async () => {
  deps = { db: await testDb(), now: testClock().now }
})

/** Three wallets that must not go below zero, a deposit with credit, and a till that may. */
function accountsOf(run: number): Account[] {
  const owner = `run:${run}`
  return [
    { owner, purpose: 'wallet:a', floor: 0 },
    { owner, purpose: 'wallet:b', floor: 0 },
    { owner, purpose: 'points', currency: 'PTS', floor: 0 },
    { owner, purpose: 'deposit', floor: -500 },
    { owner, purpose: 'till' },
    { owner, purpose: 'points issued', currency: 'PTS' },
  ]
}

const move = fc.record({
  key: fc.nat(12),
  lines: fc.array(
    fc.record({ from: fc.nat(5), to: fc.nat(5), amount: fc.integer({ min: 1, max: 400 }) }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** What the ledger promises, in a page of plain code. */
function model(accounts: Account[]) {
  const balances = accounts.map(() => 0)
  const keys = new Map<string, string>()
  return {
    balances,
    post({ key, lines }: { key: string; lines: number[] }) {
      const before = keys.get(key)
      const print = lines.join()
      if (before !== undefined) return before === print ? 'exists' : 'fault'
      const perCurrency = Map.groupBy(lines.keys(), (index) => accounts[index]?.currency ?? 'IDR')
      for (const members of perCurrency.values()) {
        if (members.reduce((sum, index) => sum + (lines[index] ?? 0), 0) !== 0) return 'fault'
      }
      if (lines.every((amount) => amount === 0)) return 'fault'
      const after = balances.map((balance, index) => balance + (lines[index] ?? 0))
      const tooLow = after.some(
        (balance, index) =>
          lines[index] !== 0 && balance < (accounts[index]?.floor ?? Number.NEGATIVE_INFINITY),
      )
      if (tooLow) return 'refused'
      after.forEach((balance, index) => (balances[index] = balance))
      keys.set(key, print)
      return 'posted'
    },
  }
}

async function outcomeOf(transfer: NewTransfer) {
  try {
    return (await postTransfer(deps, transfer)).kind
  } catch (error) {
    return error instanceof Refusal ? 'refused' : 'fault'
  }
}

test('whatever is asked of it, the ledger does what a page of plain code would', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 25 }), async (moves) => {
      const run = (runs += 1)
      const accounts = accountsOf(run)
      const expected = model(accounts)

      for (const { key, lines } of moves) {
        const amounts = accounts.map(() => 0)
        for (const { from, to, amount } of lines) {
          amounts[from] = (amounts[from] ?? 0) - amount
          amounts[to] = (amounts[to] ?? 0) + amount
        }
        const outcome = await outcomeOf({
          key: `${run}:${key}`,
          cause: 'test',
          subject: `run:${run}`,
          lines: accounts.map((account, index) => ({ account, amount: amounts[index] ?? 0 })),
        })
        expect(outcome).toBe(expected.post({ key: `${run}:${key}`, lines: amounts }))
      }
      const balances = await Promise.all(accounts.map((account) => balanceOf(deps, account)))
      expect(balances).toEqual(expected.balances)
    }),
    { numRuns: 25 },
  )
  expect((await checkLedger(deps)).sound).toBe(true)
})

test('many at once end where some order of one after the other would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ to: fc.nat(1), amount: fc.integer({ min: 1, max: 300 }) }), {
        minLength: 2,
        maxLength: 20,
      }),
      async (spends) => {
        const run = (runs += 1)
        const from: Account = { owner: `run:${run}`, purpose: 'wallet', floor: 0 }
        const other: Account = { owner: `run:${run}`, purpose: 'other', floor: 0 }
        const till: Account = { owner: `run:${run}`, purpose: 'till' }
        await postTransfer(deps, {
          key: `${run}:start`,
          cause: 'test',
          subject: 'test',
          lines: [
            { account: till, amount: -1_000 },
            { account: from, amount: 1_000 },
          ],
        })
        const outcomes = await Promise.all(
          spends.map(async ({ to, amount }, index) => ({
            amount,
            outcome: await outcomeOf({
              key: `${run}:${index}`,
              cause: 'test',
              subject: 'test',
              lines: [
                { account: from, amount: -amount },
                { account: to === 0 ? other : till, amount },
              ],
            }),
          })),
        )
        const left = await balanceOf(deps, from)
        const spent = outcomes
          .filter(({ outcome }) => outcome === 'posted')
          .reduce((sum, { amount }) => sum + amount, 0)
        expect(left).toBe(1_000 - spent)
        expect(outcomes.map(({ outcome }) => outcome)).not.toContain('fault')
        // The balance only fell, so whoever was refused would have been refused at the end too.
        const refused = outcomes.filter(({ outcome }) => outcome === 'refused')
        expect(Math.min(...refused.map(({ amount }) => amount))).toBeGreaterThan(left)
      },
    ),
    { numRuns: 25 },
  )
  expect((await checkLedger(deps)).sound).toBe(true)
})
