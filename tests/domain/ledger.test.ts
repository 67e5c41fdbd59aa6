import { beforeAll, describe, expect, test } from 'vitest'
import { clearingOf, receivableOf, revenueOf, walletOf } from '../../src/domain/ledger/account.ts'
import { balanceOf } from '../../src/domain/ledger/balance-of.ts'
import { checkLedger } from '../../src/domain/ledger/check-ledger.ts'
import { postTransfer } from '../../src/domain/ledger/post-transfer.ts'
import { postTransfers } from '../../src/domain/ledger/post-transfers.ts'
import type { NewTransfer } from '../../src/domain/ledger/transfer.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import type { Db } from '../../src/domain/tables.ts'
import { testClock } from '../support/clock.ts'
import { testDb } from '../support/test-db.ts'

let deps: { db: Db; now: () => Date }
let people = 0
beforeAll(async () => {
  deps = { db: await testDb(), now: testClock().now }
})

/** A customer nobody else in this file touches. */
function somebody() {
  people += 1
  return people
}

function topUp(person: number, amount: number, key = `top-up:${person}`): NewTransfer {
  return {
    key,
    cause: 'payment',
    subject: `person:${person}`,
    lines: [
      { account: clearingOf('duitku'), amount: -amount },
      { account: walletOf(person), amount },
    ],
  }
}

function spend(person: number, amount: number, key = `spend:${person}`): NewTransfer {
  return {
    key,
    cause: 'voucher sale',
    subject: `person:${person}`,
    lines: [
      { account: walletOf(person), amount: -amount },
      { account: revenueOf('isp'), amount },
    ],
  }
}

describe('a transfer', () => {
  test('moves money from one account to another', async () => {
    const ani = somebody()
    const revenue = await balanceOf(deps, revenueOf('isp'))

    await postTransfer(deps, topUp(ani, 20_000))
    await postTransfer(deps, spend(ani, 5_000))

    expect(await balanceOf(deps, walletOf(ani))).toBe(15_000)
    expect(await balanceOf(deps, revenueOf('isp'))).toBe(revenue + 5_000)
  })

  test('an account nobody ever posted to is empty', async () => {
    expect(await balanceOf(deps, walletOf(somebody()))).toBe(0)
  })

  test('posted again changes nothing and says so', async () => {
    const ani = somebody()
    const first = await postTransfer(deps, topUp(ani, 20_000))
    const again = await postTransfer(deps, topUp(ani, 20_000))

    expect(first.kind).toBe('posted')
    expect(again).toEqual({ kind: 'exists', transferId: first.transferId })
    expect(await balanceOf(deps, walletOf(ani))).toBe(20_000)
  })

  test('fired fifty times at once is posted once', async () => {
    const ani = somebody()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => postTransfer(deps, topUp(ani, 20_000))),
    )

    expect(answers.filter(({ kind }) => kind === 'posted')).toHaveLength(1)
    expect(new Set(answers.map(({ transferId }) => transferId)).size).toBe(1)
    expect(await balanceOf(deps, walletOf(ani))).toBe(20_000)
  })

  test('cannot borrow the key of another', async () => {
    const ani = somebody()
    await postTransfer(deps, topUp(ani, 20_000, `key:${ani}`))

    await expect(postTransfer(deps, topUp(ani, 20_001, `key:${ani}`))).rejects.toThrow(
      'posted before with other lines',
    )
    expect(await balanceOf(deps, walletOf(ani))).toBe(20_000)
  })

  test('that takes more than a wallet holds is refused, and nothing of it happens', async () => {
    const ani = somebody()
    await postTransfer(deps, topUp(ani, 20_000))
    const revenue = await balanceOf(deps, revenueOf('isp'))

    const refusal = await postTransfer(deps, spend(ani, 20_001)).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'ledger.insufficient', details: { purpose: 'wallet' } })
    expect(await balanceOf(deps, walletOf(ani))).toBe(20_000)
    expect(await balanceOf(deps, revenueOf('isp'))).toBe(revenue)
  })

  test('may put a customer into debt where he is allowed to owe', async () => {
    const ani = somebody()
    await postTransfer(deps, {
      key: `invoice:${ani}`,
      cause: 'invoice',
      subject: `invoice:${ani}`,
      lines: [
        { account: receivableOf(ani), amount: -100_000 },
        { account: revenueOf('isp'), amount: 100_000 },
      ],
    })
    await postTransfer(deps, {
      key: `payment:${ani}`,
      cause: 'payment',
      subject: `invoice:${ani}`,
      lines: [
        { account: clearingOf('duitku'), amount: -80_000 },
        { account: receivableOf(ani), amount: 80_000 },
      ],
    })

    expect(await balanceOf(deps, receivableOf(ani))).toBe(-20_000)
  })

  test('adds up the lines of one account and leaves out what comes to nothing', async () => {
    const ani = somebody()
    await postTransfer(deps, {
      key: `parts:${ani}`,
      cause: 'payment',
      subject: `person:${ani}`,
      lines: [
        { account: clearingOf('duitku'), amount: -5_000 },
        { account: walletOf(ani), amount: 3_000 },
        { account: walletOf(ani), amount: 2_000 },
        { account: revenueOf('isp'), amount: 0 },
      ],
    })

    expect(await balanceOf(deps, walletOf(ani))).toBe(5_000)
  })

  test('that does not come to zero is refused by the database', async () => {
    const ani = somebody()
    await expect(
      postTransfer(deps, {
        key: `lost:${ani}`,
        cause: 'payment',
        subject: `person:${ani}`,
        lines: [
          { account: clearingOf('duitku'), amount: -5_000 },
          { account: walletOf(ani), amount: 4_999 },
        ],
      }),
    ).rejects.toThrow('unbalanced transfer')
  })

  test('cannot turn rupiah into points', async () => {
    const ani = somebody()
    await expect(
      postTransfer(deps, {
        key: `magic:${ani}`,
        cause: 'redemption',
        subject: `person:${ani}`,
        lines: [
          { account: clearingOf('duitku'), amount: -5_000 },
          {
            account: { owner: `person:${ani}`, purpose: 'points', currency: 'PTS' },
            amount: 5_000,
          },
        ],
      }),
    ).rejects.toThrow('unbalanced transfer')
  })

  test('has no fractions of a rupiah', async () => {
    await expect(postTransfer(deps, topUp(somebody(), 0.5))).rejects.toThrow('not a whole amount')
  })
})

describe('many transfers at once', () => {
  test('are posted together, repeats recognised', async () => {
    const everybody = Array.from({ length: 1_000 }, somebody)
    await postTransfers(
      deps,
      everybody.slice(0, 10).map((person) => topUp(person, 1_000)),
    )

    const answers = await postTransfers(
      deps,
      everybody.map((person) => topUp(person, 1_000)),
    )

    expect(answers.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 10 }, () => 'exists'),
      ...Array.from({ length: 990 }, () => 'posted'),
    ])
    expect(await balanceOf(deps, walletOf(everybody[0] ?? 0))).toBe(1_000)
    expect(await balanceOf(deps, walletOf(everybody[999] ?? 0))).toBe(1_000)
  })

  test('are all refused when one of them is', async () => {
    const [ani, budi] = [somebody(), somebody()]
    await postTransfer(deps, topUp(ani, 10_000))

    await expect(postTransfers(deps, [spend(ani, 5_000), spend(budi, 1)])).rejects.toMatchObject({
      code: 'ledger.insufficient',
    })
    expect(await balanceOf(deps, walletOf(ani))).toBe(10_000)
  })

  test('of one posting have different keys', async () => {
    const ani = somebody()
    await expect(postTransfers(deps, [topUp(ani, 1), topUp(ani, 1)])).rejects.toThrow('same key')
  })
})

describe('at the same instant', () => {
  test('spenders of one wallet get what one after the other would', async () => {
    const ani = somebody()
    await postTransfer(deps, topUp(ani, 100_000))

    const amounts = Array.from({ length: 60 }, (_, index) => 1_000 + ((index * 7_919) % 9_000))
    const outcomes = await Promise.all(
      amounts.map((amount, index) =>
        postTransfer(deps, spend(ani, amount, `race:${ani}:${index}`)).then(
          () => ({ amount, got: true }),
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'ledger.insufficient' })
            return { amount, got: false }
          },
        ),
      ),
    )

    const left = await balanceOf(deps, walletOf(ani))
    const spent = outcomes.filter(({ got }) => got).reduce((sum, { amount }) => sum + amount, 0)
    expect(left).toBe(100_000 - spent)
    // The balance only fell, so whoever was refused would have been refused at the end too.
    const refused = outcomes.filter(({ got }) => !got).map(({ amount }) => amount)
    expect(refused.length).toBeGreaterThan(0)
    expect(Math.min(...refused)).toBeGreaterThan(left)
  })

  test('first payments to one new account find one account', async () => {
    const ani = somebody()
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        postTransfer(deps, topUp(ani, 1_000, `first:${ani}:${index}`)),
      ),
    )
    expect(await balanceOf(deps, walletOf(ani))).toBe(30_000)
  })

  test('money moving in circles never locks up', async () => {
    const ring = Array.from({ length: 5 }, somebody)
    await postTransfers(
      deps,
      ring.map((person) => topUp(person, 50_000)),
    )
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const from = ring[index % 5] ?? 0
        const to = ring[(index + 1 + (index % 4)) % 5] ?? 0
        return postTransfer(deps, {
          key: `ring:${from}:${index}`,
          cause: 'gift',
          subject: `person:${to}`,
          lines: [
            { account: walletOf(from), amount: -100 },
            { account: walletOf(to), amount: 100 },
          ],
        })
      }),
    )
    const balances = await Promise.all(ring.map((person) => balanceOf(deps, walletOf(person))))
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(250_000)
  })
})

test('after all of this the books are sound', async () => {
  expect(await checkLedger(deps)).toEqual({
    sound: true,
    sums: [],
    unbalancedTransfers: [],
    drifted: [],
  })
})
