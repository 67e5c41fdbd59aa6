import type { FileProblem } from '../media/sent-file.ts'
import type { FileRef } from '../messages/message.ts'
import type { BroadcastCount, BroadcastState, PauseReason } from './broadcast.ts'
import type { BroadcastLetter } from './letter.ts'

/** What is said of a broadcast to the team, and what its readers get. */
export type BroadcastNotices = {
  'broadcast.letter': BroadcastLetter
  /** One message, brought up to date. Times are by the clock on the wall. */
  'broadcast.progress': {
    id: number
    slot: string
    state: BroadcastState
    count: BroadcastCount
    /** The first words of it. */
    text: string
    sendAt: string | null
    /** Nothing goes before this: the night is quiet. */
    quietUntil: string | null
    /** About when the last of it goes; null: nobody can say. */
    eta: string | null
    pausedBecause: PauseReason | null
  }
  'broadcast.to_approve': {
    id: number
    by: string
    text: string
    file: string | null
    people: number
    sendAt: string | null
  }
  'broadcast.approved': { id: number; by: string }
  'broadcast.declined': { id: number; by: string }
  /** From now on a second person is asked only above so many readers. */
  'broadcast.approval_raised': { by: string; before: number; after: number }
  /** WhatsApp found it too much. `number`: ours that is in trouble. */
  'broadcast.paused_itself': {
    id: number
    text: string
    because: PauseReason
    number: string | null
  }
  /** Who sends it is not of the team any more, and nobody else said yes to it. */
  'broadcast.starter_left': { id: number; text: string; starter: string }
  /** What was sent along for a draft is kept now, or cannot be had. */
  'broadcast.file_kept': { id: number; name: string }
  'broadcast.file_lost': { id: number; name: string; problem: FileProblem }
  'broadcast.sheet': { file: FileRef }
}
