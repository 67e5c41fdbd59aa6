import { CODE_LIKE } from '../../domain/message-log/read-log.ts'
import type { Notice } from '../../domain/messages/notice.ts'

const MASK = '••••••'
const SECRET_NAMES = new Set(['password', 'pin', 'token', 'secret'])

/**
 * A notice without what only its reader should know. Whoever may see vouchers sees their codes, and
 * the password that belongs to one.
 */
export function maskNotice(notice: Notice, { seesCodes }: { seesCodes: boolean }): Notice {
  const details = maskIn(notice.details, seesCodes) as Notice['details']
  return { code: notice.code, details } as Notice
}

function maskIn(value: unknown, seesCodes: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => maskIn(one, seesCodes))
  if (typeof value !== 'object' || value === null) return value
  const isVoucher = 'code' in value && 'password' in value
  if (isVoucher) return seesCodes ? value : { ...value, code: MASK, password: MASK }
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      SECRET_NAMES.has(name) && typeof part === 'string' ? MASK : maskIn(part, seesCodes),
    ]),
  )
}

/** Words that stand before a secret wherever we say one, in both languages. */
const SAID_SECRET = /\b(sandi|password|pin|otp)((?:\s+\p{L}+){0,2}\s*[:=][*_\s]*)(\S+)/giu
/** The address of a pay page opens it, and shows what was bought. */
const PAY_PAGE = /(\/pay\/)[\w.~-]+/gu

/** The same for words as they were said. `codes`: those of vouchers, in capitals. */
export function maskText(
  text: string,
  { seesCodes, codes }: { seesCodes: boolean; codes: ReadonlySet<string> },
): string {
  const safe = text
    .replaceAll(PAY_PAGE, `$1…`)
    .replaceAll(SAID_SECRET, (all, label: string, between: string, said: string) =>
      seesCodes && codes.has(said.toUpperCase()) ? all : `${label}${between}${MASK}`,
    )
  if (seesCodes) return safe
  return safe.replaceAll(CODE_LIKE, (word) => (codes.has(word.toUpperCase()) ? MASK : word))
}
