import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import { owedByLine } from '../../domain/subscriptions/owed-by-line.ts'
import { ownLines, recentUsage } from '../../domain/subscriptions/show-subscription.ts'
import type { SubscriptionView } from '../../domain/subscriptions/view-queries.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { saySpeedBeside, sayTraffic } from '../wording/say-line.ts'
import { sayDay, sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { answerStranger } from './own-line.ts'

export const myService = defineIntent({
  name: 'customer.service',
  who: 'everyone',
  when: 'The customer asks about their internet at home: which package, how fast, whether it is connected, until when it is paid, how much was used.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { subscriptions: say } = words(turn)
    const lines = await sayOwnLines(deps, turn)
    if (lines.length === 0) return answerStranger(turn)
    return {
      text: lines.join('\n\n'),
      choices: [
        { label: say.troubleButton, act: { intent: 'customer.trouble', input: {} } },
        { label: say.upgradeButton, act: { intent: 'customer.upgrade', input: {} } },
        { label: say.bills, act: { intent: 'customer.bills', input: {} } },
      ],
    }
  },
})

/** Each line of whoever writes, as he would ask for it. */
export async function sayOwnLines(deps: Deps, turn: Turn): Promise<string[]> {
  const lines = await ownLines(deps, turn.person.id)
  return Promise.all(lines.map((line) => sayLine(deps, turn, line)))
}

async function sayLine(deps: Deps, turn: Turn, line: SubscriptionView): Promise<string> {
  const { language } = turn.person
  const owed = await owedByLine(deps, line.id)
  const usage = await recentUsage(deps, line.id)
  const total = (field: 'in_bytes' | 'out_bytes') => usage.reduce((sum, day) => sum + day[field], 0)
  const used = total('in_bytes') + total('out_bytes') > 0
  return words(turn).subscriptions.service({
    package: line.package,
    speed: saySpeedBeside(line.package, line.rate_limit, language),
    username: line.username,
    state: line.state,
    onlineSince: line.online_since && sayWhen(line.online_since, language, deps.business.timeZone),
    // The day before it began: nothing was paid yet.
    paidUntil: line.paid_until < line.started_on ? null : sayDay(line.paid_until, language),
    owed: owed && {
      amount: formatRupiah(owed.openRupiah),
      dueOn: sayDay(owed.dueOn, language),
      url: owed.url,
    },
    down: used ? sayTraffic(total('in_bytes'), language) : null,
    up: used ? sayTraffic(total('out_bytes'), language) : null,
  })
}
