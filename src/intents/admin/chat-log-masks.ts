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

/** What stands between a label and its secret: "-nya", "WiFi rumah saya"; never a digit of it. */
const OF_IT = String.raw`(?:-?(?:nya|ku|mu))?[*_]*(?:[^\S\n]+[\p{L}()/'’-]+){0,6}?`
const IS = String.raw`(?:[*_]*\s*[:=][*_\s"'“‘]*|\s+(?:adalah|ialah|yaitu|is)\s+|\s*["“‘]\s*)`
/** Where nothing says that the secret begins, a word with a digit in it does, or four digits. */
const LOOKS_SECRET = String.raw`\s+(?=\d(?:[\s.-]?\d){3}|(?=\S*\d)\S{4})`
const LABEL = String.raw`\b((?:kata\s*)?sandi|pass(?:word|wd|code|phrase)?|pwd?|pin|otp)`
/** Words that stand before a secret, ours and a customer's, in both languages, to the end of the line. */
const SAID_SECRET = new RegExp(`${LABEL}(${OF_IT}(?:${IS}|${LOOKS_SECRET}))(\\S+)(.*)`, 'giu')
/** "kode 998877", and not that of a place or of a payment. */
const SAID_CODE =
  /\b(kode|code)((?:nya|ku|mu)?(?:\s+(?!pos\b|bayar|pembayaran|unik|invoice|tagihan)\p{L}+){0,3}\s*[:=]?[*_\s]*)(\d(?:[.-]?\d){3,}|\d(?:\s?\d){3,})(.*)/giu
/** The address of a pay page opens it, and shows what was bought. */
const PAY_PAGE = /(\/pay\/)[\w.~-]+/gu

/** The same for words as they were said. `codes`: those of vouchers, in capitals. */
export function maskText(
  text: string,
  { seesCodes, codes }: { seesCodes: boolean; codes: ReadonlySet<string> },
): string {
  const hide = (said: string): string =>
    [SAID_SECRET, SAID_CODE].reduce((left, secret) => left.replaceAll(secret, hideOne), said)
  const hideOne = (_all: string, ...found: [string, string, string, string]) => {
    const [label, between, said, rest] = found
    const isCode = seesCodes && codes.has(said.replaceAll(/[*_.,;]/g, '').toUpperCase())
    return `${label}${between}${isCode ? `${said}${hide(rest)}` : MASK}`
  }
  const safe = hide(text.replaceAll(PAY_PAGE, `$1…`))
  if (seesCodes) return safe
  return safe.replaceAll(CODE_LIKE, (word) => (codes.has(word.toUpperCase()) ? MASK : word))
}
