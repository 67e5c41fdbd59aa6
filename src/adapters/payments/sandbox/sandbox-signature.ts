import { createHmac } from 'node:crypto'
import { sameText } from '../same-text.ts'

/** HMAC-SHA256 of the exact text, lower-case hex; goes in `x-signature`, both ways. */
export function sandboxSignature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

export function isSandboxSignature(
  given: string | undefined,
  { secret, text }: { secret: string; text: string },
): boolean {
  return sameText(given, sandboxSignature(secret, text))
}
