import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { connect } from '../../src/adapters/postgres/connect.ts'
import {
  startWhatsApp,
  type WhatsAppStandIn,
} from '../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import type { SendingSettings } from '../../src/domain/sending/sending-settings.ts'
import type { Db, SessionState } from '../../src/domain/tables.ts'
import { cuttable } from '../support/cuttable.ts'
import { atTheEnd, testDatabaseUrl } from '../support/test-db.ts'
import { until } from '../support/until.ts'
import { openFolder } from './folder.ts'
import { type Program, quietPort, startProgram } from './program.ts'

const CAMERA = fileURLToPath(new URL('whatsapp-camera.ts', import.meta.url))

/** What libsignal and Baileys would say of keys, if they were let. */
export const LEAKS = /Closing session|privKey|rootKey|chainKey|noiseKey|advSecret/

export type WhatsAppPlace = Awaited<ReturnType<typeof openWhatsAppPlace>>

/** What holds people up in real life and would only hold up a trial. */
const IN_A_HURRY: Partial<SendingSettings> = {
  perSecond: 80,
  chatGapMs: 0,
  quietFromHour: 0,
  quietToHour: 0,
  dailyCap: 0,
  newChatsPerDay: 0,
  warmUp: false,
  typing: false,
  readMarks: false,
}

/**
 * A business whose numbers are linked like WhatsApp Web; the WhatsApp they are linked to lives here,
 * in the test, and remembers everything. Programs reach the database through a line that can be cut.
 */
export async function openWhatsAppPlace(phones: string[]) {
  const folder = await openFolder()
  const databaseUrl = await testDatabaseUrl()
  const line = await cuttable(databaseUrl)
  const whatsapp = await startWhatsApp({ readsCopies: false })
  atTheEnd(() => whatsapp.stop())
  const db = connect(databaseUrl)
  atTheEnd(() => db.destroy())
  await db
    .insertInto('settings')
    .values({
      key: 'sending',
      value: JSON.stringify({ all: IN_A_HURRY, sessions: {} }),
      updated_at: new Date(),
    })
    .execute()
  const photos = path.join(folder, 'qrs')
  const names = phones.map((_, place) => `number${place}`)
  const settings = {
    APP_ENV: 'production',
    SECRET_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: line.url,
    DATA_DIR: path.join(folder, 'data'),
    // What it says at its most talkative must not say too much either.
    LOG_LEVEL: 'debug',
    WHATSAPP_PROVIDERS: 'baileys',
    WHATSAPP_BAILEYS_SESSIONS: names.join(','),
    WHATSAPP_BAILEYS_WS_URL: whatsapp.wsUrl,
    NODE_OPTIONS: `--import=${pathToFileURL(CAMERA).href}`,
    PLAYED_CERT_ROOT: whatsapp.certRoot.toString('hex'),
    PHOTOS_OF_QRS: photos,
  }
  const programs: Program[] = []
  const place = {
    whatsapp,
    db,
    database: line,
    programs,
    async open(): Promise<Program> {
      const port = String(await quietPort())
      const program = await startProgram({ ...settings, PORT: port }, folder)
      atTheEnd(() => gone(program))
      programs.push(program)
      return program
    },
    /** Whatever any of them said. They must have ended. */
    said: () => programs.map((program) => program.lastWords() ?? '').join('\n'),
    /** Scans what is on the screen, until the number is linked and listens. */
    async link(phone: string) {
      const accountId = await accountOf(db, names[phones.indexOf(phone)] ?? '')
      const before = (await qrsOf(photos, accountId)).length
      if ((await stateOf(db, accountId)) === 'unlinked') await setState(db, accountId, 'pairing')
      await scanNew({ whatsapp, photos, accountId, phone, before: Math.max(0, before - 1) })
      await place.isBack(phone)
      return whatsapp.business(phone)
    },
    /** The number listens, and whoever owns it knows. */
    async isBack(phone: string, withinMs = 30_000) {
      await until(() => whatsapp.business(phone).isOnline(), true, withinMs)
    },
    /** The team is told that it is so. */
    async isIn(phone: string, state: SessionState) {
      const accountId = await place.accountOf(phone)
      await until(() => stateOf(db, accountId), state, 30_000)
    },
    spill: path.join(settings.DATA_DIR, 'spill'),
    stateOf: async (phone: string) => stateOf(db, await place.accountOf(phone)),
    /** Messages that wait to be sent from a number, or for their turn. */
    async queued(phone: string): Promise<number> {
      const { count } = await db
        .selectFrom('outbox')
        .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
        .where('conversations.account_id', '=', await place.accountOf(phone))
        .where('outbox.state', 'in', ['queued', 'sending'])
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return count
    },
    async audited(action: string): Promise<number> {
      const rows = await db.selectFrom('audit').where('action', '=', action).selectAll().execute()
      return rows.length
    },
    accountOf: (phone: string) => accountOf(db, names[phones.indexOf(phone)] ?? ''),
    setState: async (phone: string, state: SessionState) =>
      setState(db, await place.accountOf(phone), state),
  }
  return place
}

/** Opened, with every number linked by the first program. */
export async function openLinkedPlace(phones: string[]) {
  const place = await openWhatsAppPlace(phones)
  const program = await place.open()
  await Promise.all(phones.map((phone) => place.link(phone)))
  return { place, program }
}

type Scan = {
  whatsapp: WhatsAppStandIn
  photos: string
  accountId: number
  phone: string
  before: number
}

async function scanNew({ whatsapp, photos, accountId, phone, before }: Scan) {
  await until(
    async () => {
      const qrs = await qrsOf(photos, accountId)
      const code = qrs.length > before ? qrs.at(-1) : undefined
      if (code === undefined) return false
      whatsapp.scan(code, { phone, name: `Toko ${phone.slice(-1)}` })
      return true
    },
    true,
    30_000,
  )
}

async function qrsOf(photos: string, accountId: number): Promise<string[]> {
  const text = await readFile(photos, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { accountId: number; code: string })
    .flatMap((one) => (one.accountId === accountId ? [one.code] : []))
}

async function accountOf(db: Db, name: string): Promise<number> {
  const { id } = await db
    .selectFrom('channel_accounts')
    .where('channel', '=', 'baileys')
    .where('name', '=', name)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

async function stateOf(db: Db, accountId: number) {
  const { state } = await db
    .selectFrom('channel_accounts')
    .where('id', '=', accountId)
    .select('state')
    .executeTakeFirstOrThrow()
  return state
}

/** As somebody of the team would want it. */
async function setState(db: Db, accountId: number, state: SessionState) {
  await db.updateTable('channel_accounts').set({ state }).where('id', '=', accountId).execute()
}

/** The process with the sockets that a program started, asked of the system. */
export async function socketsOf({ pid }: Pick<Program, 'pid'>): Promise<number | undefined> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const [command, stat] = await Promise.all(
      ['cmdline', 'stat'].map((file) => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
    )
    const parent = Number(/\) \S (\d+) /.exec(stat ?? '')?.[1])
    if (parent === pid && command?.includes('whatsapp-process.ts')) return Number(name)
  }
  return undefined
}

async function gone(program: Program) {
  const sockets = await socketsOf(program)
  if (sockets !== undefined) process.kill(sockets, 'SIGKILL')
}

export const isAlive = async (pid: number) =>
  /\) [^ZX] /.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
