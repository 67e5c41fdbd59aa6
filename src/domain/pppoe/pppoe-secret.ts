import { isIPv4 } from 'node:net'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'

// Read aloud by a technician and typed on a modem's page: nothing that looks like something else.
const SYMBOLS = 'acdefhjkmnprtuvwxy23456789'
const PASSWORD_LENGTH = 10

export function drawPppoePassword(draw: Deps['draw']): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => SYMBOLS[draw(SYMBOLS.length)]).join('')
}

/** `rumah-0007`: four digits at least, more where there are more. */
export function numberedUsername(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(4, '0')}`
}

/** What modems and routers take without quoting. */
export function checkUsername(username: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._@-]{1,62}$/.test(username)) return username
  throw new Refusal('pppoe.username', { username })
}

export function checkAddress(address: string): string {
  if (isIPv4(address)) return address
  throw new Refusal('pppoe.address', { address })
}
