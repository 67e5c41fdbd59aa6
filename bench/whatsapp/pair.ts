import { openDatabase } from '../database.ts'
import type { BareNews } from './bare.ts'
import { startProcess } from './other-process.ts'
import { openShop } from './shop.ts'
import type { Server } from './world.ts'

export type Pair = Awaited<ReturnType<typeof openPair>>

type Options = { sessions: number; answers: boolean; withBare?: boolean }

/** The product and its peer, each with as many numbers linked to the same WhatsApp. */
export async function openPair({ sessions, answers, withBare = true }: Options) {
  // Of its own: nobody finds what another one left to do.
  const database = await openDatabase()
  const world = await startProcess('world.ts')
  const scan = (qr: string, phone: string) => world.ask('scan', { qr, phone })
  const server = await world.ask<Server>('server')
  const phones = numbers('6281100', sessions)
  const barePhones = withBare ? numbers('6281200', sessions) : []
  const bare = await startProcess('bare.ts', (news) => {
    if (news !== 'ready') void scan((news as BareNews).qr, (news as BareNews).phone)
  })
  if (withBare) await bare.ask('open', { server, phones: barePhones })
  const shop = await openShop({ server, databaseUrl: database.url, phones, scan, answers })
  await world.ask('online', { phones: [...phones, ...barePhones] })
  return {
    databaseUrl: database.url,
    world,
    bare,
    shop,
    phones,
    barePhones,
    async stop() {
      await shop.stop()
      await bare.stop()
      await world.stop()
      await database.stop()
    },
  }
}

function numbers(prefix: string, count: number) {
  return Array.from({ length: count }, (_, place) => prefix + String(place).padStart(6, '0'))
}
