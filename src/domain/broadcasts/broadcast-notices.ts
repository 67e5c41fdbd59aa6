import type { BroadcastCount, BroadcastState } from './broadcast.ts'

/** What is said of a broadcast to the team. */
export type BroadcastNotices = {
  /** One message, brought up to date; `eta` is about when the last of it goes, by the clock on the wall. */
  'broadcast.progress': {
    id: number
    state: BroadcastState
    count: BroadcastCount
    /** The first words of it. */
    text: string
    sendAt: string | null
    /** Nothing goes before this: the night is quiet. By the clock on the wall. */
    quietUntil: string | null
  }
  'broadcast.to_approve': {
    id: number
    by: string
    text: string
    people: number
    sendAt: string | null
  }
  'broadcast.approved': { id: number; by: string }
  'broadcast.declined': { id: number; by: string }
}
