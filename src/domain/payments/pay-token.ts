import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { PayableRef } from './payable.ts'

/** What a link is made from. Raising the version makes every older link a wrong one. */
export type PayLink = PayableRef & { linkVersion: number }

const MAC_LENGTH = 24
const LETTERS = { order: 'o', invoice: 'i' } as const

/**
 * What stands after `/pay/`: 144 bits nobody can guess, then what is to be paid. Nothing is
 * stored for it. It begins with the secret part so that it ends in a letter or digit: chat
 * programs leave other endings out of a link.
 */
export function payToken(secrets: Deps['secrets'], { kind, id, linkVersion }: PayLink): string {
  const mac = secrets.sign('pay', `${kind}:${id}:${linkVersion}`).slice(0, MAC_LENGTH)
  return `${mac}${LETTERS[kind]}${id.toString(36)}`
}

/** What a token speaks of, if it is one. Proves nothing yet. */
export function payableInToken(token: string): PayableRef | undefined {
  const match = /^[\w-]{24}([oi])([1-9a-z][0-9a-z]{0,9})$/.exec(token)
  const id = match?.[2] ? Number.parseInt(match[2], 36) : Number.NaN
  if (!Number.isSafeInteger(id)) return undefined
  return { kind: match?.[1] === 'i' ? 'invoice' : 'order', id }
}

export function isPayToken(secrets: Deps['secrets'], token: string, link: PayLink): boolean {
  const given = Buffer.from(token)
  const right = Buffer.from(payToken(secrets, link))
  return given.length === right.length && timingSafeEqual(given, right)
}

export function payUrl(deps: Pick<Deps, 'secrets' | 'business'>, link: PayLink): string {
  return `${deps.business.publicUrl}/pay/${payToken(deps.secrets, link)}`
}
