import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SavedState } from '../../bots/whatsapp/baileys/stand-in/state.ts'
import type { Deed, Order, Server, Told } from './protocol.ts'

export type LinkedProcess = ReturnType<typeof forkLinked>

/** Starts the process that plays WhatsApp for linked numbers; `hear` is told what happens there. */
export function forkLinked(state: SavedState | undefined, hear: (told: Told) => void) {
  const child = fork(fileURLToPath(new URL('linked-process.ts', import.meta.url)), [], {
    execPath: process.execPath,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C reaches us all at once; it goes when we do.
    detached: true,
  })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const ready = Promise.withResolvers<Server>()
  ready.promise.catch(() => {})
  let lastId = 0
  const gone = Promise.withResolvers<void>()
  const ends: (() => void)[] = []
  function end(why: string) {
    const error = new Error(`The sandbox's own WhatsApp ended: ${why}`)
    ready.reject(error)
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
    for (const tell of ends.splice(0)) tell()
    gone.resolve()
  }
  child.once('exit', (code, signal) => end(`exit ${code ?? signal}`))
  child.once('error', (error) => end(error.message))
  child.on('message', (told: Told) => {
    if (told.kind === 'ready') ready.resolve(told.server)
    else if (told.kind === 'did') settle(told.id)?.resolve(told.value)
    else if (told.kind === 'refused') settle(told.id)?.reject(new Error(told.why))
    hear(told)
  })
  const send = (order: Order) => void (child.connected && child.send(order, () => {}))
  send({ kind: 'begin', state })

  function settle(id: number) {
    const one = waiting.get(id)
    waiting.delete(id)
    return one
  }

  return {
    ready: ready.promise,
    onEnd: (listener: () => void) => void ends.push(listener),
    perform(deed: Deed): Promise<unknown> {
      if (!child.connected) return Promise.reject(new Error("The sandbox's own WhatsApp ended."))
      const id = ++lastId
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, answer)
      send({ kind: 'do', id, deed })
      return answer.promise
    },
    async stop() {
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      if (child.exitCode === null && child.signalCode === null) await gone.promise
      clearTimeout(late)
    },
  }
}

const STOP_MS = 2_000
