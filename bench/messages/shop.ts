import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { createMetrics } from '../../src/adapters/web/metrics/metrics.ts'
import { createInbox } from '../../src/bots/inbox.ts'
import { createOutbox } from '../../src/bots/outbox.ts'
import { createCloudDoor } from '../../src/bots/whatsapp/cloud/cloud-door.ts'
import { readConfig } from '../../src/config.ts'
import { openAccount } from '../../src/domain/people/open-account.ts'
import { createRegistry } from '../../src/intents/registry.ts'
import { understandRules } from '../../src/intents/understand/rules.ts'
import { wordNotice } from '../../src/intents/wording/word-notice.ts'
import { buildDeps } from '../../src/main/build-deps.ts'
import { createClosing } from '../../src/main/closing.ts'
import { effectHandlers } from '../../src/main/effect-handlers.ts'
import { serve } from '../../src/main/serve.ts'
import { startWork } from '../../src/main/work.ts'

/** What the number is reached by and proves itself with. */
export type Line = {
  graphUrl: string
  phoneNumberId: string
  token: string
  appSecret: string
  verifyToken: string
}

/** Meta raises a busy number to this; our door's pace must not be what is measured. */
const PER_SECOND = 10_000

/** The product as `src/main` puts it together, with one WhatsApp number and nothing played. */
export async function openShop(line: Line, databaseUrl: string, redisUrl: string | undefined) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'wicara-bench-'))
  const config = readConfig({
    file: path.join(dataDir, 'none'),
    env: {
      APP_ENV: 'production',
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      PUBLIC_URL: 'https://bench.invalid',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      PORT: '0',
    },
  })
  const log = pino({ level: 'warn' }, pino.destination({ fd: 2, sync: false }))
  const closing = createClosing()
  closing.add(dataDir, (folder) => rm(folder, { recursive: true, force: true }))
  const { deps, queue } = await buildDeps(config, log, closing)
  const accountId = await openAccount(deps, { channel: 'cloud', name: line.phoneNumberId })
  const cloud = createCloudDoor({
    ...line,
    accountId,
    perSecond: PER_SECOND,
    writeDown: createInbox(deps, () => {}),
    readFile: ({ key }) => deps.files.get(key),
    log,
  })
  const doors = { telegram: undefined, cloud, all: new Map([[accountId, cloud]]) }
  const metrics = createMetrics()
  const outbox = createOutbox({
    deps,
    doors: doors.all,
    word: wordNotice({ pay: () => '' }),
    onFate: (fate, { channel }) => metrics.sent({ channel, session: String(accountId), fate }),
  })
  const web = serve(config, deps, { doors, queue, routes: [], metrics })
  const { port } = await web.start()
  closing.add(web, (one) => one.stop())
  const work = startWork(deps, {
    mind: {
      intents: createRegistry({ botName: () => undefined }),
      rules: understandRules,
      quietMs: 0,
    },
    outbox,
    handlers: effectHandlers({
      doors: doors.all,
      payChanged: web.payChanged,
      showMenu: async () => {},
    }),
    duties: [],
    queue,
  })
  closing.add(work, (one) => one.stop())
  await cloud.start()
  closing.add(cloud, (one) => one.stop())
  return {
    accountId,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/whatsapp`,
    stop: () => closing.closeAll(),
  }
}
