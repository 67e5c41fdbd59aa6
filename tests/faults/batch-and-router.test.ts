import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { createVoucherBatch } from '../../src/domain/vouchers/create-voucher-batch.ts'
import { until } from '../support/until.ts'
import { seed } from './rounds.ts'
import { openVoucherShop } from './voucher-shop.ts'

const QUANTITY = 200
const isSome = (count: number) => count > 0

test(
  'a batch is on the router whole before one code of it counts, whatever happens on the way',
  { timeout: 120_000 },
  async () => {
    const draw = seededDice(seed)
    const shop = await openVoucherShop()
    const { db, deps, router } = shop
    const state = async () =>
      (await db.selectFrom('voucher_batches').select('state').executeTakeFirstOrThrow()).state
    const onRouter = () =>
      router.users().flatMap(({ name }) => (name === 'default-trial' ? [] : [name]))
    let readyTooEarly = false
    const look = async () => {
      if (onRouter().length < QUANTITY && (await state()) === 'ready') readyTooEarly = true
    }

    // The connection dies in the middle, after a command that took effect.
    router.setFaults({ dropAfter: 40 + draw(60), dropWith: 'rst' })
    await createVoucherBatch(deps, {
      package: 'mingguan',
      quantity: QUANTITY,
      by: null,
      conversationId: null,
    })
    let program = await shop.open()
    await until(() => onRouter().length, isSome, 20_000)
    await look()

    // It takes commands and says nothing; then the program dies.
    router.setFaults({ stall: 'applied' })
    await pause(draw(500))
    await program.kill()
    await look()

    // It comes back with nothing of ours, and answers again.
    router.clearFaults()
    await router.reset()
    program = await shop.open()
    await until(() => onRouter().length, isSome, 30_000)
    await look()
    await program.kill()
    await look()
    program = await shop.open()

    await until(state, 'ready', 45_000)
    expect(readyTooEarly).toBe(false)
    const codes = (await db.selectFrom('vouchers').select('code').execute()).map(({ code }) => code)
    expect(codes).toHaveLength(QUANTITY)
    expect(onRouter().toSorted()).toEqual(codes.toSorted())
    expect(program.lastWords()).toBeUndefined()
    console.log(`seed ${seed}: ${QUANTITY} codes, each once on the router after three accidents`)
  },
)
