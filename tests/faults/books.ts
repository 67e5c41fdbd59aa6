import { pino } from 'pino'
import { connect } from '../../src/adapters/postgres/connect.ts'
import { createRouters } from '../../src/adapters/routeros/create-routers.ts'
import { createSecrets } from '../../src/adapters/secrets/secrets.ts'
import type { Gateways } from '../../src/domain/payments/gateway.ts'
import { inspectRouter } from '../../src/domain/routers/inspect-router.ts'
import { getRouter, insertRouter } from '../../src/domain/routers/router-queries.ts'
import { atTheEnd } from '../support/test-db.ts'

export const ROUTER_LOGIN = { user: 'wicara', password: 'rahasia-router' }

export type Books = ReturnType<typeof openBooks>

/** The database of a program that may be dead: what the business does from here, the program follows up. */
export function openBooks(
  url: string,
  { secretKey, gateways = new Map() }: { secretKey: string; gateways?: Gateways },
) {
  const db = connect(url)
  const log = pino({ level: 'silent' })
  const routers = createRouters({ log })
  atTheEnd(async () => {
    await routers.close()
    await db.destroy()
  })
  return {
    db,
    log,
    now: () => new Date(),
    wake: { conversation: () => {}, outbox: () => {}, effects: () => {} },
    secrets: createSecrets(secretKey),
    routers,
    gateways,
    draw: (below: number) => Math.floor(Math.random() * below),
    business: { timeZone: 'Asia/Jakarta', publicUrl: '' },
  }
}

/** The router "pusat", looked at once. From then on it is the program's. */
export async function knowPusat(books: Books, port: number) {
  const { db, secrets, now } = books
  const routerId = await insertRouter(db, {
    name: 'pusat',
    host: '127.0.0.1',
    port,
    tls: false,
    username: ROUTER_LOGIN.user,
    secret: secrets.seal(ROUTER_LOGIN.password),
    loginUrl: 'http://wifi.lokal/login',
    network: 'Wicara Net',
    at: now(),
  })
  const row = await getRouter(db, routerId ?? 0)
  if (!row) throw new Error('the router was not written down')
  await inspectRouter(books, row)
  return row.id
}
