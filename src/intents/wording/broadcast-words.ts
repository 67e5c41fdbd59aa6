import type { BroadcastCount, BroadcastState } from '../../domain/broadcasts/broadcast.ts'
import type { Reply } from '../intent.ts'

type Buttons = { pause: string; resume: string; stop: string }

/** What can still be done with it. */
export function broadcastButtons(
  { id, state }: { id: number; state: BroadcastState },
  labels: Buttons,
): NonNullable<Reply['choices']> {
  const button = (verb: keyof Buttons) => ({
    label: labels[verb],
    act: { intent: `broadcast.${verb}`, input: { broadcastId: id } },
  })
  if (state === 'sending' || state === 'scheduled') return [button('pause'), button('stop')]
  if (state === 'paused') return [button('resume'), button('stop')]
  return state === 'waiting' ? [button('stop')] : []
}

export function decideButtons(id: number, labels: { yes: string; no: string }) {
  return [
    { label: labels.yes, act: { intent: 'broadcast.approve', input: { broadcastId: id } } },
    { label: labels.no, act: { intent: 'broadcast.decline', input: { broadcastId: id } } },
  ]
}

/** Those for whom nothing more will happen. */
export function doneOf({ total, waiting, queued }: BroadcastCount): number {
  return total - waiting - queued
}

export function barOf(count: BroadcastCount): string {
  const full = count.total === 0 ? 0 : Math.round((doneOf(count) / count.total) * CELLS)
  return '▓'.repeat(full) + '░'.repeat(CELLS - full)
}
const CELLS = 10
