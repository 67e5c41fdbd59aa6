import type { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys'

/** The phones of the stand-in have nobody to complain to. */
export const silentLog: (typeof DEFAULT_CONNECTION_CONFIG)['logger'] = {
  level: 'silent',
  child: () => silentLog,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
}
