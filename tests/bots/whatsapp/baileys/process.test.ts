import { expect, test } from 'vitest'
import { createKeeper } from '../../../../src/bots/whatsapp/baileys/keeper.ts'
import type { Door } from '../../../../src/bots/door.ts'
import type { SessionNews } from '../../../../src/domain/sessions/report-session.ts'
import { forkWhatsApp } from '../../../../src/main/fork-whatsapp.ts'
import { connect } from '../../../../src/adapters/postgres/connect.ts'
import { pino } from 'pino'
import { atTheEnd, testDatabaseUrl } from '../../../support/test-db.ts'
import { until } from '../../../support/until.ts'
import { addAccount, dataFolder, inboxOf, setState, whatsApp } from './shop.ts'

test('the process with the sockets is started when there is a number, again when it dies, and ends with us', async () => {
  const standIn = await whatsApp()
  const databaseUrl = await testDatabaseUrl()
  const db = connect(databaseUrl)
  atTheEnd(() => db.destroy())
  const links: ReturnType<typeof forkWhatsApp>[] = []
  const doors = new Map<number, Door>()
  const told: SessionNews[] = []
  const keeper = createKeeper(
    {
      db,
      log: pino({ level: 'silent' }),
      now: () => new Date(),
      wake: { conversation() {}, outbox() {}, effects() {} },
    },
    {
      doors,
      lookEveryMs: 50,
      random: () => 0,
      onStatuses() {},
      report: async ({ accountId, news }) => {
        told.push(news)
        if (news.kind === 'open') await setState(db, accountId, 'on')
      },
      openLink() {
        const link = forkWhatsApp({
          databaseUrl,
          secretKey: Buffer.alloc(32, 7).toString('base64'),
          dataDir: dataFolder(),
          logLevel: 'silent',
          server: { url: standIn.wsUrl, certRoot: standIn.certRoot.toString('hex') },
          extraCa: standIn.caPem,
        })
        links.push(link)
        return link
      },
    },
  )
  atTheEnd(() => keeper.stop())
  keeper.start()
  const accountId = await addAccount(db)
  const qr = await until(
    () => told.find(({ kind }) => kind === 'qr'),
    (found) => Boolean(found),
  )
  const shop = standIn.scan(qr?.kind === 'qr' ? qr.code : '', { phone: '6281100000001', name: 'T' })
  await until(() => doors.has(accountId), true)

  const [first] = links
  process.kill(first?.pid ?? 0, 'SIGKILL')
  await until(() => doors.has(accountId), false)
  await standIn.customer({ phone: '6281234567890' }).sendText(shop.phone, 'masih ada?')
  const rows = await until(
    () => inboxOf(db),
    (all) => all.length === 1,
    // Sooner than the lease of the dead one would have been over.
    8_000,
  )
  expect(rows[0]?.inbound).toMatchObject({ text: 'masih ada?' })
  expect(links).toHaveLength(2)

  const { pid = 0 } = links[1] ?? {}
  await keeper.stop()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
}, 25_000)
