import { beforeAll, describe, expect, test } from 'vitest'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import type { Gateway, NewCharge } from '../../../src/domain/payments/gateway.ts'
import { isForGateways } from '../../../src/domain/payments/gateway-fee.ts'
import { brokenServer, closedAddress, listeningDoor } from './broken-server.ts'
import { type Stage, stages } from './stages.ts'

const soon = () => AbortSignal.timeout(5_000)
const SOME_NUMBER: unknown = expect.any(String)
let charges = 0

describe.each(Object.entries(stages))('%s', (_, setTheStage) => {
  let stage: Stage
  let gateway: Gateway
  let door: Awaited<ReturnType<typeof listeningDoor>>
  beforeAll(async () => {
    stage = await setTheStage()
    gateway = stage.gateway()
    door = await listeningDoor()
    stage.setWebhook?.(door.url)
  })

  const newCharge = (): NewCharge => ({
    method: stage.method,
    reference: `W1-${(charges += 1)}-ABCDE`,
    amountRupiah: 15_000,
    description: '2 × Harian',
    customerName: 'Budi',
    customerPhone: null,
    lastsMinutes: 60,
    callbackUrl: door.url,
    returnUrl: 'http://127.0.0.1/pay/x',
  })
  const ask = (
    reference: string,
    { whom = gateway, number = null }: { whom?: Gateway; number?: string | null } = {},
  ) =>
    whom.status?.(
      { method: stage.method, reference, providerReference: number, amountRupiah: 15_000 },
      soon(),
    ) ?? Promise.reject(new Error('cannot be asked'))
  const make = async () => {
    const charge = newCharge()
    return { ...charge, ...(await gateway.create(charge, soon())) }
  }
  const news = async (reference: string) => {
    await stage.tell(reference)
    return door.heard.at(-1) ?? { raw: '', headers: {} }
  }

  test('takes no less and no more than is given to gateways', () => {
    for (const { minRupiah, maxRupiah } of gateway.methods) {
      expect(isForGateways(minRupiah)).toBe(true)
      expect(isForGateways(maxRupiah)).toBe(true)
    }
    const names = gateway.methods.map(({ method }) => method)
    expect(new Set(names).size).toBe(names.length)
    expect(names.every((name) => name.startsWith(gateway.name))).toBe(true)
  })

  test('gives something to pay with, and then says that it waits', async () => {
    const { reference, details, providerReference } = await make()
    expect(details.payUrl ?? details.code?.value).toBeTruthy()
    expect(await ask(reference, { number: providerReference })).toEqual({
      state: 'pending',
      amountRupiah: stage.asksLate ? null : 15_000,
      providerReference,
    })
  })

  test('says what was paid, also when it is another amount', async () => {
    const [exact, less] = [await make(), await make()]
    stage.pay(exact.reference)
    stage.pay(less.reference, 12_000)
    expect(await ask(exact.reference)).toMatchObject({ state: 'paid', amountRupiah: 15_000 })
    expect(await ask(less.reference)).toMatchObject({ state: 'paid', amountRupiah: 12_000 })
  })

  test('says when it came to nothing', async () => {
    const { reference } = await make()
    stage.fail(reference)
    expect(['failed', 'expired']).toContain((await ask(reference)).state)
  })

  test('says when it has never heard of a charge', async () => {
    expect(await ask('W404-1-ABCDE')).toEqual({
      state: 'absent',
      amountRupiah: null,
      providerReference: null,
    })
  })

  test('does not lose track of a reference that was used', async () => {
    const { reference } = await make()
    const again = await gateway
      .create({ ...newCharge(), reference }, soon())
      .catch((error: unknown) => error)
    expect(again instanceof Rejected).toBe(!stage.takesReferencesTwice)
    stage.pay(reference)
    expect((await ask(reference)).state).toBe('paid')
  })

  test('refuses who signs with another key, and is not believed when it does', async () => {
    const { reference } = await make()
    stage.pay(reference)
    const { raw, headers } = await news(reference)
    const stranger = stage.stranger

    expect(stranger.readCallback?.(raw, headers).kind).toBe('bad_signature')
    await expect(stranger.create(newCharge(), soon())).rejects.toBeInstanceOf(Rejected)
    await expect(ask(reference, { whom: stranger })).rejects.toBeInstanceOf(Rejected)
  })

  test('tells news that can be believed as far as they are signed', async () => {
    const { reference, providerReference } = await make()
    stage.pay(reference)
    const { raw, headers } = await news(reference)

    expect(gateway.readCallback?.(raw, headers)).toEqual({
      kind: 'signed',
      reference,
      amountRupiah: 15_000,
      providerReference: stage.numbersPayments ? SOME_NUMBER : providerReference,
      claims: 'paid',
    })
    expect(gateway.readCallback?.('', headers)?.kind).not.toBe('signed')
    expect(gateway.readCallback?.(raw, {})?.kind).toBe(
      // Some write their signature into the body, others above it.
      Object.keys(headers).some((name) => /signature|token/.test(name))
        ? 'bad_signature'
        : 'signed',
    )
  })

  test('says the same however often the news come, and in which order', async () => {
    const { reference } = await make()
    const before = await news(reference)
    stage.pay(reference)
    const after = await news(reference)
    const [first, second] = [after, after].map(({ raw, headers }) =>
      gateway.readCallback?.(raw, headers),
    )

    expect(second).toEqual(first)
    expect(gateway.readCallback?.(before.raw, before.headers)).not.toMatchObject({ claims: 'paid' })
    expect((await ask(reference)).state).toBe('paid')
  })

  test('gets nobody anything by news that were written over', async () => {
    const [paid, open] = [await make(), await make()]
    stage.pay(paid.reference)
    const { raw, headers } = await news(paid.reference)
    const forged = raw.replaceAll(paid.reference, open.reference)

    expect(gateway.readCallback?.(forged, headers).kind).toBe(
      stage.provesSenderOnly ? 'signed' : 'bad_signature',
    )
    const asked = await ask(open.reference, { number: open.providerReference })
    expect(asked.state).toBe('pending')
  })

  test('claims no payment where money is told of that is not whole rupiah', async () => {
    const { reference } = await make()
    stage.pay(reference, 15_000.5)
    const { raw, headers } = await news(reference)
    expect(gateway.readCallback?.(raw, headers).kind).toBe('malformed')
  })

  test('out of reach has done nothing, whatever was asked', async () => {
    const away = stage.gateway(await closedAddress())
    await expect(away.create(newCharge(), soon())).rejects.toBeInstanceOf(Unreachable)
    await expect(ask('W1-1-ABCDE', { whom: away })).rejects.toBeInstanceOf(Unreachable)
  })

  test.each([
    ['breaks', (response) => response.writeHead(502).end('oops')],
    ['hangs up', (response) => response.socket?.destroy()],
    [
      'answers half',
      (response) =>
        response
          .writeHead(200, { 'content-length': '99' })
          .write('{', () => response.socket?.destroy()),
    ],
  ] satisfies [string, Parameters<typeof brokenServer>[0]][])(
    'that %s may have made a charge, and can be asked again for a status',
    async (_, answer) => {
      const broken = stage.gateway(await brokenServer(answer))
      await expect(broken.create(newCharge(), soon())).rejects.toBeInstanceOf(OutcomeUnknown)
      await expect(ask('W1-1-ABCDE', { whom: broken })).rejects.toBeInstanceOf(Unreachable)
    },
  )

  test('that stalls is given up at the deadline', async () => {
    const stalling = stage.gateway(await brokenServer(() => {}))
    await expect(stalling.create(newCharge(), AbortSignal.timeout(100))).rejects.toBeInstanceOf(
      OutcomeUnknown,
    )
  })

  test('that sends us elsewhere is not followed', async () => {
    const elsewhere = stage.gateway(
      await brokenServer((response) =>
        response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
      ),
    )
    await expect(elsewhere.create(newCharge(), soon())).rejects.toBeInstanceOf(OutcomeUnknown)
  })
})
