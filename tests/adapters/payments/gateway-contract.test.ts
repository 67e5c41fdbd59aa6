import { beforeAll, describe, expect, test } from 'vitest'
import { createDuitku } from '../../../src/adapters/payments/duitku/duitku.ts'
import { startDuitkuStandIn } from '../../../src/adapters/payments/duitku/duitku-stand-in.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { OutcomeUnknown, Rejected, Unreachable } from '../../../src/domain/fault.ts'
import type { Gateway, NewCharge } from '../../../src/domain/payments/gateway.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { brokenServer, closedAddress, listeningDoor } from './broken-server.ts'

/** A gateway and the other side of it, each in its own way. */
type Stage = {
  gateway: (baseUrl?: string) => Gateway
  /** The same, with a key somebody guessed. */
  stranger: Gateway
  method: string
  pay: (reference: string, amountRupiah?: number) => void
  fail: (reference: string) => void
  tell: (reference: string) => Promise<unknown>
}

async function duitkuStage(signature: 'hmac' | 'legacy'): Promise<Stage> {
  const settings = { merchantCode: 'D1234', apiKey: 'test-api-key-123', signature }
  const other = await startDuitkuStandIn(settings)
  atTheEnd(other.close)
  return {
    gateway: (baseUrl = other.baseUrl) => createDuitku({ ...settings, baseUrl }),
    stranger: createDuitku({ ...settings, apiKey: 'guessed', baseUrl: other.baseUrl }),
    method: 'duitku-va-bca',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'expired'),
    tell: other.tell,
  }
}

async function sandboxStage(): Promise<Stage> {
  const secret = 'sandbox-secret'
  const other = await startSandboxServer({ secret })
  atTheEnd(other.close)
  return {
    gateway: (baseUrl = other.baseUrl) => createSandbox({ baseUrl, secret }),
    stranger: createSandbox({ baseUrl: other.baseUrl, secret: 'guessed' }),
    method: 'sandbox',
    pay: (reference, amount) => other.settle(reference, 'paid', amount),
    fail: (reference) => other.settle(reference, 'failed'),
    tell: other.tell,
  }
}

const soon = () => AbortSignal.timeout(5_000)
let charges = 0

describe.each([
  ['Duitku', () => duitkuStage('hmac')],
  ['Duitku with legacy signatures', () => duitkuStage('legacy')],
  ['the sandbox gateway', sandboxStage],
])('%s', (_, setTheStage) => {
  let stage: Stage
  let gateway: Gateway
  let door: Awaited<ReturnType<typeof listeningDoor>>
  beforeAll(async () => {
    stage = await setTheStage()
    gateway = stage.gateway()
    door = await listeningDoor()
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
  const ask = (reference: string, whom = gateway) =>
    whom.status?.(
      { method: stage.method, reference, providerReference: null, amountRupiah: 15_000 },
      soon(),
    ) ?? Promise.reject(new Error('cannot be asked'))
  const make = async () => {
    const charge = newCharge()
    return { ...charge, ...(await gateway.create(charge, soon())) }
  }

  test('gives something to pay with, and then says that it waits', async () => {
    const { reference, details, providerReference } = await make()
    expect(details.payUrl ?? details.code?.value).toBeTruthy()
    expect(await ask(reference)).toEqual({
      state: 'pending',
      amountRupiah: 15_000,
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

  test('refuses a reference that was used', async () => {
    const { reference } = await make()
    await expect(gateway.create({ ...newCharge(), reference }, soon())).rejects.toBeInstanceOf(
      Rejected,
    )
  })

  test('refuses who signs with another key, and is not believed when it does', async () => {
    const { reference } = await make()
    stage.pay(reference)
    await stage.tell(reference)
    const { raw, headers } = door.heard.at(-1) ?? { raw: '', headers: {} }
    const stranger = stage.stranger

    expect(stranger.readCallback?.(raw, headers).kind).toBe('bad_signature')
    await expect(stranger.create(newCharge(), soon())).rejects.toBeInstanceOf(Rejected)
    await expect(ask(reference, stranger)).rejects.toBeInstanceOf(Rejected)
  })

  test('tells news that can be believed as far as they are signed', async () => {
    const { reference, providerReference } = await make()
    stage.pay(reference)
    await stage.tell(reference)
    const { raw, headers } = door.heard.at(-1) ?? { raw: '', headers: {} }

    expect(gateway.readCallback?.(raw, headers)).toEqual({
      kind: 'signed',
      reference,
      amountRupiah: 15_000,
      providerReference,
      claims: 'paid',
    })
    const forged = raw.replace(reference, reference.replace('ABCDE', 'ABCDF'))
    expect(gateway.readCallback?.(forged, headers)).toEqual({ kind: 'bad_signature' })
    expect(gateway.readCallback?.('', headers)?.kind).not.toBe('signed')
  })

  test('out of reach has done nothing, whatever was asked', async () => {
    const away = stage.gateway(await closedAddress())
    await expect(away.create(newCharge(), soon())).rejects.toBeInstanceOf(Unreachable)
    await expect(ask('W1-1-ABCDE', away)).rejects.toBeInstanceOf(Unreachable)
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
      await expect(ask('W1-1-ABCDE', broken)).rejects.toBeInstanceOf(Unreachable)
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
