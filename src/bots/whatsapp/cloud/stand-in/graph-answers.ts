import { randomBytes } from 'node:crypto'
import { type Answer, json } from '../../../stand-in/serve.ts'

/** What the Graph API says no with. */
export class Refused extends Error {
  readonly code: number
  readonly status: number
  readonly details: string
  readonly subcode: number | undefined

  constructor(code: number, details = '', { subcode }: { subcode?: number } = {}) {
    super(TITLES[code] ?? 'Invalid parameter')
    this.code = code
    this.status = STATUS[code] ?? 400
    this.details = details
    this.subcode = subcode
  }
}

export function refusal({ code, status, message, details, subcode }: Refused): Answer {
  return json(status, {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
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
  131_050: 'User has stopped marketing messages from this business',
  131_062: 'Business-scoped user IDs are not supported for this message',
  132_000: 'Number of parameters does not match the expected number of params',
  132_001: 'Template name does not exist in the translation',
  132_005: 'Translated text too long or not allowed',
  132_012: 'Parameter format does not match format in the created template',
  132_015: 'Template is paused',
  132_016: 'Template is disabled',
}

const STATUS: Record<number, number> = {
  190: 401,
  10: 403,
  130_429: 429,
  131_000: 500,
  131_016: 500,
}
