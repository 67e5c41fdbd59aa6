import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import type { Door } from '../../src/bots/door.ts'
import { createOutbox } from '../../src/bots/outbox.ts'
import { settleStatuses } from '../../src/bots/settle-statuses.ts'
import { createKeeper } from '../../src/bots/whatsapp/baileys/keeper.ts'
import { readConfig } from '../../src/config.ts'
import type { Deps } from '../../src/domain/deps.ts'
import { openAccount } from '../../src/domain/people/open-account.ts'
import { SENDING_KEY, type SendingChoices } from '../../src/domain/sending/sending-settings.ts'
import { reportSession } from '../../src/domain/sessions/report-session.ts'
import { createRegistry } from '../../src/intents/registry.ts'
import { understandRules } from '../../src/intents/understand/rules.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { buildDeps } from '../../src/main/build-deps.ts'
import { createClosing } from '../../src/main/closing.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { forkWhatsApp } from '../../src/main/fork-whatsapp.ts'
import { startWork } from '../../src/main/work.ts'
import type { Server } from './world.ts'

type Options = {
  server: Server
  databaseUrl: string
  phones: string[]
  scan: (qr: string, phone: string) => Promise<unknown>
  /** Else what is heard stays in the inbox, as where the workers are on other machines. */
  answers: boolean
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Linked numbers as `src/main` keeps them, their sockets in a process of their own. */
export async function openShop({ server, databaseUrl, phones, scan, answers }: Options) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wicara-bench-'))
  const config = readConfig({
    file: path.join(dataDir, 'none'),
    env: {
      APP_ENV: 'production',
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      PUBLIC_URL: 'https://bench.invalid',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      WHATSAPP_BAILEYS_SESSIONS: 'main',
    },
  })
  const log = pino({ level: 'error' }, pino.destination({ fd: 2, sync: false }))
  const closing = createClosing()
  closing.add(dataDir, (folder) => rm(folder, { recursive: true, force: true }))
  const { deps, queue, secretKey } = await buildDeps(config, log, closing)
  const phoneOf = new Map<number, string>()
  await raisePace(deps)
  const doors = new Map<number, Door>()
  if (answers) closing.add(startAnswering(deps, { doors, queue }), (one) => one.stop())

  let pid = 0
  const wake = { conversation() {}, outbox() {}, effects() {} }
  const keeper = createKeeper(answers ? deps : { ...deps, wake }, {
    doors,
    lookEveryMs: 100,
    openLink() {
      const { wsUrl: url, certRoot, caPem: extraCa } = server
      const setup = { databaseUrl, secretKey, dataDir, logLevel: 'error' }
      const link = forkWhatsApp({ ...setup, server: { url, certRoot }, extraCa })
      pid = link.pid ?? 0
      return link
    },
    async report({ accountId, news, fence }) {
      await reportSession(deps, { accountId, news, fence })
      if (news.kind === 'qr') await scan(news.code, phoneOf.get(accountId) ?? '')
    },
    onStatuses() {
      if (answers) settleStatuses(deps).catch((err: unknown) => log.warn({ err }, 'statuses'))
    },
  })
  closing.add(keeper, (one) => one.stop())
  keeper.start()
  // One after the other, as people scan: keys for 800 first messages of each are made meanwhile.
  for (const phone of phones) {
    phoneOf.set(await openAccount(deps, { channel: 'baileys', name: phone }), phone)
    while (doors.size < phoneOf.size) await pause(10)
  }
  return {
    /** Of the process with the sockets. */
    pid,
    accountIds: [...phoneOf.keys()],
    door: (accountId: number) => doors.get(accountId),
    stop: () => closing.closeAll(),
  }
}

/** What an owner would choose who wants it fast; not what is measured. */
async function raisePace(deps: Deps) {
  const value: SendingChoices = { all: { perSecond: 80, chatGapMs: 0 }, sessions: {} }
  const row = { key: SENDING_KEY, value: JSON.stringify(value), updated_at: deps.now() }
  await deps.db.insertInto('settings').values(row).execute()
}

type Answering = {
  doors: Map<number, Door>
  queue: Parameters<typeof startWork>[1]['queue']
}

function startAnswering(deps: Deps, { doors, queue }: Answering) {
  const outbox = createOutbox({ deps, doors, word: wordNotice({ pay: () => '' }), onFate() {} })
  return startWork(deps, {
    mind: {
      intents: createRegistry({ botName: () => undefined }),
      rules: understandRules,
      quietMs: 0,
    },
    outbox,
    handlers: effectHandlers({ doors, payChanged() {}, showMenu: async () => {} }),
    duties: [],
    queue,
  })
}
