import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { Channel, Connector, Receiver, RouterOSAPI } from 'node-routeros'
import { createSentenceParser, encodeSentence } from './wire.ts'

/**
 * node-routeros 1.6.9 is the last of its line. Its socket handling, login sequence and channels
 * are sound; its parser hangs when TCP cuts a reply in an unlucky place, `!empty` (RouterOS 7.18)
 * and replies nobody waits for throw inside the socket's handler, each word is a packet of its
 * own, and text outside Windows-1252 is lost. Those methods are replaced here, once.
 */

const GUARDED_VERSION = '1.6.9'

export type Row = Record<string, string>
export type OnRow = (row: Row) => void

/** The router refused one command. */
export class Trap extends Error {
  override readonly name = 'Trap'
  /** 0 missing item or command, 1 bad value, 2 interrupted, 3 script, 4 general, 5 API, 6 terminal. */
  readonly category: number | null

  constructor(message: string, category: number | null) {
    super(message)
    this.category = category
  }
}

/** The router ended the connection and said why: `session terminated`, `not logged in`. */
class FatalReply extends Error {
  override readonly name = 'FatalReply'
}

/** The connection was gone before the command was written: nothing was sent. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
}

/** Judges the certificate before anything, the password above all, is sent to whoever showed it. */
type AcceptPeer = (socket: TLSSocket) => Error | null

export type GuardedConnector = EventEmitter & {
  destroy: () => void
  socket: Socket
  receiver: GuardedReceiver
  connected: boolean
  tls?: { accept?: AcceptPeer }
}

type GuardedReceiver = {
  socket: Socket
  tags: Map<string, { callback: (packet: string[]) => void }>
  parse?: (chunk: Buffer) => void
  /** Replies that no command waits for. */
  strays?: number
}

type GuardedChannel = {
  id: string
  data: Row[]
  connector: Connector
  /** Takes rows as they arrive; without it they are gathered. */
  onRow?: OnRow
  close: () => void
  emit: (event: string, value: unknown) => boolean
  once: (event: string, listener: (value: never) => void) => unknown
  processPacket: (packet: string[]) => void
}

type GuardedApi = {
  user: string
  password: string
  write: (command: string, ...words: string[]) => Promise<Row[]>
}

type Methods = Record<string, unknown>

let installed = false
let lastTag = 0

/** Replaces what is broken. Refuses a version it has not been tried with. */
export function installGuard(): void {
  if (installed) return
  const { version } = createRequire(import.meta.url)('node-routeros/package.json') as Row
  assertGuardFits(version)
  replace(Receiver.prototype, { processRawData })
  replace(Channel.prototype, { write: writeChannel, processPacket })
  replace(Connector.prototype, { connect, write: writeSentence, onConnect, onEnd, onError })
  // The library would send `#` as a command to keep a slow command's connection up.
  replace(RouterOSAPI.prototype, { login, holdConnection: () => undefined })
  installed = true
}

export function assertGuardFits(version: string | undefined): void {
  if (version === GUARDED_VERSION) return
  throw new Error(`node-routeros ${version}: the guard around it fits ${GUARDED_VERSION} alone`)
}

function replace(prototype: object, methods: Methods): void {
  for (const [name, method] of Object.entries(methods)) {
    if (typeof (prototype as Methods)[name] !== 'function') {
      throw new Error(`node-routeros has no method ${name} to replace`)
    }
    Object.assign(prototype, { [name]: method })
  }
}

/** Sends one command. What `onRow` took is not in the answer; what it throws ends the connection. */
export function sendCommand(
  connector: GuardedConnector,
  words: readonly string[],
  onRow?: OnRow,
): Promise<Row[]> {
  const channel = new Channel(connector as unknown as Connector) as unknown as GuardedChannel
  if (onRow) channel.onRow = onRow
  return writeChannel.call(channel, [...words])
}

function processRawData(this: GuardedReceiver, chunk: Buffer): void {
  this.parse ??= createSentenceParser((words) => deliver(this, words))
  try {
    this.parse(chunk)
  } catch (error) {
    this.socket.destroy(error as Error)
  }
}

function deliver(receiver: GuardedReceiver, words: string[]): void {
  if (receiver.socket.destroyed) return
  if (words[0] === '!fatal') {
    receiver.socket.destroy(new FatalReply(words.slice(1).join(' ')))
    return
  }
  const tag = words.find((word) => word.startsWith('.tag='))
  const reader = tag === undefined ? undefined : receiver.tags.get(tag.slice('.tag='.length))
  if (reader) reader.callback(words)
  else receiver.strays = (receiver.strays ?? 0) + 1
}

function writeChannel(this: GuardedChannel, words: string[], isStream = false): Promise<Row[]> {
  if (isStream) throw new Error('streams are outside what the guard covers')
  this.id = (++lastTag).toString(36)
  return new Promise((resolve, reject) => {
    this.once('done', resolve)
    this.once('trap', reject)
    this.connector.read(this.id, (packet) => this.processPacket(packet))
    try {
      this.connector.write([...words, `.tag=${this.id}`])
    } catch (error) {
      this.close()
      throw error
    }
  })
}

function processPacket(this: GuardedChannel, packet: string[]): void {
  const [reply] = packet
  if (reply === '!re') {
    if (this.onRow) this.onRow(toRow(packet))
    else this.data.push(toRow(packet))
  } else if (reply === '!trap') {
    const { message, category } = toRow(packet)
    this.emit('trap', new Trap(message ?? '', category === undefined ? null : Number(category)))
  } else if (reply === '!done') {
    const last = toRow(packet)
    if (Object.keys(last).length > 0) this.data.push(last)
    this.emit('done', this.data)
    this.close()
  }
  // `!empty`, and what a later version may add, stands before `!done` and says nothing more.
}

function toRow(packet: string[]): Row {
  const row: Row = {}
  for (const word of packet) {
    if (!word.startsWith('=')) continue
    const end = word.indexOf('=', 1)
    if (end > 0) row[word.slice(1, end)] = word.slice(end + 1)
  }
  return row
}

const connectUnguarded = Reflect.get(Connector.prototype, 'connect') as () => void
const onConnectUnguarded = Reflect.get(Connector.prototype, 'onConnect') as () => void

function connect(this: GuardedConnector): GuardedConnector {
  connectUnguarded.call(this)
  this.socket.setNoDelay(true)
  return this
}

function onConnect(this: GuardedConnector): void {
  const refused = this.tls?.accept?.(this.socket as TLSSocket)
  if (refused) this.socket.destroy(refused)
  else onConnectUnguarded.call(this)
}

function writeSentence(this: GuardedConnector, words: string[]): GuardedConnector {
  const { socket } = this
  if (!this.connected || !socket.writable) throw new NotSent('the connection is closed')
  const sentence = encodeSentence(words)
  // Commands of one turn of the event loop leave in one packet.
  if (socket.writableCorked === 0) {
    socket.cork()
    process.nextTick(() => socket.uncork())
  }
  socket.write(sentence)
  return this
}

/** Also before login, where the library would leave `connect()` waiting for ever. */
function onEnd(this: GuardedConnector): void {
  this.socket.destroy(new Error('the router closed the connection'))
}

/** Keeps the error as it is (the library looks its code up in a table and loses it). */
function onError(this: GuardedConnector, error: Error): void {
  if (this.listenerCount('error') > 0) this.emit('error', error)
  this.destroy()
}

/** 6.43 and later take the password; older ones answer with a challenge. */
async function login(this: GuardedApi): Promise<void> {
  const { user, password } = this
  const [answer] = await this.write('/login', `=name=${user}`, `=password=${password}`)
  if (answer === undefined) return
  const challenge = Buffer.from(answer['ret'] ?? '', 'hex')
  if (challenge.length !== 16) throw new Error('an answer to /login that means nothing')
  const hash = createHash('md5').update('\0').update(password).update(challenge).digest('hex')
  await this.write('/login', `=name=${user}`, `=response=00${hash}`)
}
