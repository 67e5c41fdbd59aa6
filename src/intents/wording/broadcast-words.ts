import type {
  BroadcastCount,
  BroadcastState,
  PauseReason,
} from '../../domain/broadcasts/broadcast.ts'
import type { BroadcastNotices } from '../../domain/broadcasts/broadcast-notices.ts'
import type { Reply } from '../intent.ts'

type Choices = NonNullable<Reply['choices']>
type Verb = 'pause' | 'resume' | 'stop' | 'refresh' | 'result' | 'copy'

/** What people read of a draft. */
export type SaidDraft = {
  id: number
  /** Whom each part means, in words. */
  parts: string[]
  reach: { people: number; optedOut: number; unknownNumber: number; gets: number }
  /** As one of its readers reads it; '' while there is none. */
  text: string
  /** Whose copy that is. */
  reader: string | null
  file: string | null
  /** A file that is still being fetched. */
  fetching: string | null
  sendAt: string | null
  /** Meta's template that is chosen, and its words as that reader gets them; null without a text. */
  template: string | null
  standIn: string | null
  hasCloud: boolean
  outsideWindow: number
  /** Of the template, where the text is too long for it. */
  cutAt: number | null
}

export type SaidOutlook = {
  id: number
  people: number
  text: string
  sendAt: string | null
  until: string | null
  quietUntil: string | null
  asks: boolean
  outsideWindow: number
  /** What those get instead. */
  standIn: string | null
}

export type SaidProgress = BroadcastNotices['broadcast.progress']
export type SaidPause = { because: PauseReason; number: string | null }

/** What can still be done with it. */
export function progressButtons(
  { id, state, slot }: { id: number; state: BroadcastState; slot: string },
  labels: Record<Verb, string>,
): Choices {
  return OPEN[state].map((verb) => ({
    label: labels[verb],
    act: { intent: INTENTS[verb], input: verb === 'copy' ? { id } : { id, slot } },
  }))
}

const INTENTS: Record<Verb, string> = {
  pause: 'broadcast.pause',
  resume: 'broadcast.resume',
  stop: 'broadcast.stop',
  refresh: 'broadcast.show',
  result: 'broadcast.result',
  copy: 'broadcast.copy',
}

const OPEN: Record<BroadcastState, Verb[]> = {
  draft: [],
  waiting: ['stop', 'refresh'],
  scheduled: ['pause', 'stop', 'refresh'],
  sending: ['pause', 'stop', 'refresh'],
  paused: ['resume', 'stop', 'refresh'],
  stopped: ['result', 'copy'],
  done: ['result', 'copy'],
  declined: ['copy'],
}

export function decideButtons(
  id: number,
  labels: { yes: string; no: string; sample: string },
): Choices {
  const slot = `broadcast-ask:${id}`
  return [
    { label: labels.yes, act: { intent: 'broadcast.approve', input: { id, slot } } },
    { label: labels.no, act: { intent: 'broadcast.decline', input: { id, slot } } },
    { label: labels.sample, act: { intent: 'broadcast.sample', input: { id } } },
  ]
}

export function openButton(id: number, label: string): Choices {
  return [{ label, act: { intent: 'broadcast.show', input: { id } } }]
}

/**
 * For how many nothing more will happen. Before it begins that is nobody, and who is left out from
 * the start is none of those it goes to.
 */
export function farOf(state: BroadcastState, { total, waiting, queued }: BroadcastCount) {
  const left = waiting + queued
  return NOT_BEGUN.has(state) ? { done: 0, total: left } : { done: total - left, total }
}
const NOT_BEGUN = new Set<BroadcastState>(['waiting', 'scheduled'])

export function barOf({ done, total }: { done: number; total: number }): string {
  const full = total === 0 ? 0 : Math.floor((done / total) * CELLS)
  return '▓'.repeat(full) + '░'.repeat(CELLS - full)
}
const CELLS = 10

/** A text that nobody reads as his own here: what differs from reader to reader, as a word for it. */
export function withPlaces(text: string, places: Record<string, string>): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => places[name] ?? whole)
}

/** Lines that have something to say. */
export function linesOf(lines: (string | false | null)[]): string {
  return lines.filter(Boolean).join('\n')
}

/** Parts of a text that have something to say, with air between them. */
export function blocksOf(blocks: (string | false | null)[]): string {
  return blocks.filter(Boolean).join('\n\n')
}
