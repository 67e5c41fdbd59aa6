import path from 'node:path'
import tls from 'node:tls'
import { createLog } from '../adapters/log.ts'
import { connect } from '../adapters/postgres/connect.ts'
import { createSecrets } from '../adapters/secrets/secrets.ts'
import { folderFiles } from '../adapters/storage/folder-files.ts'
import { createInbox } from '../bots/inbox.ts'
import { type Host, openHost } from '../bots/whatsapp/baileys/host.ts'
import type { HostNews, Order } from '../bots/whatsapp/baileys/host-protocol.ts'
import { silenceSignal } from '../bots/whatsapp/baileys/silence-signal.ts'
import type { Level } from 'pino'
import type { WhatsAppSetup } from './fork-whatsapp.ts'

// The process with the WhatsApp sockets. It knows the keys and the inbox, not the business, and
// ends with whoever started it.

silenceSignal()
const early: Order[] = []
let host: Host | undefined
let aheadMs = 0

process.on('message', (message: Order | { kind: 'setup'; setup: WhatsAppSetup }) => {
  // Business time is the other process's: in the sandbox it can be moved.
  if (message.kind === 'want') ({ aheadMs } = message)
  if (message.kind === 'setup') void begin(message.setup)
  else if (host) host.take(message)
  else if (message.kind === 'stop') process.exit(0)
  else early.push(message)
})
process.on('disconnect', () => void end())
// Ours to wait for: whoever started us says when.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

const tell = (news: HostNews) => {
  if (!process.connected) return
  process.send?.(news, undefined, undefined, () => {
    if (news.kind === 'stopped') process.exit(0)
  })
}

async function begin(setup: WhatsAppSetup) {
  const { databaseUrl, secretKey, dataDir, server, extraCa } = setup
  if (extraCa) tls.setDefaultCACertificates([...tls.getCACertificates('default'), extraCa])
  const log = (await createLog({ level: setup.logLevel as Level })).child({ part: 'whatsapp' })
  process.on('unhandledRejection', (err) =>
    log.error({ err }, 'a promise nobody waited for failed'),
  )
  const db = connect(databaseUrl, { max: 8, log })
  const files = folderFiles(path.join(dataDir, 'objects'))
  const wake = createWakes(tell)
  const deps = {
    db,
    log,
    secrets: createSecrets(secretKey),
    now: () => new Date(Date.now() + aheadMs),
    wake,
  }
  try {
    host = await openHost(deps, {
      server,
      writeDown: createInbox(deps, () => wake.statuses()),
      readFile: ({ key }) => files.get(key),
      mediaFolder: path.join(dataDir, 'whatsapp-media'),
      spillFolder: path.join(dataDir, 'spill'),
      tell,
    })
    for (const order of early.splice(0)) host.take(order)
  } catch (err) {
    log.error({ err }, 'WhatsApp sessions cannot run here')
    tell({ kind: 'useless', reason: err instanceof Error ? err.message : String(err) })
    process.exitCode = 1
    process.disconnect()
  }
}

/** Whoever started us is gone, or has had enough. */
async function end() {
  setTimeout(() => process.exit(1), 4_000).unref()
  await host?.stop()
  process.exit(0)
}

/** Those who wait are woken where the work is done, a few at a time. */
function createWakes(tell: (news: HostNews) => void) {
  const conversationIds = new Set<number>()
  let statuses = false
  let planned = false
  function plan() {
    if (planned) return
    planned = true
    setImmediate(() => {
      planned = false
      tell({ kind: 'wake', conversationIds: [...conversationIds], statuses })
      conversationIds.clear()
      statuses = false
    })
  }
  return {
    conversation(id: number) {
      conversationIds.add(id)
      plan()
    },
    statuses() {
      statuses = true
      plan()
    },
    outbox() {},
    effects() {},
  }
}
