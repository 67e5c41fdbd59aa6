import type { HostDeps, HostOptions } from './host.ts'
import type { HostLink, HostNews, Order } from './host-protocol.ts'

/** Sockets in this very process: for tests, and wherever a process more is one too many. */
export function nearLink(deps: HostDeps, options: Omit<HostOptions, 'tell'>): HostLink {
  let hear: ((news: HostNews) => void) | undefined
  let end: ((reason: string) => void) | undefined
  const before: Order[] = []
  // What is said crosses no border here, but must not be answered before it was said.
  const tell = (news: HostNews) => void setImmediate(() => hear?.(news))
  const opening = import('./host.ts').then(({ openHost }) => openHost(deps, { ...options, tell }))
  opening
    .then((host) => before.splice(0).forEach((order) => host.take(order)))
    .catch((error: unknown) => {
      tell({ kind: 'useless', reason: error instanceof Error ? error.message : String(error) })
      setImmediate(() => end?.('could not start'))
    })
  return {
    tell: (order) => {
      before.push(order)
      void opening.then((host) => before.splice(0).forEach((one) => host.take(one))).catch(() => {})
    },
    onNews: (listener) => void (hear = listener),
    onEnd: (listener) => void (end = listener),
    async close() {
      const host = await opening.catch(() => undefined)
      await host?.stop()
      end?.('closed')
    },
  }
}
