import { BlockList, isIP } from 'node:net'
import type { SettingName, Settings } from './settings.ts'

/** What is wrong with settings that are each right by themselves. One sentence a problem. */
export function problemsBetween(given: Settings): string[] {
  return [...ofTheInstallation(given), ...missingPartners(given)]
}

function* ofTheInstallation(given: Settings) {
  if (given.APP_ENV === 'production') {
    if (!given.SECRET_KEY) {
      yield 'SECRET_KEY is required with APP_ENV=production; `openssl rand -base64 32` makes one'
    }
    if (given.DEMO_DATA === 'on') yield 'DEMO_DATA=on is not for APP_ENV=production'
  } else if (!isLoopback(given.HOST)) {
    yield `HOST=${given.HOST} would show the sandbox to others: it is for APP_ENV=production only`
  }
}

const NEEDS: { when: (given: Settings) => unknown; because: string; names: SettingName[] }[] = [
  {
    when: (given) => given.WHATSAPP_PROVIDERS?.includes('cloud'),
    because: 'WHATSAPP_PROVIDERS names cloud',
    names: [
      'WHATSAPP_CLOUD_TOKEN',
      'WHATSAPP_CLOUD_PHONE_NUMBER_ID',
      'WHATSAPP_CLOUD_APP_SECRET',
      'WHATSAPP_CLOUD_VERIFY_TOKEN',
    ],
  },
  {
    when: (given) => given.WHATSAPP_PROVIDERS?.includes('waha'),
    because: 'WHATSAPP_PROVIDERS names waha',
    names: ['WAHA_URL', 'WAHA_API_KEY', 'WAHA_HMAC_KEY'],
  },
  {
    when: (given) => given.TELEGRAM_MODE === 'webhook',
    because: 'TELEGRAM_MODE is webhook',
    names: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'],
  },
  ...together('META_DATASET_ID', 'META_CAPI_TOKEN'),
  ...together('DUITKU_MERCHANT_CODE', 'DUITKU_API_KEY'),
  pair('DUITKU_BASE_URL', 'DUITKU_MERCHANT_CODE'),
  pair('MIDTRANS_BASE_URL', 'MIDTRANS_SERVER_KEY'),
  ...together('XENDIT_SECRET_KEY', 'XENDIT_CALLBACK_TOKEN'),
  pair('XENDIT_BASE_URL', 'XENDIT_SECRET_KEY'),
  ...together('TRIPAY_MERCHANT_CODE', 'TRIPAY_API_KEY', 'TRIPAY_PRIVATE_KEY'),
  pair('TRIPAY_BASE_URL', 'TRIPAY_MERCHANT_CODE'),
  pair('SMTP_URL', 'MAIL_FROM'),
  pair('S3_ENDPOINT', 'S3_BUCKET'),
  pair('S3_BUCKET', 'S3_ACCESS_KEY_ID'),
  pair('S3_BUCKET', 'S3_SECRET_ACCESS_KEY'),
  {
    when: (given) => given.BACKUP_TARGET === 's3',
    because: 'BACKUP_TARGET is s3',
    names: ['S3_BUCKET'],
  },
]

function pair(set: SettingName, needs: SettingName) {
  return { when: (given: Settings) => given[set], because: `${set} is set`, names: [needs] }
}

/** One of them is of no use without the others. */
function together(...all: SettingName[]) {
  return all.flatMap((set) => all.filter((one) => one !== set).map((other) => pair(set, other)))
}

function missingPartners(given: Settings) {
  return NEEDS.filter(({ when }) => when(given)).flatMap(({ because, names }) =>
    names.filter((name) => !given[name]).map((name) => `${name} is missing: ${because}`),
  )
}

/** What is allowed and surely not meant: worth a word, not worth a refusal. */
export function notes(given: Settings): string[] {
  const said = []
  const providers = given.WHATSAPP_PROVIDERS ?? []
  if (given.WHATSAPP_CLOUD_TOKEN && !providers.includes('cloud')) {
    said.push('WHATSAPP_CLOUD_TOKEN is set, but WHATSAPP_PROVIDERS does not name cloud')
  }
  if (given.WAHA_URL && !providers.includes('waha')) {
    said.push('WAHA_URL is set, but WHATSAPP_PROVIDERS does not name waha')
  }
  if (given.APP_ENV === 'production' && !given.PUBLIC_URL) {
    const here = `http://${given.HOST}:${given.PORT}`
    said.push(`PUBLIC_URL is not set: the links in messages lead to ${here}`)
  }
  return said
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

function isLoopback(host: string) {
  const version = isIP(host)
  if (version === 0) return host === 'localhost'
  return loopback.check(host, version === 4 ? 'ipv4' : 'ipv6')
}
