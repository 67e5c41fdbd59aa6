import { Refused } from './params.ts'

/** One question that waits for something to answer; a second one ends the first. */
export function createLongPoll() {
  let waiting: { wake: () => void; replaced: boolean } | undefined

  return {
    wake: () => waiting?.wake(),
    replace() {
      if (waiting) waiting.replaced = true
      waiting?.wake()
    },
    async wait(seconds: number, gone: AbortSignal) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const mine = { wake: resolve, replaced: false }
      waiting = mine
      const timer = setTimeout(resolve, seconds * 1000)
      gone.addEventListener('abort', () => resolve(), { once: true })
      await promise
      clearTimeout(timer)
      if (waiting === mine) waiting = undefined
      if (mine.replaced) throw conflict(TWO_READERS)
    },
  }
}

export const conflict = (why: string) => new Refused(409, `Conflict: ${why}`)

const TWO_READERS =
  'terminated by other getUpdates request; make sure that only one bot instance is running'
