import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { chooseActiveReseller } from '../../domain/resellers/choose-reseller.ts'
import { resellerName } from '../../domain/resellers/reseller.ts'
import { takeDeposit } from '../../domain/resellers/take-deposit.ts'
import { defineIntent } from '../intent.ts'
import { topUpAmount, topUpArgument } from '../reseller/top-up.ts'
import { words } from '../wording/words.ts'
import { resellerArgument } from './reseller-arguments.ts'

export const resellerDeposit = defineIntent({
  name: 'reseller.take_deposit',
  who: { permission: 'payments.confirm' },
  command: {
    noun: 'reseller',
    verb: 'deposit',
    aliases: ['topup', 'setor'],
    positional: ['reseller', 'jumlah'],
    about: { id: 'Terima deposit tunai', en: 'Take a deposit in cash' },
    examples: ['/reseller deposit berkah 200rb'],
  },
  arguments: [resellerArgument, topUpArgument],
  input: z.object({ reseller: z.string().trim().min(1).max(60), jumlah: topUpAmount }),

  async confirm(deps, { reseller, jumlah }, turn) {
    const chosen = await chooseActiveReseller(deps, reseller)
    return words(turn).resellers.depositAsk(resellerName(chosen), formatRupiah(jumlah))
  },
  pin: true,
  async run(deps, { reseller, jumlah }, turn) {
    const chosen = await chooseActiveReseller(deps, reseller)
    const { depositRupiah, receiptNumber } = await takeDeposit(deps, {
      personId: chosen.personId,
      amountRupiah: jumlah,
      by: turn.person.id,
      conversationId: turn.conversationId,
    })
    const amounts = [formatRupiah(jumlah), formatRupiah(depositRupiah)] as const
    const text = words(turn).resellers.deposited(resellerName(chosen), ...amounts, receiptNumber)
    return { text }
  },
})
