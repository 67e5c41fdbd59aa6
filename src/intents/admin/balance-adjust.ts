import { z } from 'zod'
import { adjustBalance, payOut } from '../../domain/billing/adjust-balance.ts'
import { balancesOf } from '../../domain/billing/balances.ts'
import { choosePayer, readPayer } from '../../domain/billing/choose-invoice.ts'
import { chooseLine } from '../../domain/billing/choose-line.ts'
import type { Deps } from '../../domain/deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Argument, type Command, defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import {
  amountArgument,
  customerArgument,
  LEAST_RUPIAH,
  MOST_RUPIAH,
  readRupiah,
  reasonArgument,
} from './invoice-arguments.ts'

const positional = ['pelanggan', 'jumlah', 'alasan']
const why = reasonArgument(({ balances }) => balances.adjustReasons)
const line: Argument = {
  name: 'langganan',
  aliases: ['line', 'user'],
  optional: true,
  rare: true,
  ask: { id: 'Saldo langganan yang mana?', en: 'The balance of which line?' },
  rule: { id: 'user PPPoE milik pelanggan itu', en: 'the PPPoE user of one of his lines' },
}
const input = z.object({
  pelanggan: z.string().trim().min(1).max(60),
  jumlah: typed(readRupiah).pipe(z.number().int().min(LEAST_RUPIAH).max(MOST_RUPIAH)),
  alasan: z.string().trim().min(3).max(200),
  langganan: z.string().trim().min(1).max(63).optional(),
  settled: z
    .object({ personId: z.int().positive(), subscriptionId: z.int().positive().nullable() })
    .optional(),
})
type Typed = z.output<typeof input>

const commands: Record<'add' | 'subtract', Command> = {
  add: {
    noun: 'saldo',
    verb: 'tambah',
    aliases: ['add'],
    positional,
    about: { id: 'Tambah saldo: kompensasi, bonus', en: 'Give a customer credit' },
    examples: ['/saldo tambah budi 20rb kompensasi gangguan'],
  },
  subtract: {
    noun: 'saldo',
    verb: 'kurangi',
    aliases: ['subtract', 'take'],
    positional,
    about: { id: 'Kurangi saldo: koreksi', en: 'Take credit back' },
    examples: ['/saldo kurangi budi 20rb salah hitung'],
  },
}

/** A correction by hand: signed, with a reason, a second yes and the PIN; the customer is told. */
function adjusting(way: 'add' | 'subtract') {
  const sign = way === 'add' ? 1 : -1
  return defineIntent({
    name: `balance.${way}`,
    who: { permission: 'payments.refund' },
    command: commands[way],
    arguments: [customerArgument, amountArgument, why, line],
    input,
    async confirm(deps, asked, turn) {
      const { balances } = words(turn)
      const { payer, subscriptionId, where, has } = await chosen(deps, asked)
      const { jumlah: amountRupiah } = asked
      const about = { customer: payer.called, where, amountRupiah, hasRupiah: has.walletRupiah }
      const text =
        way === 'add'
          ? balances.addAsk(payer.called, amountRupiah, has.owedRupiah, where)
          : balances.subtractAsk(about)
      return { text, settled: { settled: { personId: payer.id, subscriptionId } } }
    },
    pin: true,
    async run(deps, asked, turn) {
      const { payer, subscriptionId } = asked.settled
        ? await settledOn(deps, asked.settled)
        : await chosen(deps, asked)
      const { balanceRupiah } = await adjustBalance(deps, {
        personId: payer.id,
        subscriptionId,
        amountRupiah: sign * asked.jumlah,
        reason: asked.alasan,
        by: turn.person.id,
      })
      return { text: words(turn).balances.adjusted(payer.name, balanceRupiah) }
    },
  })
}

export const balanceAdd = adjusting('add')
export const balanceSubtract = adjusting('subtract')

async function settledOn(deps: Deps, settled: NonNullable<Typed['settled']>) {
  const { personId, subscriptionId } = settled
  return { payer: await readPayer(deps, personId), subscriptionId }
}

async function chosen(
  deps: Deps,
  { pelanggan, langganan }: Pick<Typed, 'pelanggan' | 'langganan'>,
) {
  const payer = await choosePayer(deps, pelanggan)
  const own =
    langganan === undefined
      ? undefined
      : await chooseLine(deps, { personId: payer.id, username: langganan })
  const all = await balancesOf(deps, payer.id)
  const ofLine = all.subscriptions.find(({ id }) => id === own?.id)
  const walletRupiah = own ? (ofLine?.walletRupiah ?? 0) : all.customerWalletRupiah
  return {
    payer,
    subscriptionId: own?.id ?? null,
    where: own?.username ?? null,
    has: { walletRupiah, owedRupiah: all.owedRupiah },
  }
}

export const balancePayOut = defineIntent({
  name: 'balance.pay_out',
  who: { permission: 'payments.refund' },
  command: {
    noun: 'saldo',
    verb: 'cairkan',
    aliases: ['payout', 'tarik'],
    positional,
    about: { id: 'Serahkan saldo sebagai uang tunai', en: 'Give a balance back in cash' },
    examples: ['/saldo cairkan budi 50rb berhenti berlangganan'],
  },
  arguments: [customerArgument, amountArgument, why],
  input: input.omit({ langganan: true }),
  async confirm(deps, { pelanggan, jumlah }, turn) {
    const { payer, has } = await chosen(deps, { pelanggan })
    const { walletRupiah: balanceRupiah } = has
    if (jumlah > balanceRupiah) {
      throw new Refusal('wallet.short', { balanceRupiah, neededRupiah: jumlah })
    }
    return {
      text: words(turn).balances.payOutAsk(payer.called, jumlah, balanceRupiah),
      settled: { settled: { personId: payer.id, subscriptionId: null } },
    }
  },
  pin: true,
  async run(deps, { pelanggan, jumlah, alasan, settled }, turn) {
    const payer = settled
      ? await readPayer(deps, settled.personId)
      : await choosePayer(deps, pelanggan)
    const { balanceRupiah } = await payOut(deps, {
      personId: payer.id,
      amountRupiah: jumlah,
      reason: alasan,
      by: turn.person.id,
    })
    return { text: words(turn).balances.paidOut(payer.name, jumlah, balanceRupiah) }
  },
})
