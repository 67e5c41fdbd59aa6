import { z } from 'zod'
import { cutText } from '../../domain/messages/cut-text.ts'
import type { Deps } from '../../domain/deps.ts'
import { letHumanAnswer } from '../../domain/chats/let-human-answer.ts'
import { formatRupiah } from '../../domain/money.ts'
import { troubleOf } from '../../domain/pppoe/look-into-trouble.ts'
import { owedByLine } from '../../domain/subscriptions/owed-by-line.ts'
import { ownLines } from '../../domain/subscriptions/show-subscription.ts'
import type { SubscriptionView } from '../../domain/subscriptions/view-queries.ts'
import { addToTicket } from '../../domain/tickets/add-to-ticket.ts'
import { openTicket } from '../../domain/tickets/open-ticket.ts'
import { listOwnVouchers } from '../../domain/vouchers/list-own-vouchers.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { chooseOwnLine } from './own-line.ts'

const kinds = z.enum(['down', 'slow', 'other'])

export const reportTrouble = defineIntent({
  name: 'customer.trouble',
  who: 'everyone',
  when: 'The customer says that their internet at home is down, slow, or otherwise not working. `kind` is down, slow or other.',
  input: z.object({
    kind: kinds.default('down'),
    line: z.coerce.number().int().positive().optional(),
    text: z.string().max(1000).optional(),
  }),

  async run(deps, { kind, line: id, text }, turn) {
    const said = text ?? (cutText(turn.text.trim(), 500) || kind)
    return reportAnew(deps, turn, { kind, said, ...(id !== undefined && { id }) })
  },
})

/** What was tried did not help: somebody must look at it. */
export const openTrouble = defineIntent({
  name: 'customer.report',
  who: 'everyone',
  input: z.object({ kind: kinds, line: z.number().int().positive(), text: z.string().max(1000) }),
  async run(deps, { kind, line: id, text }, turn) {
    const again = { intent: 'customer.report', input: { kind, text } }
    const chosen = await chooseOwnLine(deps, turn, { id, again })
    if ('reply' in chosen) return chosen.reply
    const { ticketId, isNew, isTaken } = await openTicket(deps, {
      personId: turn.person.id,
      conversationId: turn.conversationId,
      subscriptionId: chosen.line.id,
      kind,
      text,
    })
    return { text: words(turn).subscriptions.reported(ticketId, { isNew, isTaken }) }
  },
})

/** "Sudah saya restart, masih mati": it belongs to what was reported, where something was. */
export const addToTrouble = defineIntent({
  name: 'customer.trouble_more',
  who: 'everyone',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { person, conversationId } = turn
    const text = cutText(turn.text.trim(), 500)
    const added = await addToTicket(deps, { personId: person.id, conversationId, text })
    if (!added) {
      const kind = /lemot|lambat|pelan|slow/i.test(text) ? 'slow' : 'down'
      return reportAnew(deps, turn, { kind, said: text })
    }
    const { ticketId, isTaken } = added
    return { text: words(turn).subscriptions.reported(ticketId, { isNew: false, isTaken }) }
  },
})

export const troubleSolved = defineIntent({
  name: 'customer.solved',
  who: 'everyone',
  input: z.object({}),
  async run(_deps, _input, turn) {
    return { text: words(turn).subscriptions.solvedThanks }
  },
})

async function reportAnew(
  deps: Deps,
  turn: Turn,
  { kind, said, id }: { kind: z.infer<typeof kinds>; said: string; id?: number },
): Promise<Reply> {
  if (await hasVouchersOnly(deps, turn)) return fetchHuman(deps, turn)
  const again = { intent: 'customer.trouble', input: { kind, text: said } }
  const chosen = await chooseOwnLine(deps, turn, { id, again })
  if ('reply' in chosen) return chosen.reply
  return answer(deps, turn, { line: chosen.line, kind, said })
}

/** Looks first: most of what is wrong can be seen from here, and need not wait for anybody. */
async function answer(
  deps: Deps,
  turn: Turn,
  { line, kind, said }: { line: SubscriptionView; kind: z.infer<typeof kinds>; said: string },
): Promise<Reply> {
  const { subscriptions: say } = words(turn)
  const { language } = turn.person
  const when = (at: Date) => sayWhen(at, language, deps.business.timeZone)
  const trouble = troubleOf(line)
  const still = {
    label: say.stillWrong,
    act: { intent: 'customer.report', input: { kind, line: line.id, text: said } },
  }
  const solved = { label: say.solved, act: { intent: 'customer.solved', input: {} } }
  switch (trouble.kind) {
    case 'isolated':
      return trouble.because === 'unpaid'
        ? isolated(deps, turn, line)
        : {
            text: say.troubleStopped(line.package),
            choices: [{ label: say.wantHuman, act: { intent: 'customer.human', input: {} } }],
          }
    case 'outage':
    case 'router_down':
      return { text: say.troubleKnown(when(trouble.since)) }
    case 'offline':
      return {
        text: say.troubleOffline(trouble.seenAt && when(trouble.seenAt)),
        choices: [still, solved],
      }
    case 'online':
      return { text: say.troubleOnline(when(trouble.since)), choices: [still, solved] }
  }
}

async function isolated(deps: Deps, turn: Turn, line: SubscriptionView): Promise<Reply> {
  const { subscriptions: say } = words(turn)
  const owed = await owedByLine(deps, line.id)
  const due = owed && { amount: formatRupiah(owed.openRupiah), url: owed.url }
  return {
    text: say.troubleIsolated(line.package, due),
    choices: [{ label: say.bills, act: { intent: 'customer.bills', input: {} } }],
  }
}

/** Somebody who only buys vouchers: nothing of his line can be seen, for he has none. */
async function hasVouchersOnly(deps: Deps, { person }: Turn) {
  const lines = await ownLines(deps, person.id)
  return lines.length === 0 && (await listOwnVouchers(deps, person.id)).length > 0
}

async function fetchHuman(deps: Deps, turn: Turn): Promise<Reply> {
  await letHumanAnswer(deps, {
    conversationId: turn.conversationId,
    customer: turn.person.name ?? `#${turn.person.id}`,
    text: turn.text,
  })
  return { text: words(turn).people.humanComing }
}
