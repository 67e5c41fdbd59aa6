import { writeXlsx } from 'hucre/xlsx'
import type { VoucherSheet } from '../../domain/documents/documents.ts'
import { qrText, voucherFace } from './voucher-face.ts'
import { headed, RUPIAH, TEXT } from './workbook-style.ts'
import { documentWords } from './words.ts'

/** One row a voucher, for shops that print their own or hand codes to somebody else. */
export async function voucherWorkbook(sheet: VoucherSheet): Promise<Uint8Array> {
  const words = documentWords(sheet.language).workbook
  const { promise } = voucherFace(sheet)
  const columns = [
    { header: words.number, width: 7, numFmt: '0' },
    { header: words.code, width: 18, numFmt: TEXT },
    { header: words.password, width: 18, numFmt: TEXT },
    { header: words.package, width: widthFor(sheet.package), numFmt: TEXT },
    { header: words.price, width: 14, numFmt: RUPIAH },
    { header: words.state, width: 14, numFmt: TEXT },
    { header: words.validity, width: widthFor(promise), numFmt: TEXT },
    { header: words.loginLink, width: 40, numFmt: TEXT },
  ]
  const rows = sheet.vouchers.map((voucher, index) => [
    index + 1,
    voucher.code,
    voucher.password,
    sheet.package,
    sheet.priceRupiah,
    words.states[voucher.state ?? 'created'],
    promise,
    qrText(sheet, voucher),
  ])
  return writeXlsx({
    properties: { title: sheet.batch, creator: sheet.business },
    sheets: [
      {
        name: words.sheet,
        columns,
        rows: [columns.map(({ header }) => header), ...rows],
        ...headed(columns.length, `H${rows.length + 1}`),
      },
    ],
  })
}

function widthFor(text: string) {
  return Math.min(48, Math.max(12, text.length + 2))
}
