import { listInvoices } from '../../domain/billing/list-invoices.ts'
import { formatRupiah } from '../../domain/money.ts'
import type { Argument } from '../intent.ts'
import { readMoney } from '../understand/read-money.ts'
import { wordsIn } from '../wording/words.ts'

/** Nobody owes 5.000 thousandths: a dot is a dot of thousands here. */
export function readRupiah(text: string): number | undefined {
  return readMoney(/^rp/i.test(text) ? text : `Rp ${text}`)
}

export const MOST_RUPIAH = 1_000_000_000
/** Whoever types 150 means 150 thousand: nobody pays that little. */
export const LEAST_RUPIAH = 500

export const customerArgument: Argument = {
  name: 'pelanggan',
  aliases: ['customer', 'nama', 'name'],
  ask: {
    id: 'Pelanggan yang mana? (nama, nomor HP, user PPPoE, atau nomor pelanggan)',
    en: 'Which customer? (name, phone, PPPoE user or customer number)',
  },
  rule: {
    id: 'nama, nomor HP, atau nomor pelanggan; nama dengan spasi pakai tanda kutip',
    en: 'a name, phone or customer number; quote a name with spaces',
  },
}

export const amountArgument: Argument = {
  name: 'jumlah',
  aliases: ['amount', 'nominal'],
  ask: { id: 'Berapa jumlahnya? (mis. 150rb)', en: 'How much? (e.g. 150k)' },
  rule: {
    id: 'jumlah uang dari Rp 500, mis. 150rb atau 150.000; nama dengan spasi pakai tanda kutip',
    en: 'an amount from Rp 500, e.g. 150k or 150,000; quote a name with spaces',
  },
}

/** One that is open, by a button; any other by its number. */
export const invoiceArgument: Argument = {
  name: 'tagihan',
  aliases: ['invoice', 'nomor', 'number'],
  ask: {
    id: 'Tagihan yang mana? (nomor INV atau nama)',
    en: 'Which invoice? (INV number or name)',
  },
  offer: async (deps) =>
    (await listInvoices(deps, { state: 'unpaid' })).invoices.flatMap(
      ({ number, customer, openRupiah }) =>
        number === null
          ? []
          : [{ label: `${customer} · ${formatRupiah(openRupiah)}`, value: number }],
    ),
}

/** Why something is corrected; three words at hand, or any others. */
export function reasonArgument(
  reasons: (words: ReturnType<typeof wordsIn>) => readonly string[],
): Argument {
  return {
    name: 'alasan',
    aliases: ['reason', 'karena'],
    ask: { id: 'Apa alasannya?', en: 'What is the reason?' },
    rule: { id: '3 sampai 200 huruf', en: '3 to 200 letters' },
    offer: async () => reasons(wordsIn('id')).map((reason) => ({ label: reason, value: reason })),
  }
}
