import type { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys'

export const silentLog: (typeof DEFAULT_CONNECTION_CONFIG)['logger'] = {
  level: 'silent',
  child: () => silentLog,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
}

/** libsignal tells the console about every session it closes, keys and all. Nobody wants that. */
export function silenceSignal() {
  if (silenced) return
  silenced = true
  const { console: terminal } = globalThis
  for (const level of ['info', 'warn', 'error'] as const) {
    const speak = terminal[level].bind(terminal)
    terminal[level] = (...words: unknown[]) => {
      const [first] = words
      if (typeof first === 'string' && CHATTER.test(first)) return
      speak(...words)
    }
  }
}

let silenced = false

const CHATTER =
  /^(Closing (session|open session)|Opening session|Removing old closed|Session (already|error)|Decrypted message with closed|Failed to decrypt message with any|V1 session storage|Migrating session)/
