import type { VoucherSheet } from '../../domain/documents/documents.ts'
import { loginLink } from '../../domain/documents/login-link.ts'
import { formatRupiah } from '../../domain/money.ts'
import { sayData, sayDuration } from '../../intents/wording/say-amount.ts'
import { documentWords } from './words.ts'

/** What every voucher of a sheet says alike. */
export function voucherFace(sheet: VoucherSheet) {
  const words = documentWords(sheet.language).voucher
  const allowed = allowance(sheet)
  const lasts = lifetime(sheet)
  const price = sheet.priceRupiah === 0 ? words.free : formatRupiah(sheet.priceRupiah)
  return {
    words,
    business: sheet.business,
    package: sheet.package,
    price,
    /** What the buyer gets, in one line. */
    promise: [allowed, lasts].filter((part) => part !== null).join(' · '),
    /** The same as small print, with where to use it: at most three lines. */
    validity: [allowed, lasts, sheet.network === null ? null : words.network(sheet.network)].filter(
      (line) => line !== null,
    ),
  }
}

/** "Internetan 2 jam · Kuota 5 GB" */
function allowance({ onlineSeconds, dataBytes, language }: VoucherSheet) {
  const words = documentWords(language).voucher
  const parts: string[] = []
  if (onlineSeconds !== null) parts.push(words.online(sayDuration(onlineSeconds, language)))
  if (dataBytes !== null) parts.push(words.quota(sayData(dataBytes, language)))
  return parts.length > 0 ? parts.join(' · ') : null
}

/** "Berlaku 1 hari sejak login pertama" */
function lifetime({ onlineSeconds, calendarSeconds, language }: VoucherSheet) {
  const words = documentWords(language).voucher
  if (calendarSeconds !== null) return words.validFor(sayDuration(calendarSeconds, language))
  return onlineSeconds === null ? words.noTimeLimit : null
}

export function qrText(
  { loginUrl }: VoucherSheet,
  voucher: { code: string; password: string },
): string | null {
  return loginUrl === null ? null : loginLink(loginUrl, voucher)
}
