import { z } from 'zod'
import { choosePayer } from '../../domain/billing/choose-invoice.ts'
import type { Deps } from '../../domain/deps.ts'
import { chooseMutation } from '../../domain/payments/choose-mutation.ts'
import { decideMutation } from '../../domain/payments/decide-mutation.ts'
import type { Verdict } from '../../domain/payments/mutation.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import { customerArgument } from './invoice-arguments.ts'
import { listWaiting } from './mutation-list.ts'

const id = z.number().int().positive()
const verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['charge', 'payment', 'invoice', 'customer']), id }),
  z.object({ kind: z.enum(['ignore', 'reopen']) }),
])

/** Reached by the buttons of the list. Money is asked about first; what a list proves needs no PIN. */
export const mutationDecide = defineIntent({
  name: 'payment.mutation_decide',
  who: { permission: 'payments.confirm' },
  input: z.object({ mutationId: id, verdict }),
  async confirm(deps, { mutationId, verdict }, turn) {
    return movesMoney(verdict) ? ask(deps, turn, { mutationId, verdict }) : undefined
  },
  // As where it is recorded by hand: the amount is the bank's, the person is a guess.
  pin: ({ verdict }) => verdict.kind === 'invoice' || verdict.kind === 'customer',
  run: (deps, input, turn) => decide(deps, turn, input),
})

/** For somebody no candidate named. */
export const mutationAssign = defineIntent({
  name: 'payment.mutation_assign',
  who: { permission: 'payments.confirm' },
  arguments: [customerArgument],
  input: z.object({ mutationId: id, pelanggan: z.string().trim().min(1).max(60) }),
  confirm: async (deps, input, turn) => ask(deps, turn, await assigned(deps, input)),
  pin: true,
  run: async (deps, input, turn) => decide(deps, turn, await assigned(deps, input)),
})

type Decision = { mutationId: number; verdict: Verdict }

async function assigned(
  deps: Pick<Deps, 'db'>,
  { mutationId, pelanggan }: { mutationId: number; pelanggan: string },
): Promise<Decision> {
  const { id: personId } = await choosePayer(deps, pelanggan)
  return { mutationId, verdict: { kind: 'customer', id: personId } }
}

function movesMoney({ kind }: Verdict) {
  return kind === 'charge' || kind === 'invoice' || kind === 'customer'
}

async function ask(deps: Deps, turn: Turn, decision: Decision): Promise<string> {
  const { moneyChecks } = words(turn)
  const { to, ...mutation } = await chooseMutation(deps, decision)
  return moneyChecks.decideAsk({ ...mutation, to: said() })

  function said() {
    if (to?.kind === 'charge') return moneyChecks.toCharge(to.customer, to.title, to.amountRupiah)
    if (to?.kind === 'invoice') return moneyChecks.toInvoice(to.customer, to.title, to.amountRupiah)
    return moneyChecks.toCustomer(to?.customer ?? '')
  }
}

/** What became of it, and what still waits. */
async function decide(deps: Deps, turn: Turn, decision: Decision): Promise<Reply> {
  const { moneyChecks } = words(turn)
  const { mutationId, verdict } = decision
  const { amountRupiah } = await decideMutation(deps, { ...decision, by: turn.person.id })
  const done = {
    charge: moneyChecks.decided,
    invoice: moneyChecks.decided,
    customer: moneyChecks.decided,
    payment: moneyChecks.bound,
    ignore: moneyChecks.ignored,
    reopen: moneyChecks.reopened,
  }[verdict.kind](amountRupiah)
  const undo = {
    label: moneyChecks.undo,
    act: {
      intent: 'payment.mutation_decide',
      input: { mutationId, verdict: { kind: 'reopen' } },
    },
  }
  const list = await listWaiting(deps, turn)
  return {
    ...list,
    text: `${done}\n\n${list.text}`,
    choices: [...(verdict.kind === 'ignore' ? [undo] : []), ...(list.choices ?? [])],
  }
}
