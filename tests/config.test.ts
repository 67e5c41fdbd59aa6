import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { envExample, helpText } from '../src/settings/help.ts'
import { settings } from '../src/settings/settings.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')

function read(env: Record<string, string>, file = '/no/such/file') {
  return readConfig({ env, file })
}

/** A `.env` with this text. */
function envFile(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'wicara-env-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, '.env')
  writeFileSync(file, text)
  return file
}

test('nothing set at all is a sandbox that only this machine can see', () => {
  expect(read({})).toMatchObject({
    sandbox: true,
    demoData: true,
    roles: new Set(['web', 'gateway', 'worker', 'scheduler']),
    dataDir: path.resolve('data'),
    web: { host: '127.0.0.1', port: 8080 },
    business: { timeZone: 'Asia/Jakarta', language: 'id', currency: 'IDR' },
  })
})

test('the sandbox is not shown to others, in any spelling of everywhere', () => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'shop.example.com', '::ffff:10.0.0.1']) {
    expect(() => read({ HOST })).toThrow(/HOST=.*APP_ENV=production/)
    expect(read({ HOST, APP_ENV: 'production', SECRET_KEY: KEY }).web.host).toBe(HOST)
  }
  for (const HOST of ['127.0.0.1', '127.8.9.1', '::1', 'localhost']) {
    expect(read({ HOST }).web.host).toBe(HOST)
  }
})

test('production asks for its key, and never shows demo data', () => {
  const APP_ENV = 'production'
  expect(() => read({ APP_ENV })).toThrow('SECRET_KEY is required')
  expect(() => read({ APP_ENV, SECRET_KEY: KEY, DEMO_DATA: 'on' })).toThrow('DEMO_DATA=on')
  expect(read({ APP_ENV, SECRET_KEY: KEY })).toMatchObject({ sandbox: false, demoData: false })
})

test('everything that is wrong is said at once, each by its name', () => {
  const wrong = {
    APP_ENV: 'staging',
    PORT: '99999',
    PUBLIC_URL: 'shop.example.com',
    SECRET_KEY: Buffer.alloc(16).toString('base64'),
    DATABASE_URL: 'mysql://localhost/x',
    REDIS_URL: 'redis://one:6379,two words',
    ROLES: 'web,cook',
    TZ_BUSINESS: 'Asia/Atlantis',
    TRUST_PROXY: '10.0.0.0/33',
    LOG_LEVEL: 'loud',
    TELEGRAM_BOT_TOKEN: 'not-a-token',
    TELEGRAM_OWNER_IDS: '12,budi',
    QRIS_STATIC_PAYLOAD: 'hello',
    MANUAL_TRANSFER_ACCOUNTS: 'cash',
    SMTP_URL: 'mail.example.com',
  }
  for (const [name, value] of Object.entries(wrong)) {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^  ${name} `, 'm'))
  }
  expect(() => read(wrong)).toThrow(
    new RegExp(
      Object.keys(wrong)
        .map((name) => `(?=[^]*\\n  ${name} must)`)
        .join(''),
    ),
  )
})

test('a mistyped name is refused with the nearest one there is', () => {
  expect(() => read({ TELEGRAM_TOKEN: '1:a' })).toThrow('Did you mean TELEGRAM_BOT_TOKEN?')
  expect(() => read({ MIDTRANS_KEY: 'x' })).toThrow('Did you mean MIDTRANS_SERVER_KEY?')
  expect(() => read({ XENDIT_TOKEN: 'x' })).toThrow('Did you mean XENDIT_CALLBACK_TOKEN?')
  expect(() => read({ TRIPAY_KEY: 'x' })).toThrow('Did you mean TRIPAY_')
  expect(() => read({ OPENAI_KEY: 'x' })).toThrow('Did you mean OPENAI_API_KEY?')
  expect(() => read({}, envFile('PROT=8081\n'))).toThrow(
    'PROT in .env is not a setting. Did you mean PORT?',
  )
})

test('what other programs keep in the environment is none of our business', () => {
  expect(read({ PATH: '/bin', PROT: '1', npm_config_registry: 'x' }).web.port).toBe(8080)
})

test('the environment wins over .env, and an empty value counts as not set', () => {
  const file = envFile('PORT=1234\nLOCALE=en\nDATABASE_URL=\n# a remark\n')
  const config = read({ PORT: '4321', LOCALE: '' }, file)
  expect(config.web.port).toBe(4321)
  expect(config.business.language).toBe('en')
  expect(config).not.toHaveProperty('databaseUrl')
})

test('half a connection is refused with the half that is missing', () => {
  expect(() => read({ WHATSAPP_PROVIDERS: 'cloud', WHATSAPP_CLOUD_TOKEN: 't' })).toThrow(
    /WHATSAPP_CLOUD_PHONE_NUMBER_ID is missing[^]*WHATSAPP_CLOUD_APP_SECRET is missing/,
  )
  expect(() => read({ DUITKU_API_KEY: 'k' })).toThrow('DUITKU_MERCHANT_CODE is missing')
  expect(() => read({ XENDIT_SECRET_KEY: 'k' })).toThrow('XENDIT_CALLBACK_TOKEN is missing')
  expect(() => read({ TRIPAY_API_KEY: 'k' })).toThrow(
    /TRIPAY_MERCHANT_CODE is missing[^]*TRIPAY_PRIVATE_KEY is missing/,
  )
  expect(() => read({ MIDTRANS_BASE_URL: 'http://127.0.0.1:9' })).toThrow(
    'MIDTRANS_SERVER_KEY is missing',
  )
  expect(() => read({ TELEGRAM_MODE: 'webhook', TELEGRAM_BOT_TOKEN: '1:a' })).toThrow(
    'TELEGRAM_WEBHOOK_SECRET is missing: TELEGRAM_MODE is webhook',
  )
  expect(() => read({ BACKUP_TARGET: 's3' })).toThrow('S3_BUCKET is missing')
})

test('a whole connection comes out as one thing', () => {
  const config = read({
    WHATSAPP_PROVIDERS: 'cloud',
    WHATSAPP_CLOUD_TOKEN: 'token',
    WHATSAPP_CLOUD_PHONE_NUMBER_ID: '123',
    WHATSAPP_CLOUD_APP_SECRET: 'secret',
    WHATSAPP_CLOUD_VERIFY_TOKEN: 'word',
    META_GRAPH_URL: 'http://127.0.0.1:9000/',
    OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
    TELEGRAM_OWNER_IDS: '11, 22',
    TRUST_PROXY: '127.0.0.1, 10.0.0.0/8',
  })
  expect(config).toMatchObject({
    whatsapp: {
      cloud: { token: 'token', phoneNumberId: '123', appSecret: 'secret', verifyToken: 'word' },
    },
    meta: { graphUrl: 'http://127.0.0.1:9000' },
    assistant: { baseUrl: 'http://127.0.0.1:11434/v1', model: 'gpt-4.1-mini' },
    telegram: { ownerIds: [11, 22] },
    web: { trustProxy: ['127.0.0.1', '10.0.0.0/8'] },
  })
})

test('a gateway is tried out in the sandbox and used for real in production', () => {
  const keys = {
    DUITKU_MERCHANT_CODE: 'D1',
    DUITKU_API_KEY: 'k',
    MIDTRANS_SERVER_KEY: 'k',
    XENDIT_SECRET_KEY: 'k',
    XENDIT_CALLBACK_TOKEN: 't',
    TRIPAY_MERCHANT_CODE: 'T1',
    TRIPAY_API_KEY: 'k',
    TRIPAY_PRIVATE_KEY: 'p',
  }
  const where = (more: Record<string, string>) => {
    const { duitku, midtrans, xendit, tripay } = read({ ...keys, ...more }).payments
    return [duitku, midtrans, xendit, tripay].map((one) => one?.baseUrl)
  }
  expect(where({})).toEqual([
    'https://sandbox.duitku.com',
    'https://app.sandbox.midtrans.com',
    'https://api.xendit.co',
    'https://tripay.co.id/api-sandbox',
  ])
  expect(where({ APP_ENV: 'production', SECRET_KEY: KEY })).toEqual([
    'https://passport.duitku.com',
    'https://app.midtrans.com',
    'https://api.xendit.co',
    'https://tripay.co.id/api',
  ])
  expect(where({ TRIPAY_BASE_URL: 'http://127.0.0.1:9/' })[3]).toBe('http://127.0.0.1:9')
  expect(read({}).payments).toEqual({ bankAccounts: [] })
})

test('what is allowed and surely not meant is worth a word', () => {
  expect(read({ WHATSAPP_CLOUD_TOKEN: 't' }).notes).toEqual([
    'WHATSAPP_CLOUD_TOKEN is set, but WHATSAPP_PROVIDERS does not name cloud',
  ])
  expect(read({ APP_ENV: 'production', SECRET_KEY: KEY }).notes).toEqual([
    'PUBLIC_URL is not set: the links in messages lead to http://127.0.0.1:8080',
  ])
  expect(read({}).notes).toEqual([])
})

test('bank accounts are written as people write them', () => {
  const { bankAccounts } = read({
    MANUAL_TRANSFER_ACCOUNTS:
      'BCA 123-456-7890 a.n. PT Sinar, Tbk; Bank Mandiri:9876543210:Budi, BRI 1234567; BSI 7001234567 A/N CV Maju 99; Bank DKI 0012 3456 an Siti',
  }).payments
  expect(bankAccounts).toEqual([
    { bank: 'BCA', number: '1234567890', holder: 'PT Sinar, Tbk' },
    { bank: 'Bank Mandiri', number: '9876543210', holder: 'Budi' },
    { bank: 'BRI', number: '1234567' },
    { bank: 'BSI', number: '7001234567', holder: 'CV Maju 99' },
    { bank: 'Bank DKI', number: '00123456', holder: 'Siti' },
  ])
})

test('--help and .env.example know every setting, its meaning, and the roles', async () => {
  const help = helpText()
  for (const name of [...Object.keys(settings.shape), 'web', 'gateway', 'worker', 'scheduler']) {
    expect(help).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  }
  await expect(envExample()).toMatchFileSnapshot('../.env.example')
})

test('.env.example can be copied to .env as it is', () => {
  expect(read({}, path.resolve('.env.example')).sandbox).toBe(true)
})
