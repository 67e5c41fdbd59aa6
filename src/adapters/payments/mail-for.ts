import type { NewCharge } from '../../domain/payments/gateway.ts'

const MOST_LETTERS = 50

/** For gateways that insist on an address; customers are never asked for theirs. */
export function mailFor({ reference, callbackUrl }: NewCharge): string {
  const { hostname } = new URL(callbackUrl)
  const mail = `${reference.toLowerCase()}@${hostname}`
  return mail.length <= MOST_LETTERS ? mail : `pay@${hostname}`
}
