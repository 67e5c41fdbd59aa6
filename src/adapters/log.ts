import { type DestinationStream, type Level, type Logger, pino, stdTimeFunctions } from 'pino'

type Options = {
  level: Level | 'silent'
  /** Default: stdout, for people on a terminal, as JSON lines elsewhere. */
  to?: DestinationStream
}

/**
 * The log. What nobody should read there is taken out here, whoever logs it: secrets by the name
 * of their field, tokens, passwords and phone numbers by their looks, wherever they stand.
 */
export async function createLog({ level, to }: Options): Promise<Logger> {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => withoutSecrets(fields) as Record<string, unknown>,
    },
    serializers: { err: (error: unknown) => describeError(error) },
    hooks: { streamWrite: hide },
  }
  return pino(options, to ?? (await stdout()))
}

async function stdout() {
  if (!process.stdout.isTTY) return pino.destination({ dest: 1, sync: true })
  const { default: pretty } = await import('pino-pretty')
  return pretty({ ignore: 'pid', translateTime: 'SYS:HH:MM:ss.l', sync: true })
}

const SECRET_NAME =
  /token|secret|passw|pin$|authorization|cookie|api_?key|signature|hmac|credential|^nik$|passport|mail$|account_?number/i
const PHONE_NAME = /phone|msisdn|whatsapp_?id|^wa_?id$/i

function withoutSecrets(value: unknown, name = '', depth = 0): unknown {
  if (value === null || value === undefined) return value
  if (SECRET_NAME.test(name)) return '[hidden]'
  if (typeof value === 'string') return PHONE_NAME.test(name) ? lastFour(value) : value
  if (typeof value !== 'object' || value instanceof Error || value instanceof Date) return value
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth > 5) return '[deeper]'
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, name, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner, key, depth + 1)]),
  )
}

/** What an error says of itself. Not what hangs on it: clients, requests, headers. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return withoutSecrets(error)
  const { cause, stack } = error
  const plain = Object.entries(error).filter(([, value]) => Object(value) !== value)
  return {
    type: error.name,
    message: error.message,
    ...(withoutSecrets(Object.fromEntries(plain)) as object),
    stack,
    ...(cause !== undefined && depth < 4 && { cause: describeError(cause, depth + 1) }),
  }
}

const LOOKS_SECRET: [RegExp, string][] = [
  // A bot's token, as it stands in every address of the Bot API.
  [/\b(?:bot)?\d{6,}:[\w-]{30,}/g, '[token]'],
  [/\b(?:EAA|sk-)[\w-]{20,}/g, '[token]'],
  [/\b(bearer|basic) [\w.~+/=-]{8,}/gi, '$1 [hidden]'],
  // postgres://user:password@host
  [/(:\/\/[^\s:/@"]*):[^\s/@"]+@/g, '$1:[hidden]@'],
  // Indonesian mobile numbers, the last four digits left to tell them apart.
  [/(?<![\w.])(?:\+?62|0)8\d{4,8}(\d{4})(?!\w)/g, '…$1'],
]

function hide(line: string) {
  return LOOKS_SECRET.reduce((text, [looks, instead]) => text.replaceAll(looks, instead), line)
}

function lastFour(text: string) {
  return text.length > 4 ? `…${text.slice(-4)}` : text
}
