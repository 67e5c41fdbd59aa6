import { type Api, Bot } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import type { Logger } from 'pino'
import { Rejected, Unreachable } from '../../domain/fault.ts'
import type { Door, ReadFile, Webhook, WriteDown } from '../door.ts'
import { createLineHealth } from '../line-health.ts'
import { targetOf } from './address.ts'
import { type MenuCommand, setMenu } from './command-menu.ts'
import { downloadFile } from './download-file.ts'
import { createGroupPace, type GroupPace } from './group-pace.ts'
import { hearUpdate } from './hear-update.ts'
import { listen, LONG_POLL_SECONDS, type Updates } from './listen.ts'
import { editMessage, native, sendMessage } from './send-message.ts'
import { calling, reasonOf } from './telegram-faults.ts'
import { createTelegramWebhook } from './telegram-webhook.ts'
import { createTopics } from './topics.ts'

export type TelegramOptions = {
  token: string
  /** Default: the official one. No trailing slash. */
  apiRoot?: string
  /** In webhook mode Telegram posts to `<publicUrl>/webhooks/telegram` with this secret. */
  updates: Updates
  accountId: number
  writeDown: WriteDown
  readFile: ReadFile
  log: Logger
  /** The first pause after a failure; it doubles from there. */
  firstPauseMs?: number
  /** What Telegram takes in one group. */
  groupPerMinute?: number
}

export type TelegramDoor = Door & {
  webhook: Webhook
  /** The commands shown in one chat, or to everybody who has no menu of their own. */
  setMenu: (chat: string | undefined, commands: MenuCommand[]) => Promise<void>
  /** Who we are, once Telegram has said so: `t.me/<username>?start=…` leads here. */
  botInfo: () => BotInfo | undefined
}

export type BotInfo = { id: number; username: string; name: string }

export function createTelegramDoor(options: TelegramOptions): TelegramDoor {
  const { token, apiRoot = OFFICIAL, updates, accountId, readFile, log } = options
  // Longer than a long poll; sends bring their own, shorter deadline.
  const timeoutSeconds = LONG_POLL_SECONDS + 15
  const { api } = new Bot(token, { client: { apiRoot, timeoutSeconds } })
  const line = createLineHealth(log)
  const pace = createGroupPace({ perMinute: options.groupPerMinute })
  const stopping = new AbortController()
  let me: BotInfo | undefined
  let listening: Promise<void> = Promise.resolve()

  const meet = ({ id, username, first_name }: UserFromGetMe) => {
    me = { id, username, name: first_name }
  }
  const ear = createEar(options, { api, username: () => me?.username, signal: stopping.signal })

  return {
    channel: 'telegram',
    accountId,
    health: line.now,
    pace: { perSecond: 30, burst: 30 },
    canEdit: true,
    canReact: true,
    topics: createTopics({ api, botId: () => me?.id }),
    webhook: updates.mode === 'webhook' ? createTelegramWebhook(updates.secret, ear.take) : notHere,
    setMenu: (chat, commands) => setMenu(api, chat, commands),
    botInfo: () => me,

    async send(chat, message, signal) {
      if (!message.reaction) pace.take(chat)
      const send = sendMessage({ api, readFile, signal: inTime(signal) }, chat, message)
      const id = await send.catch(noting(pace, chat))
      // The message it is on has this number already.
      return message.reaction && String(id) === message.reaction.to
        ? { providerId: `reaction:${id}` }
        : asId(id)
    },
    async edit(chat, providerId, message, signal) {
      pace.take(chat)
      const at = { address: chat, messageId: Number(providerId) }
      const edit = editMessage({ api, readFile, signal: inTime(signal) }, at, message)
      return asId(await edit.catch(noting(pace, chat)))
    },
    async remove(chat, providerId) {
      const { chatId } = targetOf(chat)
      const signal = AbortSignal.timeout(SHORT_MS)
      const remove = () => api.deleteMessage(chatId, Number(providerId), native(signal))
      await calling(remove, true).catch(unlessGone)
    },
    download: (ref, signal) => downloadFile({ api, apiRoot, signal: inTime(signal) }, ref),

    async start() {
      const { firstPauseMs = 1000 } = options
      const hearing = { api, updates, line, take: ear.take, meet, firstPauseMs }
      listening = listen(hearing, stopping.signal)
      await Promise.race([line.known, listening])
    },
    async stop() {
      stopping.abort()
      await listening
      await ear.quiet()
    },
  }
}

type Hearing = { api: Api; username: () => string | undefined; signal: AbortSignal }

/** Takes updates however they come: lets go of tapped buttons at once, and writes all down. */
function createEar(
  { accountId, writeDown, log }: TelegramOptions,
  { api, username, signal }: Hearing,
) {
  const underWay = new Set<Promise<unknown>>()
  const tracked = (work: Promise<void>) => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }

  async function releaseButton(id: string) {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(SHORT_MS)])
    await api.answerCallbackQuery(id, {}, native(deadline)).catch((error: unknown) => {
      // Answered already, or too long ago: the update came twice, or late.
      log.debug({ reason: reasonOf(error) }, 'a tap could not be acknowledged')
    })
  }

  return {
    take: async (batch: Update[]) => {
      for (const { callback_query } of batch) {
        if (callback_query) void tracked(releaseButton(callback_query.id))
      }
      const me = { accountId, username: username() }
      await tracked(writeDown(batch.map((update) => hearUpdate(update, me))))
    },
    quiet: () => Promise.allSettled(underWay),
  }
}

const notHere: Webhook = async () => ({ status: 404 })

/** A deadline that passed before anything was sent is no mystery. */
function inTime(signal: AbortSignal) {
  if (signal.aborted) throw new Unreachable('There was no time left to send')
  return signal
}

function noting(pace: GroupPace, chat: string) {
  return (error: unknown): never => {
    pace.shut(chat, error)
    throw error
  }
}

function unlessGone(error: unknown) {
  const gone = error instanceof Rejected && /message to delete not found/.test(error.message)
  if (!gone) throw error
}

const asId = (id: number) => ({ providerId: String(id) })

const OFFICIAL = 'https://api.telegram.org'
const SHORT_MS = 10_000
