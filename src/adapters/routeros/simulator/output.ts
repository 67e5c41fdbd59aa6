import type { Socket } from 'node:net'
import { encodeSentence } from '../wire.ts'
import type { Faults } from './faults.ts'
import { seededDice } from './faults.ts'

/** Writes replies to one client, as neatly or as badly as the faults say. */
export type Output = {
  reply: (reply: string, words: readonly string[], tag: string | undefined) => void
  /** Says goodbye once everything is out. */
  end: () => void
  /** Settles when what was written has gone out, so that a long list does not fill the memory. */
  drained: () => Promise<void>
}

export function createOutput(socket: Socket, faults: () => Faults): Output {
  const dice = seededDice(faults().chunks?.seed ?? 1)
  const { write, end } = createCutter(socket, faults, dice)
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
    end,
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
): { write: (bytes: Buffer) => void; end: () => void } {
  const waiting: Buffer[] = []
  let ending = false

  const pump = () => {
    let size = 1 + dice(faults().chunks?.largest ?? 65_536)
    socket.cork()
    while (size > 0 && waiting[0]) {
      const piece = waiting[0].subarray(0, size)
      size -= piece.length
      if (piece.length === waiting[0].length) waiting.shift()
      else waiting[0] = waiting[0].subarray(piece.length)
      if (!socket.destroyed) socket.write(piece)
    }
    socket.uncork()
    if (waiting.length > 0) setImmediate(pump)
    else if (ending) socket.end()
  }

  const write = (bytes: Buffer) => {
    if (socket.destroyed || ending) return
    if (faults().chunks || waiting.length > 0) {
      if (waiting.push(bytes) === 1) setImmediate(pump)
      return
    }
    if (socket.writableCorked === 0) {
      socket.cork()
      setImmediate(() => socket.uncork())
    }
    socket.write(bytes)
  }
  const end = () => {
    ending = true
    if (waiting.length === 0) socket.end()
  }
  return { write, end }
}
