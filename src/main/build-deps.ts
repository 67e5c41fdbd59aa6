import { randomInt } from 'node:crypto'
import path from 'node:path'
import type { Logger } from 'pino'
import { createDocuments } from '../adapters/documents/create-documents.ts'
import { connect } from '../adapters/postgres/connect.ts'
import { startEmbeddedPostgres } from '../adapters/postgres/embedded.ts'
import { migrate } from '../adapters/postgres/migrate.ts'
import { createQueue } from '../adapters/queue/queue.ts'
import { createRouters } from '../adapters/routeros/create-routers.ts'
import { keptSecretKey } from '../adapters/secrets/kept-secret-key.ts'
import { createSecrets } from '../adapters/secrets/secrets.ts'
import { folderFiles } from '../adapters/storage/folder-files.ts'
import { makeDataFolder } from '../adapters/storage/make-data-folder.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../domain/deps.ts'
import { later } from '../domain/effects/later.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import type { Closing } from './closing.ts'
import { collectsForReal, gatewaysOf } from './gateways-of.ts'

/** The outside world as the business sees it, built top to bottom. */
export async function buildDeps(config: Config, log: Logger, closing: Closing) {
  const { dataDir } = config
  await makeDataFolder(dataDir)
  const secretKey = config.secretKey ?? (await keptSecretKey(dataDir))
  const secrets = createSecrets(secretKey)
  const databaseUrl = await openDatabase(config, log, closing)
  const sandbox = await openSandbox(config, log, secrets)
  if (sandbox) closing.add(sandbox, (one) => one.stop())
  const db = closing.add(connect(databaseUrl, { max: 16, log }), (one) => one.destroy())
  await migrate(db)

  const { redisUrl } = config
  const queue = closing.add(await createQueue({ databaseUrl, redisUrl, log }), (one) => one.close())
  const documents = closing.add(createDocuments({ log }), (one) => one.close())
  const routers = closing.add(
    createRouters({
      log,
      // A router that came back is compared at once, whatever the next tick would have done.
      onConnected: (routerId) => {
        later(deps, { kind: 'router.sync', routerId }).catch((err: unknown) =>
          log.warn({ err, routerId }, 'could not ask for a router to be compared'),
        )
      },
    }),
    (one) => one.close(),
  )

  const deps: Deps = {
    db,
    log,
    now: sandbox?.now ?? (() => new Date()),
    draw: (below) => randomInt(below),
    wake: queue.wake,
    secrets,
    files: folderFiles(path.join(dataDir, 'objects')),
    routers,
    gateways: gatewaysOf(config, sandbox?.gateway),
    documents,
    business: { timeZone: config.business.timeZone, publicUrl: config.web.publicUrl ?? '' },
  }
  return { deps, queue, routers, sandbox, databaseUrl, secretKey }
}

async function openDatabase(config: Config, log: Logger, closing: Closing) {
  if (config.databaseUrl) return config.databaseUrl
  const { url } = closing.add(
    await startEmbeddedPostgres({ dataDir: config.dataDir, log, signal: closing.signal }),
    (one) => one.stop(),
  )
  return url
}

async function openSandbox(
  config: Config,
  log: Logger,
  secrets: Deps['secrets'],
): Promise<Sandbox | undefined> {
  if (!config.sandbox) return undefined
  const { whatsapp, telegram, payments, dataDir, demoData } = config
  return startSandbox({
    dataDir,
    log,
    secret: secrets.sign('sandbox', 'gateway'),
    router: demoData,
    real: {
      telegram: telegram.token !== undefined,
      whatsapp: Boolean(whatsapp.cloud ?? whatsapp.baileys ?? whatsapp.waha),
      gateway: collectsForReal(payments),
    },
  })
}
