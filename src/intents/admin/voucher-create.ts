import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { createVoucherBatch } from '../../domain/vouchers/create-voucher-batch.ts'
import { planBatch } from '../../domain/vouchers/plan-batch.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import { packageCode, rare } from './package-arguments.ts'

const FOR_STOCK = /^(stok|stock|chat)$/i
const FOR_PRINT = /^(cetak|print)$/i

export const voucherCreate = defineIntent({
  name: 'voucher.create',
  who: { permission: 'vouchers.create' },
  command: {
    noun: 'voucher',
    verb: 'buat',
    aliases: ['create', 'make', 'tambah', 'generate'],
    positional: ['paket', 'jumlah'],
    about: { id: 'Buat voucher untuk dicetak', en: 'Make vouchers to be printed' },
    examples: ['/voucher buat harian 100', '/voucher buat paket=harian jumlah=20 untuk=stok'],
  },
  arguments: [
    { ...packageCode, name: 'paket', aliases: ['package', 'kode'] },
    {
      name: 'jumlah',
      aliases: ['qty', 'quantity', 'count'],
      ask: { id: 'Berapa voucher? (1 sampai 10.000)', en: 'How many? (1 to 10,000)' },
      rule: { id: 'angka 1 sampai 10.000', en: 'a number from 1 to 10,000' },
      offer: async () => ['10', '50', '100', '500'].map((value) => ({ label: value, value })),
    },
    {
      ...rare(
        'untuk',
        ['for'],
        'Untuk dicetak atau stok chat?',
        'To print, or stock for the chat?',
      ),
      rule: { id: '"cetak" atau "stok"', en: '"print" or "stock"' },
    },
  ],
  when: 'Somebody of the team asks for new hotspot vouchers, naming a package and how many.',
  input: z.object({
    paket: z.string().trim().min(1),
    jumlah: typed(readCount),
    untuk: typed((text) =>
      FOR_STOCK.test(text) ? 'stock' : FOR_PRINT.test(text) ? 'print' : undefined,
    ).optional(),
  }),

  async confirm(deps, { paket, jumlah }, turn) {
    const { chosen, router } = await planBatch(deps, { package: paket, quantity: jumlah })
    const total = formatRupiah(chosen.price_rupiah * jumlah)
    return words(turn).vouchers.makeAsk(jumlah, chosen.name, total, router.name)
  },
  async run(deps, { paket, jumlah, untuk }, turn) {
    const { vouchers } = words(turn)
    const { batchId, number, router, routerIsDown } = await createVoucherBatch(deps, {
      package: paket,
      quantity: jumlah,
      by: turn.person,
      conversationId: turn.conversationId,
      forStock: untuk === 'stock',
    })
    // Progress edits this very message.
    const slot = `batch:${batchId}`
    if (!routerIsDown) return { text: vouchers.making(number, jumlah), slot }
    const withdraw = { intent: 'voucher.withdraw', input: { batch: number } }
    return {
      text: vouchers.makingLater(number, jumlah, router),
      choices: [{ label: vouchers.withdraw, act: withdraw }],
      slot,
    }
  },
})
