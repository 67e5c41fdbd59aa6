import type { SocketConfig } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'

/**
 * What Baileys may put into our log: that something went wrong, never with what. Its objects hold
 * messages, addresses and keys.
 */
export function quietLog(log: Pick<Logger, 'debug'>): SocketConfig['logger'] {
  const speak = (fields: unknown, words?: string) => {
    const said = words ?? (typeof fields === 'string' ? fields : undefined)
    if (said) log.debug({ library: 'baileys' }, said.replaceAll(/\d{5,}/g, '…').slice(0, 200))
  }
  const quiet: SocketConfig['logger'] = {
    level: 'warn',
    child: () => quiet,
    trace() {},
    debug() {},
    info() {},
    warn: speak,
    error: speak,
  }
  return quiet
}
