import { createDuitku } from '../adapters/payments/duitku/duitku.ts'
import { createManual } from '../adapters/payments/manual/manual.ts'
import { createMidtrans } from '../adapters/payments/midtrans/midtrans.ts'
import { createQris } from '../adapters/payments/qris/qris.ts'
import { createSandbox, type SandboxSettings } from '../adapters/payments/sandbox/sandbox.ts'
import { createTripay } from '../adapters/payments/tripay/tripay.ts'
import { createXendit } from '../adapters/payments/xendit/xendit.ts'
import type { Config } from '../config.ts'
import type { Gateway, Gateways } from '../domain/payments/gateway.ts'

const DEMO_ACCOUNTS = [{ bank: 'BCA', number: '1234567890', holder: 'Wicara Net (contoh)' }]

/** Everyone there are keys for, in the order customers are offered what they collect by. */
export function gatewaysOf(
  { payments, sandbox }: Pick<Config, 'payments' | 'sandbox'>,
  playedGateway: SandboxSettings | undefined,
): Gateways {
  const { duitku, midtrans, xendit, tripay, bankAccounts, qrisPayload } = payments
  const gateways: Gateway[] = []
  if (playedGateway) gateways.push(createSandbox(playedGateway))
  if (duitku) gateways.push(createDuitku(duitku))
  if (midtrans) gateways.push(createMidtrans(midtrans))
  // It lives in real time, whatever the sandbox's clock says.
  if (tripay) gateways.push(createTripay({ ...tripay, now: () => new Date() }))
  if (xendit) gateways.push(createXendit(xendit))
  if (qrisPayload) gateways.push(createQris({ payload: qrisPayload }))
  const written = bankAccounts.map(({ holder = '-', ...account }) => ({ ...account, holder }))
  const accounts = written.length > 0 || !sandbox ? written : DEMO_ACCOUNTS
  if (accounts.length > 0) gateways.push(createManual({ accounts }))
  return new Map(gateways.map((gateway) => [gateway.name, gateway]))
}

/** Then nobody needs to play one. */
export function collectsForReal({ duitku, midtrans, xendit, tripay }: Config['payments']) {
  return Boolean(duitku ?? midtrans ?? xendit ?? tripay)
}
