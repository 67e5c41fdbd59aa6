import { OutcomeUnknown, Unreachable } from '../../../domain/fault.ts'
import type { Door } from '../../door.ts'
import { unpackFault } from './carry-fault.ts'
import type { HostLink, HostNews, Verb } from './host-protocol.ts'

/** Calls to the sockets of one host, from the process that has the business. */
export function createCalls(tell: HostLink['tell']) {
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >()
  let last = 0

  async function call(
    accountId: number,
    asked: { verb: Verb; given: unknown[]; signal?: AbortSignal | undefined },
  ): Promise<unknown> {
    const { verb, given, signal } = asked
    if (signal?.aborted) throw new Unreachable('There was no time left')
    const id = ++last
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const abort = () => {
      tell({ kind: 'abort', id })
      // The host says what became of it; one that hangs must not hold us up.
      setTimeout(
        () => reject(new OutcomeUnknown('The WhatsApp process did not answer')),
        GRACE_MS,
      ).unref()
    }
    waiting.set(id, { resolve, reject })
    signal?.addEventListener('abort', abort, { once: true })
    try {
      tell({ kind: 'call', id, accountId, verb, given })
      return await promise
    } finally {
      signal?.removeEventListener('abort', abort)
      waiting.delete(id)
    }
  }

  return {
    call,
    answered(news: Extract<HostNews, { kind: 'answer' }>) {
      const one = waiting.get(news.id)
      if (news.ok) one?.resolve(news.value)
      else one?.reject(unpackFault(news.fault))
    },
    ended() {
      for (const { reject } of waiting.values()) {
        reject(new OutcomeUnknown('The WhatsApp process ended'))
      }
    },
  }
}

export type Calls = ReturnType<typeof createCalls>

/** The door of one number whose socket is elsewhere; it is here only while the line is open. */
export function farDoor(accountId: number, { call }: Calls, health: Door['health']): Door {
  type Sent = { providerId: string }
  return {
    channel: 'baileys',
    accountId,
    health,
    // Nobody knows what WhatsApp allows; this is what people do.
    pace: { perSecond: 1, burst: 5 },
    canEdit: true,
    canReact: true,
    send: async (chat, message, signal, key) =>
      (await call(accountId, { verb: 'send', given: [chat, message, key], signal })) as Sent,
    edit: async (chat, providerId, message, signal) =>
      (await call(accountId, { verb: 'edit', given: [chat, providerId, message], signal })) as Sent,
    async markRead(chat, providerIds, signal) {
      await call(accountId, { verb: 'markRead', given: [chat, providerIds], signal })
    },
    async showTyping(chat, typing, signal) {
      await call(accountId, { verb: 'showTyping', given: [chat, typing], signal })
    },
    download: async (ref, signal) =>
      (await call(accountId, { verb: 'download', given: [ref], signal })) as {
        bytes: Uint8Array
        mime: string
      },
    start: async () => {},
    stop: async () => {},
  }
}

const GRACE_MS = 2_000
