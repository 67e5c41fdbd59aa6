import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { HostLink, HostNews } from '../bots/whatsapp/baileys/host-protocol.ts'
import type { WhatsAppServer } from '../bots/whatsapp/baileys/library.ts'

/** What the process with the sockets needs to know; told over its line, not where `ps` shows it. */
export type WhatsAppSetup = {
  databaseUrl: string
  secretKey: string
  dataDir: string
  logLevel: string
  server: WhatsAppServer
  /** In PEM: trusted besides the usual ones, where the server is one of our own. */
  extraCa?: string
}

/** The sockets in a process of their own: what Baileys does wrong, it does to itself. */
export function forkWhatsApp(
  setup: WhatsAppSetup | Promise<WhatsAppSetup>,
): HostLink & { pid: number | undefined } {
  const file = path.join(import.meta.dirname, 'whatsapp-process.ts')
  const child = fork(file, [], {
    // This very Node: it reads TypeScript, and 24 has what many sockets cost under older ones.
    execPath: process.execPath,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C reaches us all at once; we tell it to stop when it is time.
    detached: true,
  })
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`))
    child.once('error', (error) => resolve(error.message))
  })
  const tell = (message: object) => {
    if (child.connected) child.send(message, () => {})
  }
  Promise.resolve(setup)
    .then((setup) => tell({ kind: 'setup', setup }))
    .catch(() => child.kill('SIGKILL'))
  return {
    pid: child.pid,
    tell,
    onNews: (listener) => void child.on('message', (news) => listener(news as HostNews)),
    onEnd: (listener) => void gone.then(listener),
    async close() {
      tell({ kind: 'stop' })
      const inTime = await Promise.race([gone, pause(STOP_MS, undefined, { ref: false })])
      if (inTime === undefined) child.kill('SIGKILL')
      await gone
    },
  }
}

const STOP_MS = 4_000
