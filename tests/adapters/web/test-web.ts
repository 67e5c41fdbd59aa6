import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createWeb, type WebParts, type WebSettings } from '../../../src/adapters/web/create-web.ts'
import { createMetrics } from '../../../src/adapters/web/metrics/metrics.ts'
import type { PaymentView } from '../../../src/domain/payments/payment-view.ts'
import { Refusal } from '../../../src/domain/refusal.ts'

export const TOKEN = 'a-link-that-nobody-can-guess'
export const NOW = new Date('2026-11-21T09:00:00+07:00')

/** A web part on a free port of this machine, with one order behind `/pay/TOKEN`. */
export async function startWeb(parts: Partial<WebParts> = {}, settings: Partial<WebSettings> = {}) {
  const order = fakeOrder()
  const web = createWeb(
    {
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1',
      timeZone: 'Asia/Jakarta',
      ...settings,
    },
    {
      log: pino({ level: 'silent' }),
      now: () => NOW,
      webhooks: {},
      health: [],
      metrics: createMetrics(),
      files: { open: async () => undefined },
      pay: order.pay,
      ...parts,
    },
  )
  const { port } = await web.start()
  onTestFinished(() => web.stop())
  const url = `http://127.0.0.1:${port}`
  const ask = (path: string, init?: RequestInit) =>
    fetch(url + path, { redirect: 'manual', ...init })
  return { web, url, port, ask, order }
}

export type TestWeb = Awaited<ReturnType<typeof startWeb>>

function known(token: string) {
  if (token !== TOKEN) throw new Refusal('order.unknown', { id: 0 })
}

/** Stands in for the business: an order that the test may change while a page is open. */
export function fakeOrder(first: Partial<PaymentView> = {}) {
  const order = { view: anOrder(first), chosen: [] as string[] }
  const pay: WebParts['pay'] = {
    show: async (token) => {
      known(token)
      return structuredClone(order.view)
    },
    choose: async ({ token, method }) => {
      known(token)
      order.chosen.push(method)
      order.view.charge = aCharge({ method, label: method.toUpperCase() })
    },
    receipt: async (token) => {
      known(token)
      return Buffer.from('%PDF-1.7 receipt')
    },
    shop: async () => ({ name: 'Kopi & WiFi Bu Sari', chatUrl: 'https://wa.me/628123456789' }),
  }
  return Object.assign(order, { pay })
}

export function anOrder(what: Partial<PaymentView> = {}): PaymentView {
  return {
    ref: { kind: 'order', id: 1042 },
    title: 'Voucher WiFi 1 hari',
    state: 'open',
    language: 'id',
    lines: [{ kind: 'text', text: 'Voucher WiFi 1 hari', amountRupiah: 5000 }],
    amountRupiah: 5000,
    paidRupiah: 0,
    openRupiah: 5000,
    expiresAt: new Date(NOW.getTime() + 24 * 3_600_000),
    dueOn: null,
    receiptNumber: null,
    paidAt: null,
    methods: [
      { method: 'qris', label: 'QRIS' },
      { method: 'transfer', label: 'Transfer bank' },
    ],
    charge: null,
    failed: null,
    codes: [],
    ...what,
  }
}

export function aCharge(
  what: Partial<NonNullable<PaymentView['charge']>> = {},
): NonNullable<PaymentView['charge']> {
  return {
    method: 'qris',
    label: 'QRIS',
    state: 'pending',
    amountRupiah: 5000,
    uniqueCode: 0,
    details: { qr: QRIS },
    expiresAt: new Date(NOW.getTime() + 15 * 60_000),
    ...what,
  }
}

export const QRIS =
  '00020101021226650013ID.CO.BCA.WWW011893600014000000000102150008850000000000303UMI51440014ID.CO.QRIS.WWW0215ID10200000000000303UMI520458145303360540450005802ID5912KOPI BU SARI6007BANDUNG61054011162070703A0163041A2B'
