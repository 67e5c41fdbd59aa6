import type { BinaryNode } from '@whiskeysockets/baileys'

/** What the server said to a message: taken, or refused with a code. */
export type Ack = { taken: true } | { taken: false; error: string }

/**
 * The server's word on each message that is being sent. Baileys waits only until the frame is
 * written, and says nothing of an ack that is not a refusal.
 */
export function createAcks() {
  const waiting = new Map<string, (ack: Ack | 'closed') => void>()

  return {
    listen: (ws: { on: (event: string, listener: (node: BinaryNode) => void) => unknown }) =>
      void ws.on('CB:ack,class:message', ({ attrs: { id = '', error } }) =>
        waiting.get(id)?.(error ? { taken: false, error } : { taken: true }),
      ),
    waitFor(id: string): Promise<Ack | 'closed'> {
      const { promise, resolve } = Promise.withResolvers<Ack | 'closed'>()
      waiting.set(id, resolve)
      return promise.finally(() => {
        if (waiting.get(id) === resolve) waiting.delete(id)
      })
    },
    isWaiting: (id: string): boolean => waiting.has(id),
    forget(id: string) {
      waiting.get(id)?.('closed')
    },
    closed() {
      for (const resolve of waiting.values()) resolve('closed')
    },
  }
}

export type Acks = ReturnType<typeof createAcks>
