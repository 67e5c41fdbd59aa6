import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { openShop } from '../../domain/payments/payment-shop.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { until } from '../../support/until.ts'

const secret = 'sandbox-secret'

async function sandboxShop() {
  const server = await startSandboxServer({ secret })
  atTheEnd(server.close)
  const shop = await openShop({ gateways: [createSandbox({ baseUrl: server.baseUrl, secret })] })
  const order = await shop.order(5_000)
  const { chargeId } = await shop.choose(order.token, 'sandbox')
  await shop.effects.idle()
  const { details } = await shop.charge(chargeId)
  return { shop, order, payUrl: details.payUrl ?? '' }
}

function press(payUrl: string, fields: Record<string, string>) {
  return fetch(payUrl, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
}

describe('the page of the sandbox gateway', () => {
  test('has a button that pays: page, callback, status, receipt', async () => {
    const { shop, order, payUrl } = await sandboxShop()
    const page = await (await fetch(payUrl)).text()
    expect(page).toContain('Bayar Rp 5.000')

    const answer = await press(payUrl, { do: 'pay' })

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(order.url)
    await until(() => shop.effectsOf('callback.read').then(({ length }) => length), 1)
    await shop.effects.idle()
    expect(await shop.orderRow(order.orderId)).toMatchObject({ state: 'paid' })
    expect(await (await fetch(payUrl)).text()).toContain('Sudah dibayar')
  })

  test('has a button that pays too little', async () => {
    const { shop, order, payUrl } = await sandboxShop()
    await press(payUrl, { amount: '2500' })
    await until(() => shop.effectsOf('callback.read').then(({ length }) => length), 1)
    await shop.effects.idle()
    expect(await shop.orderRow(order.orderId)).toMatchObject({
      state: 'open',
      applied_rupiah: 2_500,
    })
  })

  test('has a button that fails', async () => {
    const { shop, order, payUrl } = await sandboxShop()
    await press(payUrl, { do: 'fail' })
    await until(() => shop.effectsOf('callback.read').then(({ length }) => length), 1)
    await shop.effects.idle()
    expect(await shop.orderRow(order.orderId)).toMatchObject({ state: 'open', applied_rupiah: 0 })
  })

  test('shows what customers wrote as text', async () => {
    const server = await startSandboxServer({ secret })
    atTheEnd(server.close)
    const { details } = await createSandbox({ baseUrl: server.baseUrl, secret }).create(
      {
        method: 'sandbox',
        reference: 'W1-1-ABCDE',
        amountRupiah: 5_000,
        description: '<script>alert(1)</script>',
        customerName: 'Budi',
        customerPhone: null,
        lastsMinutes: 60,
        callbackUrl: 'http://127.0.0.1/x',
        returnUrl: 'http://127.0.0.1/y',
      },
      AbortSignal.timeout(5_000),
    )
    expect(await (await fetch(details.payUrl ?? '')).text()).not.toContain('<script>')
  })
})

test('links of the sandbox gateway survive a restart', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'wicara-sandbox-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  const keepIn = path.join(folder, 'gateway.json')
  const before = await startSandboxServer({ secret, keepIn })
  const charge = {
    method: 'sandbox',
    reference: 'W1-1-ABCDE',
    amountRupiah: 5_000,
    description: 'Harian',
    customerName: 'Budi',
    customerPhone: null,
    lastsMinutes: 60,
    callbackUrl: 'http://127.0.0.1/x',
    returnUrl: 'http://127.0.0.1/y',
  }
  await createSandbox({ baseUrl: before.baseUrl, secret }).create(
    charge,
    AbortSignal.timeout(5_000),
  )
  await before.close()

  const after = await startSandboxServer({ secret, keepIn })
  atTheEnd(after.close)
  expect(after.baseUrl).toBe(before.baseUrl)
  expect((await fetch(`${after.baseUrl}/pay/W1-1-ABCDE`)).status).toBe(200)
})
