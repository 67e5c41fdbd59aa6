import { z } from 'zod'
import { requestPrint } from '../../domain/vouchers/request-print.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { batchNumber } from './voucher-arguments.ts'

const FORMS: Record<string, 'a4' | 'thermal58' | 'xlsx'> = {
  a4: 'a4',
  pdf: 'a4',
  '58': 'thermal58',
  '58mm': 'thermal58',
  thermal: 'thermal58',
  thermal58: 'thermal58',
  xlsx: 'xlsx',
  excel: 'xlsx',
}

export const voucherPrint = defineIntent({
  name: 'voucher.print',
  who: { permission: 'vouchers.create' },
  command: {
    noun: 'voucher',
    verb: 'cetak',
    aliases: ['print'],
    positional: ['batch', 'bentuk'],
    about: { id: 'Cetak ulang lembar voucher', en: 'Print voucher sheets again' },
    examples: ['/voucher cetak BATCH-202611-003 58mm'],
  },
  arguments: [
    batchNumber('ready'),
    {
      name: 'bentuk',
      aliases: ['form', 'format'],
      ask: { id: 'Bentuknya?', en: 'In which form?' },
      offer: async () => [
        { label: 'A4', value: 'a4' },
        { label: '58 mm', value: '58mm' },
        { label: 'Excel', value: 'xlsx' },
      ],
    },
  ],
  input: z.object({
    batch: z.string().trim().min(1),
    bentuk: typed((text) => FORMS[text.toLowerCase().replace(/\s/g, '')]),
  }),

  async run(deps, { batch, bentuk }, turn) {
    const { conversationId } = turn
    const { number } = await requestPrint(deps, { number: batch, form: bentuk, conversationId })
    return { text: words(turn).vouchers.printing(number) }
  },
})
