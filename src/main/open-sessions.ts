import { findPackageJSON } from 'node:module'
import type { Door, WriteDown } from '../bots/door.ts'
import type { Config } from '../config.ts'
import type { SessionNews } from '../domain/sessions/report-session.ts'
import type { LinkedChannel } from '../domain/sessions/session.ts'
import { keepBaileysSessions } from './baileys-sessions.ts'
import type { buildDeps } from './build-deps.ts'
import { keepWahaSessions } from './waha-sessions.ts'

type Built = Awaited<ReturnType<typeof buildDeps>>
type Parts = {
  doors: Map<number, Door>
  writeDown: WriteDown
  onStatuses: () => void
  /** The sandbox's own WhatsApp. */
  standIn: PlayedWhatsApp | undefined
}

type PlayedWhatsApp = {
  /** Started by being asked for. */
  server: () => Promise<{ wsUrl: string; certRoot: string; caPem: string }>
  heard: (accountId: number, news: SessionNews) => void
}

/**
 * WhatsApp numbers that are linked by a QR, of the settings and those added in chat. Where nobody
 * adds one, nothing is started.
 */
export async function openSessions(
  config: Config,
  { deps, databaseUrl, secretKey }: Built,
  { doors, writeDown, onStatuses, standIn }: Parts,
) {
  const { baileys, waha: wahaServer } = config.whatsapp
  const { roles, dataDir, logLevel } = config
  const waha = wahaServer && (await keepWahaSessions(deps, { waha: wahaServer, doors, writeDown }))
  // The sandbox never speaks to the real WhatsApp, unless its settings say so.
  const hasServer = !config.sandbox || standIn !== undefined || baileys !== undefined
  const keeper =
    roles.has('gateway') && hasServer
      ? await keepBaileysSessions(deps, {
          sessions: baileys?.sessions ?? [],
          doors,
          setup() {
            const setup = { databaseUrl, secretKey, dataDir, logLevel }
            return standIn
              ? playedServer(standIn).then((server) => ({ ...setup, ...server }))
              : { ...setup, server: baileys?.wsUrl === undefined ? {} : { url: baileys.wsUrl } }
          },
          onStatuses,
          overhear: standIn?.heard,
        })
      : undefined
  const linkable: LinkedChannel[] = [
    ...(hasServer && isBaileysInstalled() ? (['baileys'] as const) : []),
    ...(waha ? (['waha'] as const) : []),
  ]
  return {
    waha,
    /** What `/wa tambah` may offer, the same in every process: the first one where none is named. */
    linkable: () => linkable,
    start(roles: Config['roles']) {
      waha?.start({ lookAfter: roles.has('gateway') })
      keeper?.start()
    },
    stop: () => Promise.all([keeper?.stop(), waha?.stop()]),
  }
}

/** It is an optional dependency, and not loaded here. */
function isBaileysInstalled() {
  try {
    return findPackageJSON('@whiskeysockets/baileys', import.meta.url) !== undefined
  } catch {
    return false
  }
}

/** An address alone changes nothing of what is checked: only the sandbox's own is trusted as such. */
async function playedServer({ server }: PlayedWhatsApp) {
  const { wsUrl, certRoot, caPem } = await server()
  return { server: { url: wsUrl, certRoot }, extraCa: caPem }
}
