import { z } from 'zod'
import {
  bankAccounts,
  digits,
  httpUrl,
  listOf,
  oneOf,
  port,
  postgresUrl,
  redisUrl,
  secretKey,
  sessionNames,
  socketUrl,
  timeZone,
  trustProxy,
  wholeNumber,
} from './types.ts'

// Every setting there is. The help text and .env.example are made of this list.

const text = z.string()

const installation = z.object({
  APP_ENV: say(
    oneOf('sandbox', 'production').default('sandbox'),
    'sandbox or production',
    'sandbox',
  ),
  ROLES: say(
    listOf(oneOf('web', 'gateway', 'worker', 'scheduler')).optional(),
    'what this process does: any of web,gateway,worker,scheduler',
    'all',
  ),
  DATA_DIR: say(
    text.default('./data'),
    'folder of the embedded database, files, backups and mail',
    './data',
  ),
  DEMO_DATA: say(
    oneOf('on', 'off').optional(),
    "on or off: the sandbox's demo packages, router and departure",
    'on in the sandbox; never in production',
  ),
  SECRET_KEY: say(
    secretKey.optional(),
    '32 bytes or more in base64: signs links, encrypts secrets and backups',
    'required in production; the sandbox makes one in DATA_DIR',
  ),
  DATABASE_URL: say(postgresUrl.optional(), 'PostgreSQL 15 or newer', 'the embedded PostgreSQL'),
  REDIS_URL: say(
    redisUrl.optional(),
    'Redis 6.2 or newer, or Valkey; hosts of a cluster with commas between',
    'the queue lives in PostgreSQL',
  ),
  LOG_LEVEL: say(
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
    'how much is logged: fatal, error, warn, info, debug, trace or silent',
    'info',
  ),
})

const business = z.object({
  TZ_BUSINESS: say(timeZone.default('Asia/Jakarta'), 'time zone of the business', 'Asia/Jakarta'),
  LOCALE: say(oneOf('id', 'en').default('id'), 'language: id or en', 'id'),
  CURRENCY: say(oneOf('IDR').default('IDR'), 'currency', 'IDR'),
})

const web = z.object({
  HOST: say(
    text.regex(/^[\w.:-]+$/, 'must be an address or a name').default('127.0.0.1'),
    'where the web part listens; the sandbox listens on this machine only',
    '127.0.0.1',
  ),
  PORT: say(port.default(8080), 'its port; 0 takes any that is free', '8080'),
  PUBLIC_URL: say(httpUrl.optional(), 'the address customers reach it by', 'made of HOST and PORT'),
  TRUST_PROXY: say(
    trustProxy.optional(),
    'proxies whose X-Forwarded-* count: a number of hops, or addresses with commas between',
    'none',
  ),
  ORDERS_WEBHOOK_SECRET: say(
    text.min(16, 'must have 16 characters or more').optional(),
    'signs /webhooks/orders',
    'the route is off',
  ),
})

const telegram = z.object({
  TELEGRAM_BOT_TOKEN: say(
    text.regex(/^\d+:[\w-]+$/, 'must be a token like 123456:ABC-DEF, from @BotFather').optional(),
    "the bot's token, from @BotFather",
    'no Telegram',
  ),
  TELEGRAM_API_ROOT: say(httpUrl.optional(), 'address of the Bot API', 'the official one'),
  TELEGRAM_MODE: say(
    oneOf('polling', 'webhook').default('polling'),
    'polling or webhook',
    'polling',
  ),
  TELEGRAM_WEBHOOK_SECRET: say(
    text.regex(/^[\w-]{1,256}$/, 'must be letters, digits, _ and -').optional(),
    'what Telegram must show at /webhooks/telegram',
    'required by TELEGRAM_MODE=webhook',
  ),
  TELEGRAM_OWNER_IDS: say(
    listOf(wholeNumber).optional(),
    'Telegram user ids that are owners from the start',
    'the first owner claims the bot with a code printed at start-up',
  ),
  TELEGRAM_OPS_CHAT_ID: say(
    wholeNumber.optional(),
    'group for alerts and hand-off, forum topics on; the bot is an admin there who may manage topics, and pin and delete messages (only an admin sees reactions)',
    "the owners' private chats",
  ),
})

const whatsapp = z.object({
  WHATSAPP_PROVIDERS: say(
    listOf(oneOf('baileys', 'cloud', 'waha')).optional(),
    'any of baileys,cloud,waha',
    'none; the sandbox has a chat page',
  ),
  WHATSAPP_BAILEYS_SESSIONS: say(
    sessionNames.optional(),
    'numbers linked by QR, like main,backup1; more with /wa in chat',
    'main',
  ),
  WHATSAPP_BAILEYS_WS_URL: say(
    socketUrl.optional(),
    'where WhatsApp Web is; another only for trials',
    'the official one',
  ),
  WHATSAPP_CLOUD_TOKEN: say(text.optional(), 'access token of the Cloud API'),
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: say(digits.optional(), 'id of the phone number'),
  WHATSAPP_CLOUD_WABA_ID: say(
    digits.optional(),
    'id of the WhatsApp business account; without it no templates are handed in',
  ),
  WHATSAPP_CLOUD_APP_SECRET: say(text.optional(), 'app secret: proves that events come from Meta'),
  WHATSAPP_CLOUD_VERIFY_TOKEN: say(
    text.optional(),
    'any word, also typed in at Meta for the hand-shake of the webhook; subscribe there to messages, message_template_status_update, template_category_update, account_update, phone_number_quality_update, user_preferences, smb_message_echoes',
  ),
  WAHA_URL: say(httpUrl.optional(), 'address of the WAHA server'),
  WAHA_API_KEY: say(text.optional(), 'its API key'),
  WAHA_HMAC_KEY: say(text.optional(), 'proves that events come from it'),
  WAHA_SESSIONS: say(
    sessionNames.optional(),
    'its sessions that are ours; more with /wa in chat',
    'default',
  ),
})

const meta = z.object({
  META_GRAPH_URL: say(httpUrl.optional(), 'base address of the Graph API', 'the official one'),
  META_DATASET_ID: say(digits.optional(), 'dataset of the Conversions API', 'off'),
  META_CAPI_TOKEN: say(text.optional(), 'token of the Conversions API', 'off'),
})

const assistant = z.object({
  OPENAI_API_KEY: say(
    text.optional(),
    'key of an OpenAI-compatible endpoint',
    'built-in rules, no assistant',
  ),
  OPENAI_BASE_URL: say(
    httpUrl.optional(),
    'its address, like http://localhost:11434/v1',
    'the official one',
  ),
  OPENAI_MODEL: say(text.default('gpt-4.1-mini'), 'its model', 'gpt-4.1-mini'),
})

const HOST = 'its own sandbox; the official one in production'

const payments = z.object({
  DUITKU_MERCHANT_CODE: say(
    text.optional(),
    'merchant code at Duitku',
    'the sandbox gateway; none in production',
  ),
  DUITKU_API_KEY: say(text.optional(), 'API key at Duitku'),
  DUITKU_BASE_URL: say(httpUrl.optional(), 'its address', HOST),
  DUITKU_SIGNATURE: say(
    oneOf('hmac', 'legacy').default('hmac'),
    'how requests are signed: hmac or legacy',
    'hmac',
  ),
  MIDTRANS_SERVER_KEY: say(text.optional(), 'server key at Midtrans', 'no Midtrans'),
  MIDTRANS_BASE_URL: say(httpUrl.optional(), 'address of its payment pages', HOST),
  XENDIT_SECRET_KEY: say(text.optional(), 'secret key at Xendit', 'no Xendit'),
  XENDIT_CALLBACK_TOKEN: say(
    text.optional(),
    'verification token of its webhooks, which go to /webhooks/payments/xendit',
  ),
  XENDIT_BASE_URL: say(httpUrl.optional(), 'its address', 'the official one; the key tells'),
  TRIPAY_MERCHANT_CODE: say(text.optional(), 'merchant code at Tripay', 'no Tripay'),
  TRIPAY_API_KEY: say(text.optional(), 'API key at Tripay'),
  TRIPAY_PRIVATE_KEY: say(text.optional(), 'private key at Tripay: signs, and proves its news'),
  TRIPAY_BASE_URL: say(httpUrl.optional(), 'its address', HOST),
  MANUAL_TRANSFER_ACCOUNTS: say(
    bankAccounts.optional(),
    'bank accounts for manual transfer: BCA 1234567890 a.n. PT Contoh; Mandiri …',
    'no manual transfer',
  ),
  QRIS_STATIC_PAYLOAD: say(
    text.regex(/^000201.+6304[0-9A-F]{4}$/i, 'must be the text of a QRIS code: 000201…').optional(),
    "text of the merchant's static QRIS",
    'no QRIS of our own',
  ),
})

const storage = z.object({
  S3_ENDPOINT: say(httpUrl.optional(), 'any S3-compatible store', 'Amazon, when S3_BUCKET is set'),
  S3_REGION: say(text.default('us-east-1'), 'its region', 'us-east-1'),
  S3_BUCKET: say(text.optional(), 'its bucket', 'DATA_DIR/objects'),
  S3_ACCESS_KEY_ID: say(text.optional(), 'its access key'),
  S3_SECRET_ACCESS_KEY: say(text.optional(), 'its secret key'),
  SMTP_URL: say(
    z
      .url({ protocol: /^smtps?$/, error: 'must be an address like smtp://user:password@host:587' })
      .optional(),
    'mail server',
    'mail is written to DATA_DIR/mail',
  ),
  MAIL_FROM: say(
    text
      .regex(
        /^[^<>\r\n]*<?[^\s@<>]+@[^\s@<>]+>?$/,
        'must be an address like Toko <toko@example.com>',
      )
      .optional(),
    'sender of mail',
    'required by SMTP_URL',
  ),
  BACKUP_TARGET: say(text.optional(), 's3, or a folder', 'DATA_DIR/backups'),
})

export const groups = {
  'The installation': installation,
  'The business': business,
  'The web part': web,
  Telegram: telegram,
  WhatsApp: whatsapp,
  Meta: meta,
  'The assistant': assistant,
  Payments: payments,
  'Files, mail, backups': storage,
}

export const settings = z.object({
  ...installation.shape,
  ...business.shape,
  ...web.shape,
  ...telegram.shape,
  ...whatsapp.shape,
  ...meta.shape,
  ...assistant.shape,
  ...payments.shape,
  ...storage.shape,
})

export type Settings = z.output<typeof settings>
export type SettingName = keyof Settings

/** Its meaning, and what happens where it is not set. */
function say<T extends z.ZodType>(type: T, meaning: string, absent = '') {
  return type.meta({ meaning, absent })
}
