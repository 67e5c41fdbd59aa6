import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import { may } from '../../domain/people/permission.ts'
import { owedByLine } from '../../domain/subscriptions/owed-by-line.ts'
import { priceOf } from '../../domain/subscriptions/subscription.ts'
import type { SecretView } from '../../domain/subscriptions/view-queries.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { sayDuration } from '../wording/say-amount.ts'
import { saySpeedBeside, sayTraffic, sparkline } from '../wording/say-line.ts'
import { sayDay, sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { lineName, lineOf, lineQuery } from './pppoe-arguments.ts'

type Line = Awaited<ReturnType<typeof lineOf>>

export const pppoeCheck = defineIntent({
  name: 'pppoe.check',
  who: { permission: 'subscriptions.view' },
  command: {
    noun: 'pppoe',
    verb: 'cek',
    aliases: ['check', 'lihat', 'show'],
    positional: ['user'],
    about: { id: 'Lihat keadaan satu langganan', en: 'See how a subscription is' },
    examples: ['/pppoe cek pppoe-0001', '/pppoe cek 081234567890'],
  },
  arguments: [lineName],
  when: 'Somebody of the team asks how the internet line of one customer is. `user` is the PPPoE user, phone or name.',
  input: z.object({ user: lineQuery }),

  async run(deps, { user }, turn) {
    const line = await lineOf(deps, user)
    return { text: await cardOf(deps, line, turn), choices: choicesOf(line, turn) }
  },
})

async function cardOf(deps: Deps, line: Line, turn: Turn) {
  const { subscriptions: say } = words(turn)
  const { language } = turn.person
  const when = (at: Date | null) => at && sayWhen(at, language, deps.business.timeZone)
  const total = (field: 'in_bytes' | 'out_bytes' | 'seconds') =>
    line.usage.reduce((sum, day) => sum + day[field], 0)
  const owed = await owedByLine(deps, line.id)
  const own = { ...line, discount_rupiah: 0, package_price_rupiah: line.package_price_rupiah }
  const since = line.online_since
  return say.card({
    light: lightOf(line),
    username: line.username,
    customer: line.customer,
    phone: line.phone,
    home: line.home,
    package: line.package,
    speed: saySpeedBeside(line.package, line.rate_limit, language),
    price: formatRupiah(priceOf(own)),
    discount: line.discount_rupiah > 0 ? formatRupiah(line.discount_rupiah) : null,
    state: line.state,
    since: when(line.isolated_at ?? line.stopped_at),
    because: line.isolated_because,
    router: line.router,
    online: since && {
      since: when(since) ?? '',
      uptime: sayDuration(
        Math.floor((deps.now().getTime() - since.getTime()) / 60_000) * 60,
        language,
      ),
      address: line.address,
      mac: line.mac,
    },
    seenAt: when(line.seen_at),
    staticAddress: line.static_address,
    down: sayTraffic(total('in_bytes'), language),
    up: sayTraffic(total('out_bytes'), language),
    onlineTime: sayDuration(Math.round(total('seconds') / 3_600) * 3_600, language),
    bars: sparkline(line.usage.map(({ in_bytes, out_bytes }) => in_bytes + out_bytes)),
    // The day before it began: nothing was paid yet.
    paidUntil: line.paid_until < line.started_on ? null : sayDay(line.paid_until, language),
    owed: owed && formatRupiah(owed.openRupiah),
    secrets: line.secrets.map((one) => secretOf(one, turn)),
    note: line.note,
  })
}

function secretOf(one: SecretView, turn: Turn) {
  const { wishes } = words(turn).subscriptions
  return {
    router: one.router,
    reachable: one.reachable,
    wish: one.disabled ? wishes.disabled : wishes.profile(one.profile, one.remote_address),
    inStep: one.in_step,
    problem: one.problem,
  }
}

export function lightOf({ state, online_since }: Pick<Line, 'state' | 'online_since'>) {
  if (state === 'stopped') return '⚫'
  if (state === 'isolated') return '🔴'
  return online_since ? '🟢' : '⚪'
}

function choicesOf({ username, state }: Line, turn: Turn) {
  const { subscriptions: say } = words(turn)
  const to = (label: string, intent: string) => ({
    label,
    act: { intent, input: { user: username } },
  })
  if (state === 'stopped') return []
  const manages = may(turn.person, 'subscriptions.manage')
  return [
    ...(manages && state === 'active' ? [to(say.isolate, 'pppoe.isolate')] : []),
    ...(manages && state === 'isolated' ? [to(say.restore, 'pppoe.restore')] : []),
    ...(may(turn.person, 'subscriptions.create') ? [to(say.renew, 'pppoe.password')] : []),
    ...(manages ? [to(say.stop, 'pppoe.stop')] : []),
  ]
}
