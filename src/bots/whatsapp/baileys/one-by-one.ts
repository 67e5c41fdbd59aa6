import type { BinaryNode } from '@whiskeysockets/baileys'

type Handler = (node: BinaryNode) => unknown

type Listened = {
  readonly isOpen: boolean
  listeners: (event: string) => unknown[]
  removeAllListeners: (event: string) => unknown
  on: (event: string, hear: Handler) => unknown
}

/**
 * Messages in the order in which they came. Baileys begins with the next while it looks up who wrote
 * the last, and lets those that come live overtake those that waited: a customer's second word would
 * be answered before his first.
 */
export function oneByOne(ws: Listened) {
  const handlers = ws.listeners(MESSAGE) as Handler[]
  ws.removeAllListeners(MESSAGE)
  let last = Promise.resolve()
  ws.on(MESSAGE, (node) => {
    last = last.then(() => handle(handlers, ws, node)).catch(() => {})
  })
}

async function handle(handlers: Handler[], ws: Listened, node: BinaryNode) {
  // WhatsApp sends again what nobody took from it.
  if (!ws.isOpen) return
  const { offline: _, ...attrs } = node.attrs
  for (const hear of handlers) await hear({ ...node, attrs })
}

const MESSAGE = 'CB:message'
