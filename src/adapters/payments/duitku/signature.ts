import { createHash, createHmac } from 'node:crypto'
import { sameText } from '../same-text.ts'

/** `hmac` since about April 2026; `legacy` is what Duitku's own libraries still do. */
export type DuitkuScheme = 'hmac' | 'legacy'

/**
 * What Duitku wants signed, joined without anything between, in the order of its documentation:
 * inquiry = merchant code, order id, amount · status = merchant code, order id ·
 * callback = merchant code, amount as received, order id. Lower-case hex.
 */
export function duitkuSignature(scheme: DuitkuScheme, apiKey: string, parts: string[]): string {
  const text = parts.join('')
  return scheme === 'hmac'
    ? createHmac('sha256', apiKey).update(text).digest('hex')
    : createHash('md5')
        .update(text + apiKey)
        .digest('hex')
}

export function isDuitkuSignature(
  given: string,
  { scheme, apiKey, parts }: { scheme: DuitkuScheme; apiKey: string; parts: string[] },
): boolean {
  return sameText(given, duitkuSignature(scheme, apiKey, parts))
}
