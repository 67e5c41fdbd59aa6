import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { pino } from 'pino'
import { createSecrets } from '../../../../src/adapters/secrets/secrets.ts'
import type { Door } from '../../../../src/bots/door.ts'
import { createInbox } from '../../../../src/bots/inbox.ts'
import { createKeeper } from '../../../../src/bots/whatsapp/baileys/keeper.ts'
import { nearLink } from '../../../../src/bots/whatsapp/baileys/near-link.ts'
import {
  startWhatsApp,
  type WhatsAppStandIn,
} from '../../../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import type { SessionNews } from '../../../../src/domain/sessions/report-session.ts'
import type { Db, SessionState } from '../../../../src/domain/tables.ts'
import { atTheEnd, testDb } from '../../../support/test-db.ts'
import { until } from '../../../support/until.ts'

/** A WhatsApp of our own; whoever loads media trusts it from now on. */
export async function whatsApp(options: Parameters<typeof startWhatsApp>[0] = {}) {
  const standIn = await startWhatsApp(options)
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), standIn.caPem])
  atTheEnd(() => standIn.stop())
  return standIn
}

export const secrets = createSecrets(Buffer.alloc(32, 7).toString('base64'))

export function dataFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'wicara-baileys-'))
  atTheEnd(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Options = {
  whatsApp: WhatsAppStandIn
  db: Db
  folder: string
  files?: Map<string, Uint8Array>
  goodbyeWithinMs?: number
}

/** A process that keeps WhatsApp sessions, with its sockets in the same one. */
export function keep({ whatsApp, db, folder, files = new Map(), goodbyeWithinMs }: Options) {
  const log = pino({ level: process.env['SHOW_LOG'] ?? 'silent' })
  const doors = new Map<number, Door>()
  const told: (SessionNews & { accountId: number })[] = []
  const woken: number[] = []
  const wake = { conversation: (id: number) => void woken.push(id), outbox() {}, effects() {} }
  const deps = { db, log, secrets, now: () => new Date(), wake }
  const keeper = createKeeper(deps, {
    doors,
    lookEveryMs: 50,
    random: () => 0,
    report: async ({ accountId, news }) => {
      told.push({ accountId, ...news })
      await obey(db, accountId, news)
    },
    onStatuses() {},
    openLink: () =>
      nearLink(deps, {
        server: { url: whatsApp.wsUrl, certRoot: whatsApp.certRoot.toString('hex') },
        writeDown: createInbox(deps, () => {}),
        readFile: async ({ key }) => {
          const bytes = files.get(key)
          if (!bytes) throw new Error('no such file')
          return bytes
        },
        mediaFolder: path.join(folder, 'media'),
        spillFolder: path.join(folder, 'spill'),
        ...(goodbyeWithinMs !== undefined && { goodbyeWithinMs }),
        random: () => 0,
      }),
  })
  keeper.start()
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= keeper.stop())
  atTheEnd(stop)
  return { db, keeper, doors, told, woken, files, stop }
}

/** What becomes of a number's state by its news: the rest of it is for people. */
async function obey(db: Db, accountId: number, news: SessionNews) {
  const to: Partial<Record<SessionNews['kind'], SessionState>> = {
    open: 'on',
    logged_out: 'unlinked',
    replaced: 'paused',
    banned: 'banned',
    pairing_expired: 'unlinked',
    bad_keys: 'paused',
  }
  const state = to[news.kind]
  if (state) await setState(db, accountId, state)
}

export async function setState(db: Db, accountId: number, state: SessionState) {
  await db.updateTable('channel_accounts').set({ state }).where('id', '=', accountId).execute()
}

export async function addAccount(db: Db, name = 'main', state: SessionState = 'pairing') {
  const { id } = await db
    .insertInto('channel_accounts')
    .values({ channel: 'baileys', name, state })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function stateOf(db: Db, accountId: number): Promise<SessionState> {
  const row = await db
    .selectFrom('channel_accounts')
    .where('id', '=', accountId)
    .select('state')
    .executeTakeFirstOrThrow()
  return row.state
}

export type Kept = ReturnType<typeof keep>

/** Scans the QR of an account with the phone of that number, and waits until its door is open. */
export async function pair(
  whatsApp: WhatsAppStandIn,
  kept: Kept,
  { accountId, phone = '6281100000001' }: { accountId: number; phone?: string },
) {
  const code = await until(
    () => kept.told.find((news) => news.kind === 'qr' && news.accountId === accountId),
    (found) => found !== undefined,
  )
  const business = whatsApp.scan(code?.kind === 'qr' ? code.code : '', { phone, name: 'Toko' })
  await door(kept, accountId)
  await until(() => business.isOnline(), true)
  await until(() => stateOf(kept.db, accountId), 'on')
  return business
}

export function door(kept: Kept, accountId: number): Promise<Door> {
  return until(
    () => kept.doors.get(accountId),
    (found) => found !== undefined,
  ) as Promise<Door>
}

/** One number that is linked and listens. */
export async function linkedShop(options: Parameters<typeof startWhatsApp>[0] = {}) {
  const standIn = await whatsApp(options)
  const db = await testDb()
  const folder = dataFolder()
  const accountId = await addAccount(db)
  const kept = keep({ whatsApp: standIn, db, folder })
  const business = await pair(standIn, kept, { accountId })
  const { phone } = business
  return {
    whatsApp: standIn,
    db,
    folder,
    accountId,
    kept,
    business,
    phone,
    inbox: () => inboxOf(db),
  }
}

export async function inboxOf(db: Db) {
  return db.selectFrom('inbox').selectAll().orderBy('id').execute()
}
