import { randomBytes } from 'node:crypto'
import { type Answer, json } from '../../../stand-in/serve.ts'

/** What the Graph API says no with. */
export class Refused extends Error {
  readonly code: number
  readonly status: number
  readonly details: string

  constructor(code: number, details = '', status = STATUS[code] ?? 400) {
    super(TITLES[code] ?? 'Invalid parameter')
    this.code = code
    this.status = status
    this.details = details
  }
}

export function refusal({ code, status, message, details }: Refused): Answer {
  return json(status, {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details: details || message },
      fbtrace_id: `A${randomBytes(16).toString('base64url')}`,
    },
  })
}

/** The same inside a status that says `failed`. */
export const failure = ({ code, message, details }: Refused) => ({
  code,
  title: message,
  message,
  error_data: { details: details || message },
  href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
})

const TITLES: Record<number, string> = {
  4: 'Application request limit reached',
  10: 'Permission Denied',
  190: 'Invalid OAuth access token',
  80_007: 'Rate limit issues',
  130_429: 'Rate limit hit',
  131_000: 'Something went wrong',
  131_008: 'Required parameter is missing',
  131_009: 'Parameter value is not valid',
  131_016: 'Service unavailable',
  131_026: 'Message undeliverable',
  131_047: 'Re-engagement message',
  131_048: 'Spam rate limit hit',
  131_049: 'This message was not delivered to maintain healthy ecosystem engagement',
  131_051: 'Unsupported message type',
  131_052: 'Media download error',
  131_053: 'Media upload error',
  131_056: '(Business Account, Consumer Account) pair rate limit hit',
  132_001: 'Template name does not exist in the translation',
}

const STATUS: Record<number, number> = {
  190: 401,
  10: 403,
  130_429: 429,
  131_000: 500,
  131_016: 500,
}
