import { createHmac, timingSafeEqual } from 'node:crypto'

/** HMAC-SHA256 of the exact text, lower-case hex; goes in `x-signature`, both ways. */
export function sandboxSignature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

export function isSandboxSignature(
  given: string | undefined,
  { secret, text }: { secret: string; text: string },
): boolean {
  const right = Buffer.from(sandboxSignature(secret, text))
  const received = Buffer.from(given ?? '')
  return received.length === right.length && timingSafeEqual(received, right)
}
