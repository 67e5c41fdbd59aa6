import {
  type BinaryNode,
  decodeDecompressedBinaryNode,
  encodeBinaryNode,
  type proto,
} from '@whiskeysockets/baileys'
import * as dictionary from '@whiskeysockets/baileys/lib/WABinary/constants.js'
import type { WebSocket } from 'ws'
import { createFrameReader, createFrameWriter } from './frames.ts'
import { answerHello, type Finished, type Hello, type NoiseIdentity } from './noise.ts'

/** One socket, once it has introduced itself. */
export type Line = {
  clientKey: Buffer
  payload: proto.ClientPayload
  send: (node: BinaryNode) => void
  /** Says the last word, then closes. */
  close: (last?: BinaryNode) => void
  /** Goes away without a word, as a network does. */
  cut: () => void
  /** Hears and says nothing until it goes on; then all of it. */
  stall: () => void
  resume: () => void
}

export type LineEvents = {
  opened: (line: Line) => void
  node: (line: Line, node: BinaryNode) => void
  closed: (line: Line) => void
}

export function takeLine(socket: WebSocket, identity: NoiseIdentity, events: LineEvents) {
  const read = createFrameReader()
  const writer = createFrameWriter((bytes) => {
    if (socket.readyState === socket.OPEN) socket.send(bytes)
  })
  let introduced = false
  let hello: Hello | undefined
  let line: OpenLine | undefined

  const take = (frame: Buffer) => {
    if (line) return line.take(frame)
    if (!hello) {
      hello = understood(socket, () => answerHello(identity, frame))
      if (hello) writer.push(hello.answer)
      return
    }
    const { finish } = hello
    const finished = understood(socket, () => finish(frame))
    if (!finished) return
    line = createLine(socket, writer, { ...finished, events })
    events.opened(line)
  }
  socket.on('message', (data: Buffer) => {
    // The first words on a line are 'WA' and the version of the dictionary.
    const bytes = introduced ? data : data.subarray(4)
    introduced = true
    for (const frame of read(bytes)) take(frame)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => line && events.closed(line))
}

type OpenLine = Line & { take: (frame: Buffer) => void }
type Opened = Finished & { events: LineEvents }

function createLine(
  socket: WebSocket,
  writer: ReturnType<typeof createFrameWriter>,
  { transport, clientKey, payload, events }: Opened,
): OpenLine {
  let stalled = false
  let unsaid: BinaryNode[] = []
  let unheard: BinaryNode[] = []
  const line: OpenLine = {
    clientKey,
    payload,
    send(node) {
      if (stalled) unsaid.push(node)
      else writer.push(transport.encrypt(encodeBinaryNode(node)))
    },
    close(last) {
      if (last) line.send(last)
      writer.flush()
      socket.close()
    },
    cut: () => socket.terminate(),
    stall: () => (stalled = true),
    resume() {
      stalled = false
      const [said, heard] = [unsaid, unheard]
      unsaid = []
      unheard = []
      for (const node of said) line.send(node)
      for (const node of heard) events.node(line, node)
    },
    take(frame) {
      // The first byte says whether it is compressed, which clients never do.
      const node = understood(socket, () =>
        decodeDecompressedBinaryNode(transport.decrypt(frame).subarray(1), dictionary),
      )
      if (!node) return
      if (stalled) unheard.push(node)
      else events.node(line, node)
    },
  }
  return line
}

/** Whoever speaks something else is hung up on; the rest of the stand-in may break aloud. */
function understood<T>(socket: WebSocket, read: () => T): T | undefined {
  try {
    return read()
  } catch {
    socket.terminate()
  }
}
