import { beforeAll, describe, expect, test } from 'vitest'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import type { Gateway, Refund } from '../../../src/domain/payments/gateway.ts'
import { brokenServer, closedAddress } from './broken-server.ts'
import { type Stage, stages } from './stages.ts'

const soon = () => AbortSignal.timeout(5_000)
let charges = 0

const able = Object.entries(stages).filter(([name]) => !/Duitku|Tripay/.test(name))

test.each(['Duitku', 'Tripay'] as const)(
  '%s sends nothing back, and does not offer to',
  async (name) => {
    const { gateway } = await stages[name]()
    expect(gateway().refund).toBeUndefined()
  },
)

describe.each(able)('money sent back by %s', (_, setTheStage) => {
  let stage: Stage
  let gateway: Gateway
  beforeAll(async () => {
    stage = await setTheStage()
    gateway = stage.gateway()
  })

  const paid = async () => {
    const reference = `W2-${(charges += 1)}-ABCDE`
    const { providerReference } = await gateway.create(
      {
        method: stage.method,
        reference,
        amountRupiah: 15_000,
        description: 'Harian',
        customerName: 'Budi',
        customerPhone: '6281200000001',
        lastsMinutes: 60,
        callbackUrl: 'http://127.0.0.1:9/callback',
        returnUrl: 'http://127.0.0.1/pay/x',
      },
      soon(),
    )
    return { method: stage.method, reference, providerReference, amountRupiah: 15_000 }
  }
  const back = (refund: Omit<Refund, 'reason'>, whom = gateway) =>
    whom.refund?.({ ...refund, reason: 'Router mati seharian' }, soon()) ??
    Promise.reject(new Error('cannot send back'))

  test('goes once, however often the same is asked', async () => {
    const charge = await paid()
    stage.pay(charge.reference)
    const first = await back({ ...charge, key: `back:${charge.reference}` })
    const again = await back({ ...charge, key: `back:${charge.reference}` })

    expect(first.providerReference).toBeTruthy()
    expect(again).toEqual(first)
    expect(stage.refundedRupiah?.(charge.reference)).toBe(15_000)
  })

  test('may be a part, and then another part', async () => {
    const charge = await paid()
    stage.pay(charge.reference)
    await back({ ...charge, amountRupiah: 5_000, key: 'part:1' })
    await back({ ...charge, amountRupiah: 10_000, key: 'part:2' })
    expect(stage.refundedRupiah?.(charge.reference)).toBe(15_000)
    await expect(back({ ...charge, amountRupiah: 1_000, key: 'part:3' })).rejects.toBeInstanceOf(
      Rejected,
    )
  })

  test('is refused for what was never paid, is not known, or is too much', async () => {
    const [open, small] = [await paid(), await paid()]
    stage.pay(small.reference, 12_000)
    await expect(back({ ...open, key: 'x1' })).rejects.toBeInstanceOf(Rejected)
    await expect(back({ ...small, key: 'x2' })).rejects.toBeInstanceOf(Rejected)
    await expect(back({ ...open, reference: 'W404-1-ABCDE', key: 'x3' })).rejects.toBeInstanceOf(
      Rejected,
    )
    await expect(back({ ...small, key: 'x4' }, stage.stranger)).rejects.toBeInstanceOf(Rejected)
  })

  test('has not left where nobody was reached, and may have where no answer came', async () => {
    const charge = { ...(await paid()), key: 'y1' }
    const away = stage.gateway(await closedAddress())
    const broken = stage.gateway(await brokenServer((response) => response.writeHead(502).end()))
    await expect(back(charge, away)).rejects.toBeInstanceOf(Unreachable)
    // Whoever looks the charge up first has asked nothing of it yet.
    const lost = await back(charge, broken).catch((error: unknown) => error)
    expect(lost instanceof OutcomeUnknown || lost instanceof Unreachable).toBe(true)
  })
})
