import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { OutcomeUnknown, Rejected } from '../../../domain/fault.ts'
import type { Message } from '../../../domain/messages/message.ts'
import type { Door, ReadFile, Webhook, WriteDown } from '../../door.ts'
import { inParts } from '../../in-parts.ts'
import { createLineHealth, type LineHealth } from '../../line-health.ts'
import { createCloudWebhook } from './cloud-webhook.ts'
import { askGraph, type Graph, graphBase } from './graph.ts'
import { createMediaStore, downloadMedia } from './media.ts'
import { type Part, partsOf } from './wire-message.ts'

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
  const graph: Graph = { base: graphBase(options.graphUrl ?? OFFICIAL), token }
  const line = createLineHealth(options.log)
  const stopping = new AbortController()
  const writing = new Set<Promise<void>>()
  let ownNumber: string | undefined
  let looking: Promise<void> = Promise.resolve()

  const mediaOf = createMediaStore({ graph, phoneNumberId, readFile: options.readFile })
  const writeDown: WriteDown = (heard) => {
    const written = options.writeDown(heard)
    writing.add(written)
    return written.finally(() => writing.delete(written))
  }

  async function send(chat: string, message: Message, signal: AbortSignal) {
    const to = recipientOf(chat)
    const post = (part: Part) => () =>
      postMessage({ graph, phoneNumberId, signal }, { ...to, ...part })
    const sendWith = (media?: Awaited<ReturnType<typeof mediaOf>>) => {
      const [first, ...rest] = partsOf(message, media).map(post)
      if (!first) throw new Rejected('There is nothing to send', { code: 'empty' })
      return inParts(first, ...rest)
    }
    if (!message.file) return sendWith()

    const media = await mediaOf(message.file, signal)
    try {
      return await sendWith(media)
    } catch (error) {
      // Meta forgets uploads before their time now and then.
      if (!media.cached || !isAboutMedia(error)) throw error
      return sendWith(await mediaOf(message.file, signal, true))
    }
  }

  const watched: Door['send'] = async (chat, message, signal) => {
    try {
      const providerId = await send(chat, message, signal)
      line.fine()
      return { providerId }
    } catch (error) {
      if (isAboutToken(error)) line.trouble('down', TOKEN_REFUSED)
      throw error
    }
  }

  return {
    channel: 'cloud',
    accountId,
    health: line.now,
    pace: { perSecond, burst: perSecond },
    canEdit: false,
    webhook: createCloudWebhook({ ...options, writeDown }),
    ownNumber: () => ownNumber,
    send: watched,
    edit: (chat, _providerId, message, signal) => watched(chat, message, signal),
    download: (ref, signal) => downloadMedia(graph, ref, signal),

    async start() {
      const { firstPauseMs = 1000 } = options
      const look = { graph, phoneNumberId, line, firstPauseMs, signal: stopping.signal }
      looking = lookAtLine(look, (number) => {
        ownNumber = number
      })
      await Promise.race([line.known, looking])
    },
    async stop() {
      stopping.abort()
      await looking
      await Promise.allSettled(writing)
    },
  }
}

type Posting = { graph: Graph; phoneNumberId: string; signal: AbortSignal }

async function postMessage({ graph, phoneNumberId, signal }: Posting, message: object) {
  const body = { messaging_product: 'whatsapp', recipient_type: 'individual', ...message }
  const path = `${phoneNumberId}/messages`
  const answer = await askGraph(graph, { method: 'POST', path, body, signal })
  const { messages } = answer as { messages?: { id?: string }[] }
  const id = messages?.[0]?.id
  if (!id) throw new OutcomeUnknown('WhatsApp gave the message no id')
  return id
}

/** Digits are a phone number; anything else names somebody who hides his. */
function recipientOf(chat: string) {
  return /^\+?\d+$/.test(chat) ? { to: chat.replace('+', '') } : { recipient: chat }
}

type Look = Posting & { line: LineHealth; firstPauseMs: number }

/** Asks who we are until somebody says so: is the line there, does the token hold? */
async function lookAtLine(look: Look, onNumber: (number: string) => void) {
  const { graph, phoneNumberId, line, firstPauseMs, signal } = look
  const path = `${phoneNumberId}?fields=display_phone_number,verified_name`
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
      const asked = { method: 'GET', path, signal: deadline, repeatable: true } as const
      const { display_phone_number } = (await askGraph(graph, asked)) as Record<string, unknown>
      if (typeof display_phone_number === 'string') {
        onNumber(`+${display_phone_number.replaceAll(/\D/g, '')}`)
      }
      return line.fine()
    } catch (error) {
      if (signal.aborted) return
      if (isAboutToken(error)) line.trouble('down', TOKEN_REFUSED)
      else line.trouble(error instanceof Rejected ? 'down' : 'degraded', messageOf(error))
      const ms = Math.min(firstPauseMs * 2 ** failures, LONGEST_PAUSE_MS)
      await pause(ms, undefined, { signal }).catch(() => {})
    }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const isAboutToken = (error: unknown) => error instanceof Rejected && error.code === 'token'
const isAboutMedia = (error: unknown) => error instanceof Rejected && ABOUT_MEDIA.has(error.code)

/** Invalid parameter, and media that could not be found, fetched or prepared. */
const ABOUT_MEDIA = new Set(['100', '131009', '131052', '131053'])
const TOKEN_REFUSED = 'WhatsApp refuses our token: it is wrong, expired, or lacks a permission'
const OFFICIAL = 'https://graph.facebook.com'
const LONGEST_PAUSE_MS = 60_000
