import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createServer as createTlsServer } from 'node:tls'
import type { Faults } from './faults.ts'

/** The API service of one router: opens and closes its port, and counts who is connected. */
export type Listener = {
  open: () => Promise<number>
  close: () => Promise<void>
  dropAll: (how: 'fin' | 'rst') => void
  connected: () => number
}

export type ListenerOptions = {
  port: number
  tls: { key: string; cert: string } | null
  faults: () => Faults
  serve: (socket: Socket) => void
}

export function createListener({ port, tls, faults, serve }: ListenerOptions): Listener {
  const raw = new Set<Socket>()
  let serving = 0
  let server: Server | null = null
  let openedPort = port

  const onClient = (socket: Socket | TLSSocket) => {
    const { accept, maxSessions } = faults()
    socket.on('error', () => undefined)
    if (accept === 'silence') return
    if (accept === 'close' || serving >= maxSessions) {
      socket.destroy()
      return
    }
    serving += 1
    socket.once('close', () => {
      serving -= 1
    })
    serve(socket)
  }
  const onRaw = (socket: Socket) => {
    raw.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => raw.delete(socket))
  }

  return {
    open: async () => {
      // Half-open is allowed, so that a silent router does not even answer a goodbye.
      server = tls
        ? createTlsServer({ ...tls, allowHalfOpen: true }, onClient)
        : createServer({ allowHalfOpen: true }, onClient)
      server.on('connection', onRaw)
      server.on('tlsClientError', () => undefined)
      server.listen(openedPort, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (address && typeof address === 'object') openedPort = address.port
      return openedPort
    },
    close: async () => {
      const closing = server
      server = null
      if (!closing) return
      const closed = once(closing, 'close')
      closing.close()
      for (const socket of raw) socket.destroy()
      await closed
    },
    dropAll: (how) => {
      for (const socket of raw) {
        if (how === 'rst') socket.resetAndDestroy()
        else socket.destroy()
      }
    },
    connected: () => serving,
  }
}
