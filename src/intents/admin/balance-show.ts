import { z } from 'zod'
import { balancesOf } from '../../domain/billing/balances.ts'
import { IDLE_DAYS, standingOf } from '../../domain/billing/billing-report.ts'
import { choosePayer } from '../../domain/billing/choose-invoice.ts'
import { movementsOf } from '../../domain/billing/history.ts'
import { dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { may } from '../../domain/people/permission.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { whatItWillBuy } from '../../domain/billing/what-it-will-buy.ts'
import { sayDay } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { customerArgument } from './invoice-arguments.ts'

export const balanceShow = defineIntent({
  name: 'balance.show',
  who: { permission: 'billing.view' },
  command: {
    noun: 'saldo',
    verb: '',
    positional: ['pelanggan'],
    about: { id: 'Saldo pelanggan dan langganannya', en: 'Balances of a customer' },
    examples: ['/saldo budi', '/saldo'],
  },
  arguments: [{ ...customerArgument, optional: true, rare: true }],
  input: z.object({ pelanggan: z.string().trim().min(1).max(60).optional() }),
  run: (deps, { pelanggan }, turn) =>
    pelanggan === undefined ? everybody(deps, turn) : oneCustomer(deps, turn, pelanggan),
})

async function everybody(deps: Deps, turn: Turn): Promise<Reply> {
  const { balances } = words(turn)
  const { largest, ...standing } = await standingOf(deps)
  return {
    text: balances.standing({
      ...standing,
      idleDays: IDLE_DAYS,
      lines: largest.map(({ customer, netRupiah }) => balances.holder(customer, netRupiah)),
    }),
    choices: largest.map(({ personId, customer }) => ({
      label: customer,
      act: { intent: 'balance.show', input: { pelanggan: String(personId) } },
    })),
  }
}

async function oneCustomer(deps: Deps, turn: Turn, query: string): Promise<Reply> {
  const { balances } = words(turn)
  const payer = await choosePayer(deps, query)
  const { customerWalletRupiah, subscriptions, owedRupiah, netRupiah } = await balancesOf(
    deps,
    payer.id,
  )
  const bought = await whatItWillBuy(deps, payer.id)
  const day = (at: Date) => sayDay(dayOf(at, deps.business.timeZone), turn.person.language)
  const moved = await movementsOf(deps, payer.id)
  const text = balances.show({
    customer: payer.name,
    phone: payer.phone,
    walletRupiah: customerWalletRupiah,
    lines: subscriptions.flatMap((one) => {
      const buys = bought.get(one.id)
      const line = balances.line(one.username, one.package, one.walletRupiah, one.owedRupiah)
      return buys ? [line, balances.buys(buys)] : [line]
    }),
    owedRupiah,
    netRupiah,
    moved: moved.map(({ at, amountRupiah, cause, username }) =>
      balances.moved(day(at), amountRupiah, cause, username),
    ),
  })
  const input = { pelanggan: String(payer.id) }
  const to = (label: string, intent: string, asking: boolean) => ({
    label,
    act: { intent, input, ...(asking && { asking: { skipped: [] } }) },
  })
  const { buttons } = balances
  const corrects = may(turn.person, 'payments.refund')
  return {
    text,
    choices: [
      to(words(turn).invoices.listTitles.all, 'invoice.list', false),
      ...(may(turn.person, 'payments.confirm')
        ? [to(balances.payButtons.record, 'payment.ask', true)]
        : []),
      ...(corrects ? [to(buttons.add, 'balance.add', true)] : []),
      ...(corrects ? [to(buttons.subtract, 'balance.subtract', true)] : []),
      ...(corrects && customerWalletRupiah > 0
        ? [to(buttons.payOut, 'balance.pay_out', true)]
        : []),
    ],
  }
}
