import path from 'node:path'
import { notes } from './between.ts'
import { gatewaysOf } from './gateways.ts'
import { allOf, present } from './present.ts'
import type { Settings } from './settings.ts'

const ROLES = ['web', 'gateway', 'worker', 'scheduler'] as const

/** The settings as the program wants them: what belongs together together, what is off absent. */
export function grouped(given: Settings) {
  const sandbox = given.APP_ENV === 'sandbox'
  const dataDir = path.resolve(given.DATA_DIR)
  return present({
    sandbox,
    roles: new Set(given.ROLES ?? ROLES),
    dataDir,
    demoData: sandbox && given.DEMO_DATA !== 'off',
    /** Absent only in the sandbox, which keeps one of its own in DATA_DIR. */
    secretKey: given.SECRET_KEY,
    /** Absent: the embedded PostgreSQL. */
    databaseUrl: given.DATABASE_URL,
    /** Absent: the queue lives in PostgreSQL. Hosts of a cluster have commas between. */
    redisUrl: given.REDIS_URL,
    logLevel: given.LOG_LEVEL,
    business: {
      timeZone: given.TZ_BUSINESS,
      language: given.LOCALE,
      currency: given.CURRENCY,
    },
    web: present({
      host: given.HOST,
      port: given.PORT,
      /** Absent: made of the address that it came to listen on. */
      publicUrl: given.PUBLIC_URL,
      /** Hops, or addresses and networks of the proxies. */
      trustProxy: given.TRUST_PROXY,
      /** Absent: /webhooks/orders is off. */
      ordersSecret: given.ORDERS_WEBHOOK_SECRET,
    }),
    telegram: telegramOf(given),
    whatsapp: whatsappOf(given),
    meta: metaOf(given),
    /** Absent: built-in rules only. */
    assistant: assistantOf(given),
    payments: paymentsOf(given),
    /** Absent: DATA_DIR/objects. */
    s3: s3Of(given),
    /** Absent: DATA_DIR/mail. */
    mail: allOf({ smtpUrl: given.SMTP_URL, from: given.MAIL_FROM }),
    /** `s3`, or a folder. */
    backupTarget: given.BACKUP_TARGET ?? path.join(dataDir, 'backups'),
    /** What is allowed and surely not meant, in words for the log. */
    notes: notes(given),
  })
}

function telegramOf(given: Settings) {
  return present({
    /** Absent: no Telegram. */
    token: given.TELEGRAM_BOT_TOKEN,
    apiRoot: given.TELEGRAM_API_ROOT,
    mode: given.TELEGRAM_MODE,
    /** There when the mode is webhook. */
    webhookSecret: given.TELEGRAM_WEBHOOK_SECRET,
    ownerIds: given.TELEGRAM_OWNER_IDS ?? [],
    opsChatId: given.TELEGRAM_OPS_CHAT_ID,
  })
}

function whatsappOf(given: Settings) {
  const providers = given.WHATSAPP_PROVIDERS ?? []
  return present({
    baileys: providers.includes('baileys')
      ? present({
          sessions: given.WHATSAPP_BAILEYS_SESSIONS ?? ['main'],
          wsUrl: given.WHATSAPP_BAILEYS_WS_URL,
        })
      : undefined,
    cloud: providers.includes('cloud') ? cloudOf(given) : undefined,
    waha: providers.includes('waha') ? wahaOf(given) : undefined,
  })
}

function cloudOf(given: Settings) {
  const needed = allOf({
    token: given.WHATSAPP_CLOUD_TOKEN,
    phoneNumberId: given.WHATSAPP_CLOUD_PHONE_NUMBER_ID,
    appSecret: given.WHATSAPP_CLOUD_APP_SECRET,
    verifyToken: given.WHATSAPP_CLOUD_VERIFY_TOKEN,
  })
  return needed && { ...needed, ...present({ wabaId: given.WHATSAPP_CLOUD_WABA_ID }) }
}

function wahaOf(given: Settings) {
  const needed = allOf({
    url: given.WAHA_URL,
    apiKey: given.WAHA_API_KEY,
    hmacKey: given.WAHA_HMAC_KEY,
  })
  return needed && { ...needed, sessions: given.WAHA_SESSIONS ?? ['default'] }
}

function metaOf(given: Settings) {
  return present({
    graphUrl: given.META_GRAPH_URL,
    conversions: allOf({ datasetId: given.META_DATASET_ID, token: given.META_CAPI_TOKEN }),
  })
}

function assistantOf(given: Settings) {
  // A server of one's own often needs no key.
  if (!given.OPENAI_API_KEY && !given.OPENAI_BASE_URL) return undefined
  return present({
    apiKey: given.OPENAI_API_KEY,
    baseUrl: given.OPENAI_BASE_URL,
    model: given.OPENAI_MODEL,
  })
}

function paymentsOf(given: Settings) {
  return present({
    ...gatewaysOf(given),
    /** Empty: no manual transfer. */
    bankAccounts: given.MANUAL_TRANSFER_ACCOUNTS ?? [],
    qrisPayload: given.QRIS_STATIC_PAYLOAD,
  })
}

function s3Of(given: Settings) {
  const needed = allOf({
    bucket: given.S3_BUCKET,
    accessKeyId: given.S3_ACCESS_KEY_ID,
    secretAccessKey: given.S3_SECRET_ACCESS_KEY,
  })
  return (
    needed && { ...needed, region: given.S3_REGION, ...present({ endpoint: given.S3_ENDPOINT }) }
  )
}
