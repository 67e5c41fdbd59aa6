import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Deps } from '../../../src/domain/deps.ts'
import { applyWallets } from '../../../src/domain/billing/apply-wallets.ts'
import { createEffects, type EffectHandlers } from '../../../src/domain/effects/run-effects.ts'
import {
  clearingOf,
  receivableOf,
  revenueOf,
  walletOf,
} from '../../../src/domain/ledger/account.ts'
import { balanceOf } from '../../../src/domain/ledger/balance-of.ts'
import { chooseMethod } from '../../../src/domain/payments/choose-method.ts'
import { confirmCharge } from '../../../src/domain/payments/confirm-charge.ts'
import { createCharge } from '../../../src/domain/payments/create-charge.ts'
import type { Gateway } from '../../../src/domain/payments/gateway.ts'
import { placeOrder } from '../../../src/domain/payments/place-order.ts'
import { readCallback } from '../../../src/domain/payments/read-callback.ts'
import { receiveCallback } from '../../../src/domain/payments/receive-callback.ts'
import { atTheEnd } from '../../support/test-db.ts'
import { type Somebody, world } from '../../support/world.ts'

export type PaymentShop = Awaited<ReturnType<typeof openShop>>

/** A shop with something to sell, ways to pay, and a door for callbacks on loopback. */
export async function openShop(given: { gateways?: Gateway[]; seed?: number } = {}) {
  const { deps: all, ...rest } = await world({ ...(given.seed && { seed: given.seed }) })
  const door = await openDoor((path, raw, headers) =>
    receiveCallback(deps, { method: path.split('/').at(-1) ?? '', raw, headers }),
  )
  const deps: Deps = {
    ...all,
    gateways: new Map((given.gateways ?? []).map((gateway) => [gateway.name, gateway])),
    business: { ...all.business, publicUrl: door.url },
  }
  const { db } = deps
  const effects = createEffects(deps, { handlers: paymentHandlers, owner: 'test' })
  let packages = 0

  async function sell(priceRupiah: number, name = 'Harian') {
    const { id } = await db
      .insertInto('packages')
      .values({
        kind: 'hotspot',
        code: `paket${(packages += 1)}`,
        name,
        price_rupiah: priceRupiah,
        profile: 'harian',
        created_at: deps.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  return {
    ...rest,
    deps,
    effects,
    sell,
    /** Somebody new wants something that costs this much. */
    async order(
      priceRupiah: number,
      { quantity = 1, customer }: { quantity?: number; customer?: Somebody } = {},
    ) {
      const buyer = customer ?? (await rest.customer())
      const placed = await placeOrder(deps, {
        personId: buyer.id,
        conversationId: buyer.conversationId,
        packageId: await sell(priceRupiah),
        quantity,
      })
      const token = new URL(placed.url).pathname.split('/').at(-1) ?? ''
      return { ...placed, token, customer: buyer }
    },
    choose: (token: string, method: string) => chooseMethod(deps, { token, method }),
    charge: (id: number) =>
      db.selectFrom('charges').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
    orderRow: (id: number) =>
      db.selectFrom('orders').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
    payments: (orderId: number) =>
      db.selectFrom('payments').where('order_id', '=', orderId).selectAll().orderBy('id').execute(),
    effectsOf: (kind: string) =>
      db.selectFrom('effects').where('kind', '=', kind).selectAll().orderBy('id').execute(),
    wallet: (who: Somebody) => balanceOf(deps, walletOf(who.id)),
    receivable: (who: Somebody) => balanceOf(deps, receivableOf(who.id)),
    revenue: () => balanceOf(deps, revenueOf('isp')),
    clearing: (gateway: string) => balanceOf(deps, clearingOf(gateway)),
  }
}

const paymentHandlers = {
  'charge.create': createCharge,
  'charge.confirm': async (deps: Deps, asked: { chargeId: number; background?: boolean }) => {
    await confirmCharge(deps, asked)
  },
  'callback.read': readCallback,
  'balance.apply': applyWallets,
  'order.deliver': async () => {},
} as unknown as EffectHandlers

const STATUS = { accepted: 200, bad_signature: 401, malformed: 400, unknown_reference: 404 }

async function openDoor(
  take: (
    path: string,
    raw: string,
    headers: Record<string, string>,
  ) => Promise<keyof typeof STATUS>,
) {
  const server = createServer((request, response) => {
    void (async () => {
      let raw = ''
      for await (const chunk of request) raw += String(chunk)
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      const news = await take(request.url ?? '', raw, headers)
      response.writeHead(STATUS[news]).end()
    })().catch(() => response.writeHead(500).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atTheEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
