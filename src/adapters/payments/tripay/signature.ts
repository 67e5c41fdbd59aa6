import { createHmac } from 'node:crypto'
import { sameText } from '../same-text.ts'

/** HMAC-SHA256, lower-case hex: of code, reference and amount for a question, of the body for news. */
export function tripaySignature(privateKey: string, text: string): string {
  return createHmac('sha256', privateKey).update(text).digest('hex')
}

export function isTripaySignature(
  given: string | undefined,
  { privateKey, text }: { privateKey: string; text: string },
): boolean {
  return sameText(given?.toLowerCase(), tripaySignature(privateKey, text))
}
