import type { Deps } from '../../../domain/deps.ts'
import { lookAtChannels, lookAtHealth } from '../../../domain/reports/look-at-health.ts'
import { makeReport } from '../../../domain/reports/make-report.ts'
import type { Sample } from './gauges.ts'

/** The gauges that the database knows, for `metrics.read`. */
export async function businessSamples(
  deps: Pick<Deps, 'db' | 'now' | 'business'>,
): Promise<Sample[]> {
  const [health, channels, today] = await Promise.all([
    lookAtHealth(deps),
    lookAtChannels(deps),
    makeReport(deps, 'today'),
  ])
  const routers = Map.groupBy(health.routers, ({ reachable }) => stateOf(reachable))
  return [
    { gauge: 'inbox_waiting', value: health.inbox },
    { gauge: 'inbox_oldest_seconds', value: health.inboxOldestSeconds },
    { gauge: 'inbox_parked', value: health.parked },
    { gauge: 'outbox_waiting', value: health.outbox },
    { gauge: 'outbox_oldest_seconds', value: health.outboxOldestSeconds },
    ...channels.flatMap(ofChannel),
    { gauge: 'effects_waiting', value: health.effects },
    { gauge: 'effects_oldest_seconds', value: health.effectsOldestSeconds },
    { gauge: 'effects_dead', value: health.effectsDead },
    { gauge: 'charges_open', value: health.unknownPayments, labels: { state: 'unknown' } },
    { gauge: 'charges_open', value: health.pendingPayments, labels: { state: 'pending' } },
    { gauge: 'received_today_rupiah', value: today.receivedRupiah },
    { gauge: 'orders_paid_today', value: today.orders },
    { gauge: 'vouchers_sold_today', value: today.vouchersSold },
    { gauge: 'vouchers_activated_today', value: today.vouchersActivated },
    { gauge: 'leads_today', value: today.newLeads, labels: { stage: 'new' } },
    { gauge: 'leads_today', value: today.qualifiedLeads, labels: { stage: 'qualified' } },
    ...(['reachable', 'unreachable', 'not_asked'] as const).map((state): Sample => ({
      gauge: 'routers',
      value: routers.get(state)?.length ?? 0,
      labels: { state },
    })),
  ]
}

function ofChannel(one: Awaited<ReturnType<typeof lookAtChannels>>[number]): Sample[] {
  const labels = { channel: one.channel }
  return [
    { gauge: 'channel_inbox_waiting', value: one.inbox, labels },
    { gauge: 'channel_inbox_oldest_seconds', value: one.inboxOldestSeconds, labels },
    { gauge: 'channel_outbox_waiting', value: one.outbox, labels },
    { gauge: 'channel_outbox_oldest_seconds', value: one.outboxOldestSeconds, labels },
  ]
}

function stateOf(reachable: boolean | null) {
  if (reachable === null) return 'not_asked'
  return reachable ? 'reachable' : 'unreachable'
}
