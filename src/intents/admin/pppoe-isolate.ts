import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isolateSubscriptions } from '../../domain/subscriptions/isolate-subscriptions.ts'
import { owedByLine } from '../../domain/subscriptions/owed-by-line.ts'
import { restoreSubscriptions } from '../../domain/subscriptions/restore-subscriptions.ts'
import { stopSubscriptions } from '../../domain/subscriptions/stop-subscriptions.ts'
import type { SubscriptionState } from '../../domain/subscriptions/subscription.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { lineName, lineOf, lineQuery } from './pppoe-arguments.ts'

const who = { permission: 'subscriptions.manage' } as const
const input = z.object({ user: lineQuery })

export const pppoeIsolate = defineIntent({
  name: 'pppoe.isolate',
  who,
  command: {
    noun: 'pppoe',
    verb: 'isolir',
    aliases: ['isolate', 'suspend', 'blokir'],
    positional: ['user'],
    about: { id: 'Isolir pelanggan', en: 'Isolate a customer' },
    examples: ['/pppoe isolir pppoe-0001'],
  },
  arguments: [lineName],
  input,
  async confirm(deps, { user }, turn) {
    const { username, customer, isolir_profile: wall } = await lineIn(deps, user, ['active'])
    return words(turn).subscriptions.askIsolate(username, customer, wall !== null)
  },
  async run(deps, { user }, turn) {
    const { id, username } = await lineIn(deps, user, ['active'])
    const by = turn.person.id
    await isolateSubscriptions(deps, { subscriptionIds: [id], because: 'asked', by })
    return { text: words(turn).subscriptions.isolated(username) }
  },
})

export const pppoeRestore = defineIntent({
  name: 'pppoe.restore',
  who,
  command: {
    noun: 'pppoe',
    verb: 'buka',
    aliases: ['restore', 'open', 'aktifkan'],
    positional: ['user'],
    about: { id: 'Buka isolir', en: 'Restore an isolated customer' },
    examples: ['/pppoe buka pppoe-0001'],
  },
  arguments: [lineName],
  input,
  async confirm(deps, { user }, turn) {
    const { id, username, customer } = await lineIn(deps, user, ['isolated'])
    const owed = await owedByLine(deps, id)
    const amount = owed && formatRupiah(owed.openRupiah)
    return words(turn).subscriptions.askRestore(username, customer, amount)
  },
  async run(deps, { user }, turn) {
    const { id, username } = await lineIn(deps, user, ['isolated'])
    await restoreSubscriptions(deps, { subscriptionIds: [id], by: turn.person.id })
    return { text: words(turn).subscriptions.restored(username) }
  },
})

export const pppoeStop = defineIntent({
  name: 'pppoe.stop',
  who,
  command: {
    noun: 'pppoe',
    verb: 'hentikan',
    aliases: ['stop', 'berhenti', 'hapus'],
    positional: ['user'],
    about: { id: 'Hentikan langganan', en: 'End a subscription' },
    examples: ['/pppoe hentikan pppoe-0001'],
  },
  arguments: [lineName],
  input,
  async confirm(deps, { user }, turn) {
    const { username, customer } = await lineIn(deps, user, ['active', 'isolated'])
    return words(turn).subscriptions.askStop(username, customer)
  },
  async run(deps, { user }, turn) {
    const { id, username } = await lineIn(deps, user, ['active', 'isolated'])
    const by = turn.person.id
    await stopSubscriptions(deps, { subscriptionIds: [id], because: 'asked', by })
    return { text: words(turn).subscriptions.stopped(username) }
  },
})

async function lineIn(deps: Deps, query: string, states: SubscriptionState[]) {
  const line = await lineOf(deps, query)
  const { username, state } = line
  if (!states.includes(state)) throw new Refusal('subscription.state', { username, state })
  return line
}
