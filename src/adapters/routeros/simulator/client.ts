import type { Socket } from 'node:net'
import { createSentenceParser } from '../wire.ts'
import type { Command, Result } from './command.ts'
import { execute, isWrite, readCommand } from './command.ts'
import type { Faults } from './faults.ts'
import { loginStep } from './login.ts'
import { note } from './log.ts'
import type { Menu } from './menu.ts'
import { isAtLeast } from './menus-system.ts'
import type { Output } from './output.ts'
import { createOutput } from './output.ts'
import { Refusal } from './refusal.ts'
import { rowWords } from './row-words.ts'
import type { State } from './state.ts'

/** What the clients of one router share. */
export type Router = {
  version: string
  timeForm: 'units' | 'clock'
  state: State
  now: () => number
  menus: Record<string, Menu>
  faults: () => Faults
  /** Does the work when the router gets to it, one change at a time. */
  whenItsTurn: (isChange: boolean, work: () => void) => void
  /** Calls back when a reply given now would arrive. */
  afterDelay: (reply: () => void) => void
  countLogin: () => void
  /** Counts a command; true when the connection is to die after it. */
  countCommand: (command: Command) => boolean
}

type Client = {
  router: Router
  socket: Socket
  output: Output
  login: { name: string; policies: string[] } | null
  challenge: Buffer | null
  isOver: boolean
  sentencesBeforeLogin: number
  bytesBeforeLogin: number
  /** Commands under way that `/cancel` may end, by tag. */
  running: Map<string, () => void>
}

/** Before login a router reads only so much. The figures are ours; that there is a limit is not. */
const MOST_SENTENCES_BEFORE_LOGIN = 8
const MOST_BYTES_BEFORE_LOGIN = 8_192

const ROWS_AT_ONCE = 250

export function serveClient(socket: Socket, router: Router): void {
  const client: Client = {
    router,
    socket,
    output: createOutput(socket, router.faults),
    login: null,
    challenge: null,
    isOver: false,
    sentencesBeforeLogin: 0,
    bytesBeforeLogin: 0,
    running: new Map(),
  }
  const parse = createSentenceParser((words) => onSentence(client, words))
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  socket.on('end', () => socket.end())
  socket.on('data', (chunk: Buffer) => {
    if (!client.login) client.bytesBeforeLogin += chunk.length
    try {
      parse(chunk)
    } catch {
      socket.destroy()
    }
  })
}

function onSentence(client: Client, words: string[]): void {
  if (client.socket.destroyed || client.isOver) return
  const command = readCommand(words)
  if (command.path === '/login') return onLogin(client, command)
  if (!client.login) return fatal(client, 'not logged in')
  if (command.path === '/quit') return fatal(client, 'session terminated on request')
  if (command.path === '/cancel') return onCancel(client, command)
  onCommand(client, command, client.login.policies)
}

function onLogin(client: Client, command: Command): void {
  const { router, output } = client
  client.sentencesBeforeLogin += 1
  router.countLogin()
  const tooMuch =
    client.sentencesBeforeLogin > MOST_SENTENCES_BEFORE_LOGIN ||
    client.bytesBeforeLogin > MOST_BYTES_BEFORE_LOGIN
  if (tooMuch) return fatal(client, 'too many commands before login')
  if (router.faults().stall !== 'no') return
  router.afterDelay(() => {
    try {
      const step = loginStep(router.state, router.version, command, client.challenge)
      client.challenge = step.kind === 'challenge' ? step.challenge : null
      if (step.kind === 'in') enter(client, step)
      const words = step.kind === 'challenge' ? [`=ret=${step.challenge.toString('hex')}`] : []
      output.reply('!done', words, command.tag)
    } catch (error) {
      trap(client, command, error)
    }
  })
}

function enter(client: Client, login: { name: string; policies: string[] }): void {
  client.login = login
  const { remoteAddress = '' } = client.socket
  const line = `user ${login.name} logged in from ${remoteAddress} via api`
  note(client.router.state, client.router.now(), 'system,info,account', line)
}

function onCommand(client: Client, command: Command, policies: string[]): void {
  const { router } = client
  const { stall } = router.faults()
  const dies = router.countCommand(command)
  if (stall === 'unapplied') return
  router.whenItsTurn(isWrite(command), () => {
    if (client.socket.destroyed) return
    const outcome = attempt(client, command, policies)
    if (dies) return die(client)
    if (stall === 'applied') return
    answerLater(client, command, outcome)
  })
}

function attempt(client: Client, command: Command, policies: string[]): Result | Refusal | 'open' {
  const planned = client.router.faults().trap
  try {
    if (planned && command.path.startsWith(planned.command)) {
      throw new Refusal(planned.message, planned.category)
    }
    // Only what does not end by itself can be cancelled for sure.
    if (isEndless(command)) return 'open'
    return execute(client.router.menus, policies, command)
  } catch (error) {
    return asRefusal(error)
  }
}

function isEndless({ path, attributes }: Command): boolean {
  return path.endsWith('/listen') || (path.endsWith('/monitor-traffic') && !attributes.has('once'))
}

function answerLater(client: Client, command: Command, outcome: Result | Refusal | 'open'): void {
  const { running, router } = client
  const tag = command.tag ?? ''
  let cancelled = false
  running.set(tag, () => {
    cancelled = true
    running.delete(tag)
    trap(client, command, new Refusal('interrupted', 2))
  })
  if (outcome === 'open') return
  router.afterDelay(() => {
    if (cancelled) return
    running.delete(tag)
    if (outcome instanceof Refusal) trap(client, command, outcome)
    else void answer(client, command, outcome)
  })
}

async function answer({ output, router, socket }: Client, command: Command, result: Result) {
  const { tag } = command
  let rows = 0
  for (const row of result.rows) {
    output.reply('!re', rowWords(row, router.timeForm), tag)
    rows += 1
    if (rows % ROWS_AT_ONCE !== 0) continue
    await new Promise(setImmediate)
    await output.drained()
    if (socket.destroyed) return
  }
  const isEmpty = result.isPrint && rows === 0 && result.ret === undefined
  if (isEmpty && isAtLeast(router.version, '7.18')) output.reply('!empty', [], tag)
  output.reply('!done', result.ret === undefined ? [] : [`=ret=${result.ret}`], tag)
}

function onCancel({ output, running }: Client, command: Command): void {
  const tag = command.attributes.get('tag')
  const cancels = tag === undefined ? [...running.values()] : [running.get(tag)]
  for (const cancel of cancels) cancel?.()
  output.reply('!done', [], command.tag)
}

function trap({ output, router }: Client, { tag }: Command, error: unknown): void {
  const refusal = asRefusal(error)
  const { category: shown } = router.faults()
  const withCategory = shown === 'always' || (shown === 'mixed' && refusal.category !== 4)
  const category = withCategory ? [`=category=${refusal.category}`] : []
  output.reply('!trap', [...category, `=message=${refusal.message}`], tag)
  output.reply('!done', [], tag)
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

function fatal(client: Client, reason: string): void {
  client.isOver = true
  client.output.reply('!fatal', [reason], undefined)
  client.output.end()
}

function die(client: Client): void {
  const { dropWith } = client.router.faults()
  if (dropWith === 'fatal') fatal(client, 'session terminated')
  else if (dropWith === 'rst') client.socket.resetAndDestroy()
  else client.socket.destroy()
}
