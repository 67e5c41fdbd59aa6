import { timingSafeEqual } from 'node:crypto'

/** Compared in a time that says nothing of where they differ. */
export function sameText(given: string | undefined, right: string): boolean {
  const received = Buffer.from(given ?? '')
  const wanted = Buffer.from(right)
  return received.length === wanted.length && timingSafeEqual(received, wanted)
}
