import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'

type Payable = { id: number; linkVersion: number }

const MAC_LENGTH = 24

/**
 * What stands after `/pay/`: 144 bits nobody can guess, then which order. Nothing is stored for
 * it, and raising the order's link version makes every older link a wrong one. It begins with
 * the secret part so that it ends in a letter or digit: chat programs leave other endings out
 * of a link.
 */
export function payToken(secrets: Deps['secrets'], { id, linkVersion }: Payable): string {
  const mac = secrets.sign('pay', `order:${id}:${linkVersion}`).slice(0, MAC_LENGTH)
  return `${mac}o${id.toString(36)}`
}

/** Which order a token speaks of, if it is one. Proves nothing yet. */
export function orderInToken(token: string): number | undefined {
  const match = /^[\w-]{24}o([1-9a-z][0-9a-z]{0,9})$/.exec(token)
  const id = match?.[1] ? Number.parseInt(match[1], 36) : Number.NaN
  return Number.isSafeInteger(id) ? id : undefined
}

export function isPayToken(secrets: Deps['secrets'], token: string, order: Payable): boolean {
  const given = Buffer.from(token)
  const right = Buffer.from(payToken(secrets, order))
  return given.length === right.length && timingSafeEqual(given, right)
}

export function payUrl(deps: Pick<Deps, 'secrets' | 'business'>, order: Payable): string {
  return `${deps.business.publicUrl}/pay/${payToken(deps.secrets, order)}`
}
