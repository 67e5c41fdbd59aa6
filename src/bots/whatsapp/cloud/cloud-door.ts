import type { Logger } from 'pino'
import { Rejected } from '../../../domain/fault.ts'
import type { Message } from '../../../domain/messages/message.ts'
import type { Door, ReadFile, Webhook, WriteDown } from '../../door.ts'
import { inParts } from '../../in-parts.ts'
import { createCloudWebhook } from './cloud-webhook.ts'
import { type Graph, graphBase, OFFICIAL_GRAPH } from './graph.ts'
import type { KnownChat } from './known-chats.ts'
import { createLineWatch } from './line-watch.ts'
import { createMediaStore, downloadMedia, type KeptMedia } from './media.ts'
import { postMessage, postRead, recipientOf } from './post-message.ts'
import { createThrottle } from './throttle.ts'
import { fileOf, type Media, type Part, partsOf } from './wire-message.ts'

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

  const mediaOf = createMediaStore({ ...options, graph })
  const writeDown: WriteDown = (heard) => {
    const written = options.writeDown(heard)
    writing.add(written)
    return written.finally(() => writing.delete(written))
  }

  async function post(chat: string, message: Message, signal: AbortSignal) {
    const to = recipientOf(chat)
    const postPart = (part: Part) => () =>
      postMessage({ graph, phoneNumberId, signal }, { ...to, ...part })
    const postWith = (media?: Media) => {
      const [first, ...rest] = partsOf(message, media).map(postPart)
      if (!first) throw new Rejected('There is nothing to send', { code: 'empty' })
      return inParts(first, ...rest)
    }
    const file = fileOf(message)
    if (!file) return postWith()

    const media = await mediaOf(file, signal)
    try {
      return await postWith(media)
    } catch (error) {
      // Meta forgets uploads before their time now and then.
      if (!media.cached || !isAboutMedia(error)) throw error
      return postWith(await mediaOf(file, signal, true))
    }
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
    webhook: createCloudWebhook({ ...options, writeDown, onAccountNews: line.hear }),
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
    start: line.start,
    async stop() {
      await line.stop()
      await Promise.allSettled(writing)
    },
  }
}

const isAboutMedia = (error: unknown) => error instanceof Rejected && ABOUT_MEDIA.has(error.code)

/** Invalid parameter, and media that could not be found, fetched or prepared. */
const ABOUT_MEDIA = new Set(['100', '131009', '131052', '131053'])
