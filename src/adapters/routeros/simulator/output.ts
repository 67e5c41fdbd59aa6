import type { Socket } from 'node:net'
import { encodeSentence } from '../wire.ts'
import type { Faults } from './faults.ts'
import { seededDice } from './faults.ts'

/** Writes replies to one client, as neatly or as badly as the faults say. */
export type Output = {
  reply: (reply: string, words: readonly string[], tag: string | undefined) => void
  /** Settles when what was written has gone out, so that a long list does not fill the memory. */
  drained: () => Promise<void>
}

export function createOutput(socket: Socket, faults: () => Faults): Output {
  const dice = seededDice(faults().chunks?.seed ?? 1)
  const write = createCutter(socket, faults, dice)
  let replies = 0

  const tagged = (reply: string, words: readonly string[], tag: string | undefined) => {
    const tagWord = tag === undefined ? [] : [`.tag=${tag}`]
    const { tag: place } = faults()
    const first = place === 'first' || (place === 'mixed' && dice(2) === 0)
    return first ? [reply, ...tagWord, ...words] : [reply, ...words, ...tagWord]
  }

  return {
    reply: (reply, words, tag) => {
      const { strayEvery } = faults()
      replies += 1
      if (strayEvery && replies % strayEvery === 0) {
        const nobody = (replies / strayEvery) % 2 === 0 ? undefined : 'nobody'
        write(encodeSentence(tagged('!re', ['=.id=*FFFF'], nobody)))
      }
      write(encodeSentence(tagged(reply, words, tag)))
    },
    drained: async () => {
      while (socket.writableNeedDrain && !socket.destroyed) await new Promise(setImmediate)
    },
  }
}

/** Pieces of any size, several sentences in one or one sentence in several. */
function createCutter(
  socket: Socket,
  faults: () => Faults,
  dice: (below: number) => number,
): (bytes: Buffer) => void {
  let waiting = Buffer.alloc(0)

  const pump = () => {
    const { chunks } = faults()
    const size = 1 + dice(chunks?.largest ?? waiting.length)
    if (!socket.destroyed) socket.write(waiting.subarray(0, size))
    waiting = waiting.subarray(size)
    if (waiting.length > 0) setImmediate(pump)
  }

  return (bytes) => {
    if (socket.destroyed || !socket.writable) return
    if (!faults().chunks && waiting.length === 0) {
      if (socket.writableCorked === 0) {
        socket.cork()
        setImmediate(() => socket.uncork())
      }
      socket.write(bytes)
      return
    }
    const idle = waiting.length === 0
    waiting = Buffer.concat([waiting, bytes])
    if (idle) setImmediate(pump)
  }
}
