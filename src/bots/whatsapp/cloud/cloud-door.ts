import type { Logger } from 'pino'
import type { Door, ReadFile, Webhook, WriteDown } from '../../door.ts'
import { createCloudWebhook } from './cloud-webhook.ts'
import { type Graph, graphBase, OFFICIAL_GRAPH } from './graph.ts'
import type { KnownChat } from './known-chats.ts'
import { createLineWatch, type Report } from './line-watch.ts'
import { createMediaStore, downloadMedia, type KeptMedia } from './media.ts'
import { postRead } from './post-message.ts'
import { createSending } from './send-parts.ts'
import { createThrottle } from './throttle.ts'

export type CloudOptions = {
  /** Default: the official one; with or without a version at its end. */
  graphUrl?: string
  phoneNumberId: string
  token: string
  appSecret: string
  verifyToken: string
  accountId: number
  writeDown: WriteDown
  readFile: ReadFile
  log: Logger
  /** Uploads of earlier starts; without it every start uploads anew. */
  keptMedia?: KeptMedia
  /** Where somebody is talked with who shows, or hides, his number now. */
  knownChat?: KnownChat
  /** How the number stands with Meta, for whoever keeps an eye on all of them. */
  report?: Report
  /** 80 is what Meta allows a number; one that is shared with the phone app gets 20. */
  perSecond?: number
  /** The first pause after a failed look at the line; it doubles from there. */
  firstPauseMs?: number
}

export type CloudDoor = Door & {
  webhook: Webhook
  /** Our own number in international form, once Meta has said so: `wa.me/<digits>` leads here. */
  ownNumber: () => string | undefined
}

export function createCloudDoor(options: CloudOptions): CloudDoor {
  const { accountId, phoneNumberId, token, perSecond = 80 } = options
  const graph: Graph = { base: graphBase(options.graphUrl ?? OFFICIAL_GRAPH), token }
  const line = createLineWatch({ ...options, graph })
  const throttle = createThrottle({ perSecond })
  const writing = new Set<Promise<void>>()

  const post = createSending({
    graph,
    phoneNumberId,
    mediaOf: createMediaStore({ ...options, graph }),
  })
  const writeDown: WriteDown = (heard) => {
    const written = options.writeDown(heard)
    writing.add(written)
    return written.finally(() => writing.delete(written))
  }

  const send: Door['send'] = async (chat, message, signal) => {
    throttle.pass()
    try {
      const providerId = await post(chat, message, signal)
      line.worked()
      return { providerId }
    } catch (error) {
      throttle.learn(error)
      line.failed(error)
      throw error
    }
  }

  return {
    channel: 'cloud',
    accountId,
    health: line.now,
    get pace() {
      return throttle.pace()
    },
    canEdit: false,
    canReact: true,
    hasWindow: true,
    webhook: createCloudWebhook({
      ...options,
      writeDown,
      onAccountNews: (news) => line.hear(news),
    }),
    ownNumber: line.ownNumber,
    send,
    edit: (chat, _providerId, message, signal) => send(chat, message, signal),
    download: (ref, signal) => downloadMedia(graph, ref, signal),
    async markRead(_chat, providerIds, signal) {
      // Whatever stands above it is read with it.
      const messageId = providerIds.at(-1)
      if (messageId === undefined) return
      await postRead({ graph, phoneNumberId, signal }, { messageId, typing: false })
    },
    async showTyping(_chat, { on, to }, signal) {
      // It goes away by itself: with our answer, or after 25 seconds.
      if (!on || to === undefined) return
      await postRead({ graph, phoneNumberId, signal }, { messageId: to, typing: true })
    },
    start: () => line.start(),
    async stop() {
      await line.stop()
      await Promise.allSettled(writing)
    },
  }
}
