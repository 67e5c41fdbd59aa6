import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import { offeredLines } from '../../domain/packages/offered-lines.ts'
import { resetPassword } from '../../domain/subscriptions/reset-password.ts'
import { openTicket } from '../../domain/tickets/open-ticket.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { saySpeed } from '../wording/say-line.ts'
import { words } from '../wording/words.ts'
import { chooseOwnLine } from './own-line.ts'

const line = z.coerce.number().int().positive().optional()

export const ownPassword = defineIntent({
  name: 'customer.password',
  who: 'everyone',
  when: 'The customer wants a new password for their WiFi or for PPPoE. `which` is wifi or pppoe, where they say it.',
  input: z.object({ which: z.enum(['wifi', 'pppoe']).optional(), line }),

  async confirm(deps, { which, line: id }, turn) {
    if (which !== 'pppoe') return undefined
    const again = { intent: 'customer.password', input: { which } }
    const chosen = await chooseOwnLine(deps, turn, { id, again })
    return 'line' in chosen
      ? words(turn).subscriptions.askOwnRenew(chosen.line.username)
      : undefined
  },

  async run(deps, { which, line: id }, turn) {
    const { subscriptions: say } = words(turn)
    const again = { intent: 'customer.password', input: { which } }
    const chosen = await chooseOwnLine(deps, turn, { id, again })
    if ('reply' in chosen) return chosen.reply
    if (which === 'wifi') return askTechnician(deps, turn, chosen.line.id)
    if (which === 'pppoe') {
      const wish = { subscriptionId: chosen.line.id, by: turn.person.id }
      const { username, password } = await resetPassword(deps, wish)
      return { text: say.ownRenewed(username, password) }
    }
    const to = (kind: 'wifi' | 'pppoe') => ({
      intent: 'customer.password',
      input: { which: kind, line: chosen.line.id },
    })
    return {
      text: say.whichPassword,
      choices: [
        { label: say.passwordWifi, act: to('wifi') },
        { label: say.passwordPppoe, act: to('pppoe') },
      ],
    }
  },
})

/** The name and password of a WiFi live in the modem, where we do not reach. */
async function askTechnician(deps: Deps, turn: Turn, subscriptionId: number): Promise<Reply> {
  const { subscriptions: say } = words(turn)
  const { ticketId, isNew, isTaken } = await openTicket(deps, {
    personId: turn.person.id,
    conversationId: turn.conversationId,
    subscriptionId,
    kind: 'other',
    text: say.wifiTicket,
  })
  return { text: say.reported(ticketId, { isNew, isTaken }) }
}

export const wantUpgrade = defineIntent({
  name: 'customer.upgrade',
  who: 'everyone',
  when: 'The customer wants another package or speed for their internet at home. `paket` is the one they name.',
  input: z.object({
    line,
    paket: z.string().trim().min(1).max(60).optional(),
    yakin: z.boolean().optional(),
  }),

  async run(deps, { line: id, paket, yakin }, turn) {
    const { subscriptions: say } = words(turn)
    const again = { intent: 'customer.upgrade', input: { ...(paket !== undefined && { paket }) } }
    const chosen = await chooseOwnLine(deps, turn, { id, again })
    if ('reply' in chosen) return chosen.reply
    const { line: own } = chosen
    const offered = (await offeredLines(deps)).filter(({ code }) => code !== own.package_code)
    const said = paket?.toLowerCase()
    const wanted = offered.find(
      ({ code, name }) => code.toLowerCase() === said || name.toLowerCase() === said,
    )
    if (!wanted) return offer(turn, { offered, own })
    const price = formatRupiah(wanted.price_rupiah)
    if (yakin !== true) {
      const input = { line: own.id, paket: wanted.code, yakin: true }
      const yes = { label: words(turn).core.yes, act: { intent: 'customer.upgrade', input } }
      const no = { label: words(turn).core.no, act: { intent: 'core.cancel', input: {} } }
      const text = say.askUpgrade(own.package, wanted.name, price)
      return { text, choices: [yes, no], confirm: true }
    }
    const { ticketId } = await openTicket(deps, {
      personId: turn.person.id,
      conversationId: turn.conversationId,
      subscriptionId: own.id,
      kind: 'upgrade',
      packageId: wanted.id,
      text: say.upgradeText(own.package, wanted.name),
    })
    return { text: say.upgradeAsked(ticketId) }
  },
})

function offer(
  turn: Turn,
  {
    offered,
    own,
  }: {
    offered: Awaited<ReturnType<typeof offeredLines>>
    own: { id: number; package: string }
  },
): Reply {
  const { subscriptions: say } = words(turn)
  if (offered.length === 0) return { text: say.noUpgrade }
  const choices = offered.map((one) => ({
    label: say.packageChoice(
      one.name,
      formatRupiah(one.price_rupiah),
      saySpeed(one.rate_limit, turn.person.language),
    ),
    act: { intent: 'customer.upgrade', input: { line: own.id, paket: one.code } },
  }))
  return { text: say.chooseUpgrade(own.package), choices }
}
