import type { BinaryNode, WAMessage } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import { boundedCache } from './bounded-cache.ts'
import type { Hearing } from './hearing.ts'
import type { Library } from './library.ts'
import { type StoredMessage, toStored } from './stored-message.ts'

type Options = {
  library: Library
  keep: Hearing['keep']
  me: () => { id: string; lid?: string | undefined } | undefined
  log: Pick<Logger, 'warn'>
}

type Listened = { prependListener: (event: string, hear: (node: BinaryNode) => void) => unknown }

export type Arrivals = ReturnType<typeof createArrivals>

/**
 * Messages at the moment they are opened. Baileys tells WhatsApp that it has a message and then
 * passes it on: whoever dies between the two has lost it. So it is kept here first; when it is
 * passed on it is an old one.
 */
export function createArrivals({ library, keep, me, log }: Options) {
  const nodes = new WeakMap<Uint8Array, BinaryNode>()
  const kept = boundedCache({ most: 5_000, lastsMs: 10 * 60_000 })

  async function write(sealed: Uint8Array, change: (message: WAMessage) => void) {
    const stored = read(sealed, change)
    if (!stored?.key.id) return
    await keep({ kind: 'messages', messages: [stored] })
    kept.set(nameOf(stored), true)
  }

  function read(sealed: Uint8Array, change: (message: WAMessage) => void) {
    const node = nodes.get(sealed)
    const self = me()
    if (!node || !self) return undefined
    try {
      const { fullMessage } = library.decodeMessageNode(node, self.id, self.lid ?? '')
      const message: WAMessage = fullMessage
      change(message)
      library.cleanMessage(message, self.id, self.lid ?? '')
      return toStored(library, message)
    } catch (err) {
      // Then it comes the way that Baileys passes it on.
      log.warn({ err }, 'a message could not be read as it came')
      return undefined
    }
  }

  return {
    listen: (ws: Listened) =>
      void ws.prependListener('CB:message', (node) => {
        const sealed = sealedIn(library, node)
        if (sealed) nodes.set(sealed, node)
      }),
    /** Fails only where neither database nor disk take it. */
    opened: (sealed: Uint8Array, padded: Uint8Array) =>
      write(sealed, (message) => {
        const content = library.proto.Message.decode(library.unpadRandomMax16(padded))
        message.message = content.deviceSentMessage?.message ?? content
      }),
    /** It came, and its words may still come: another time, or from the phone. */
    unreadable: (sealed: Uint8Array, error: unknown) =>
      write(sealed, (message) => {
        message.messageStubType = library.proto.WebMessageInfo.StubType.CIPHERTEXT
        message.messageStubParameters = [error instanceof Error ? error.message : 'unreadable']
      }),
    isKept: (message: StoredMessage): boolean => kept.get(nameOf(message)) === true,
  }
}

/** What was kept without its words is another thing than the same with them. */
const nameOf = ({ key, message }: StoredMessage) =>
  `${key.remoteJid} ${key.id} ${message ? 'words' : 'none'}`

/** Of somebody's own message to us; in groups there are more, and nobody is answered there. */
function sealedIn({ isPnUser, isLidUser }: Library, { attrs, content }: BinaryNode) {
  const { from } = attrs
  if (!Array.isArray(content) || !(isPnUser(from) || isLidUser(from))) return undefined
  const sealed = content.filter(({ tag }) => tag === 'enc').map((one) => one.content)
  const [only] = sealed
  return sealed.length === 1 && only instanceof Uint8Array ? only : undefined
}
