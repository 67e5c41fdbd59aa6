import { isIP } from 'node:net'
import { z } from 'zod'

// What a value may look like, and what it becomes. Each says what is wanted when it is something else.

export const httpUrl = urlOf(/^https?$/, 'https://example.com')
export const socketUrl = urlOf(/^wss?$/, 'wss://example.com')

function urlOf(protocol: RegExp, example: string) {
  return z
    .url({ protocol, error: `must be an address like ${example}` })
    .transform((url) => url.replace(/\/+$/, ''))
}

export function oneOf<const T extends string>(...values: T[]) {
  return z.enum(values, `must be ${values.join(' or ')}`)
}

export const digits = z.string().regex(/^\d+$/, 'must be digits')

export const wholeNumber = z
  .string()
  .regex(/^-?\d{1,15}$/, 'must be a whole number')
  .transform(Number)

export const port = wholeNumber.refine(
  (value) => value >= 0 && value <= 65_535,
  'must be a number from 0 to 65535',
)

/** `main,backup1`; one at least. */
export function listOf<T extends z.ZodType<unknown, string>>(item: T) {
  return z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1))
}

export const sessionNames = listOf(
  z.string().regex(/^[\w-]{1,32}$/, 'must be names like main,backup1'),
)

export const secretKey = z.string().refine((value) => {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(value) && Buffer.from(value, 'base64').length >= 32
}, 'must be 32 bytes or more in base64; `openssl rand -base64 32` makes one')

export const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}, 'must be a time zone like Asia/Jakarta')

export const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address like postgres://user:password@host:5432/database',
})

const REDIS = /^(rediss?:\/\/)?([^\s@,]*@)?[\w.-]+(:\d{1,5})?(\/\d+)?$/
export const redisUrl = z
  .string()
  .refine(
    (value) =>
      /^rediss?:\/\//.test(value) && value.split(',').every((part) => REDIS.test(part.trim())),
    'must be an address like redis://host:6379; hosts of a cluster with commas between',
  )

/** A number of hops, or the proxies' addresses and networks. */
export const trustProxy = z.string().transform((value, check): number | string[] => {
  if (/^[1-9]\d?$/.test(value)) return Number(value)
  const networks = value.split(',').map((part) => part.trim())
  if (networks.every(isNetwork)) return networks
  check.addIssue('must be a number of hops like 1, or addresses like 10.0.0.0/8,127.0.0.1')
  return z.NEVER
})

function isNetwork(text: string) {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

export type BankAccount = { bank: string; number: string; holder?: string }

/** `BCA 1234567890 a.n. PT Contoh; Mandiri 987654321 a.n. PT Contoh` */
export const bankAccounts = z.string().transform((list, check): BankAccount[] =>
  // A comma divides as well, unless it belongs to a name: "PT Contoh, Tbk".
  list.split(/[;\n]|,(?=[^,;\n]*\d{5})/).map((entry) => {
    const found =
      /^\s*(\p{L}[^\d:]*?)[\s:]+(\d[\d .-]{3,}\d)(?:[\s:]+(?:a[./]?\s?n[.:]?\s+)?(\S.*?))?\s*$/iu.exec(
        entry,
      )
    const [, bank, number, holder] = found ?? []
    if (bank && number) {
      return { bank, number: number.replaceAll(/[ .-]/g, ''), ...(holder && { holder }) }
    }
    check.addIssue('must be like: BCA 1234567890 a.n. PT Contoh; Mandiri 987654321 a.n. PT Contoh')
    return z.NEVER
  }),
)
