/**
 * Whether a request surely never reached the other side: no name, no route, no connection, or
 * a certificate we would not talk to. After anything else (a reset, a deadline) it may have
 * been carried out.
 */
export function neverLeft(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, cause, error: wrapped } = error as Record<string, unknown>
  if (typeof code === 'string' && BEFORE_SENDING.has(code)) return true
  return neverLeft(cause) || neverLeft(wrapped)
}

const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
