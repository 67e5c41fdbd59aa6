import { Rejected } from '../fault.ts'

/** A file somebody sent us, still where the channel keeps it. */
export type SentFile = {
  accountId: number
  /** The channel's own name for it. */
  ref: string
  /** What the sender's program called it: not believed. */
  mime: string
  name: string
}

/** Fetches what was sent. Throws `Unreachable`, or `Rejected` where it is gone for good. */
export type Download = (
  accountId: number,
  ref: string,
  signal: AbortSignal,
) => Promise<{ bytes: Uint8Array; mime: string }>

/** What work that follows a commit needs to fetch a file. */
export type Fetching = { download: Download; signal: AbortSignal }

/** More than a phone's photo or a scan of many pages; a film is not for us. */
export const MOST_FILE_BYTES = 10_000_000

/** Why a file cannot be had, however often it is tried. */
export type FileProblem = 'too_big' | 'wrong_kind' | 'gone'

export function fileProblem({ code }: Rejected): FileProblem {
  return code === 'too_big' || code === 'wrong_kind' ? code : 'gone'
}

export function tooBig() {
  return new Rejected(`The file has more than ${MOST_FILE_BYTES} bytes`, { code: 'too_big' })
}
