import type { BillLine } from '../../domain/payments/payable.ts'
import type { Language } from '../../domain/people/person.ts'
import { sayPeriod } from './say-when.ts'

const said = {
  id: {
    discount: 'Potongan',
    late_fee: 'Denda keterlambatan',
    carried: 'Sisa tagihan sebelumnya',
    tax: (percent: number) => `PPN ${percent}%`,
  },
  en: {
    discount: 'Discount',
    late_fee: 'Late fee',
    carried: 'Left from earlier bills',
    tax: (percent: number) => `VAT ${percent}%`,
  },
}

/** One line of what is to be paid, as pages, papers and chats show it. */
export function sayBillLine(line: BillLine, language: Language): string {
  switch (line.kind) {
    case 'text':
      return line.text
    case 'service':
      return `${line.package}, ${sayPeriod(line, language)}`
    case 'tax':
      return said[language].tax(line.percent)
    case 'discount':
    case 'late_fee':
    case 'carried':
      return said[language][line.kind]
  }
}
