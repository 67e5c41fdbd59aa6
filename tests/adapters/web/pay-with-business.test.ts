import { expect, onTestFinished, test } from 'vitest'
import { createManual } from '../../../src/adapters/payments/manual/manual.ts'
import { createSandbox } from '../../../src/adapters/payments/sandbox/sandbox.ts'
import { startSandboxServer } from '../../../src/adapters/payments/sandbox/sandbox-server.ts'
import { businessName } from '../../../src/domain/business/business-name.ts'
import { chooseMethod } from '../../../src/domain/payments/choose-method.ts'
import { makeReceipt } from '../../../src/domain/payments/make-receipt.ts'
import { receiveCallback } from '../../../src/domain/payments/receive-callback.ts'
import { showPayment } from '../../../src/domain/payments/show-payment.ts'
import { openShop } from '../../domain/payments/payment-shop.ts'
import { until } from '../../support/until.ts'
import { startWeb } from './test-web.ts'

/** The page with the real business behind it, a gateway of its own, and a bank account. */
async function openForBusiness() {
  const secret = 'between the gateway and us'
  const gateway = await startSandboxServer({ secret })
  onTestFinished(() => gateway.close())
  const shop = await openShop({
    gateways: [
      createSandbox({ baseUrl: gateway.baseUrl, secret }),
      createManual({ accounts: [{ bank: 'BCA', number: '8410123456', holder: 'Sari Wulandari' }] }),
    ],
  })
  const { deps } = shop
  const web = await startWeb({
    now: deps.now,
    webhooks: {
      payments: (method, raw, headers) => receiveCallback(deps, { method, raw, headers }),
    },
    pay: {
      show: (token) => showPayment(deps, token),
      choose: (choice) => chooseMethod(deps, choice),
      receipt: (token) => makeReceipt(deps, token),
      shop: async () => ({ name: await businessName(deps) }),
    },
  })
  return { shop, ask: web.ask }
}

test('from an order to a receipt, by the page alone', async () => {
  const { shop, ask } = await openForBusiness()
  const { token } = await shop.order(5_000)
  const page = async () => (await ask(`/pay/${token}`)).text()
  expect(await page()).toContain(`action="/pay/${token}/sandbox-qris"`)

  expect((await ask(`/pay/${token}/sandbox-qris`, { method: 'POST' })).status).toBe(303)
  await shop.effects.idle()
  const waiting = await page()
  expect(waiting).toContain('Kode QRIS untuk membayar Rp 5.000')
  const payUrl = /<a class="button" href="(http[^"]*)"/.exec(waiting)?.[1] ?? ''

  await fetch(payUrl, {
    method: 'POST',
    body: new URLSearchParams({ do: 'pay' }),
    redirect: 'manual',
  })
  await until(
    async () => {
      await shop.effects.idle()
      return page()
    },
    (html) => html.includes('Pembayaran diterima'),
  )
  const receipt = await ask(`/pay/${token}/receipt.pdf`)
  expect(receipt.headers.get('content-type')).toBe('application/pdf')
  expect((await receipt.text()).slice(0, 5)).toBe('%PDF-')
})

test('ten taps at once make one charge', async () => {
  const { shop, ask } = await openForBusiness()
  const { token, orderId } = await shop.order(5_000)
  const taps = Array.from({ length: 10 }, () => ask(`/pay/${token}/manual-bca`, { method: 'POST' }))
  expect(new Set((await Promise.all(taps)).map(({ status }) => status))).toEqual(new Set([303]))
  const charges = await shop.deps.db
    .selectFrom('charges')
    .where('order_id', '=', orderId)
    .select('amount_rupiah')
    .execute()
  expect(charges).toHaveLength(1)
  const page = await (await ask(`/pay/${token}`)).text()
  expect(page).toContain('8410123456')
  expect(page).toContain(`data-copy="${charges[0]?.amount_rupiah}"`)
})

test('a link with one letter changed, and one that was withdrawn, lead nowhere', async () => {
  const { shop, ask } = await openForBusiness()
  const { token, orderId } = await shop.order(5_000)
  const changed = (token.startsWith('a') ? 'b' : 'a') + token.slice(1)
  expect((await ask(`/pay/${changed}`)).status).toBe(404)
  expect((await ask(`/pay/${changed}/manual-bca`, { method: 'POST' })).status).toBe(404)

  await shop.deps.db
    .updateTable('orders')
    .set({ link_version: 2 })
    .where('id', '=', orderId)
    .execute()
  expect((await ask(`/pay/${token}`)).status).toBe(404)
})

test('news that was tampered with, or of a gateway that is not ours, is turned away', async () => {
  const { ask } = await openForBusiness()
  const send = (method: string) =>
    ask(`/webhooks/payments/${method}`, {
      method: 'POST',
      body: '{"reference":"W1-1-AAAAA","state":"paid","amountRupiah":5000}',
      headers: { 'x-signature': '0'.repeat(64) },
    })
  expect((await send('sandbox')).status).toBe(401)
  expect((await send('midtrans')).status).toBe(404)
  // People confirm transfers; nobody calls for them.
  expect((await send('manual')).status).toBe(404)
})
