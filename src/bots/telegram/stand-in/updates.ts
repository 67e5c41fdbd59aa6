import { checkHook, createHook, type Waiting } from './hook.ts'
import { conflict, createLongPoll } from './long-poll.ts'
import { numberOf, objectOf, type Params, textOf } from './params.ts'

export type Updates = ReturnType<typeof createUpdates>

/** What the bot has not confirmed yet, and the two ways to hand it over: asked for, or posted. */
export function createUpdates(nextId: () => number, firstPauseMs: number) {
  let queue: Waiting[] = []
  let allowed: string[] | undefined
  let hook: ReturnType<typeof createHook> | undefined
  const poll = createLongPoll()

  function push(kind: string, about: object, chat: number) {
    if (allowed ? !allowed.includes(kind) : ASKED_FOR_ONLY.has(kind)) return
    const waiting = { update: { update_id: nextId(), [kind]: about }, chat }
    queue.push(waiting)
    hook?.post(waiting)
    poll.wake()
  }

  function remember(params: Params) {
    const wanted = objectOf(params, 'allowed_updates') as string[] | undefined
    if (wanted) allowed = wanted.length > 0 ? wanted : undefined
    if (objectOf(params, 'drop_pending_updates') === true) queue = []
  }

  function leaveHook(params?: Params) {
    hook?.stop()
    hook = undefined
    if (params) remember(params)
    return true
  }

  async function getUpdates(params: Params, gone: AbortSignal) {
    if (hook) throw conflict(HOOKED)
    poll.replace()
    remember(params)
    const offset = numberOf(params, 'offset') ?? 0
    if (offset < 0) queue = queue.slice(offset)
    else queue = queue.filter(({ update }) => update.update_id >= offset)

    if (queue.length === 0) await poll.wait(numberOf(params, 'timeout') ?? 0, gone)
    const limit = Math.min(numberOf(params, 'limit') ?? 100, 100)
    return queue.slice(0, limit).map(({ update }) => update)
  }

  const onTaken = (taken: Waiting) => {
    queue = queue.filter((other) => other !== taken)
  }

  function setWebhook(params: Params) {
    const url = textOf(params, 'url')
    if (url === '') return leaveHook(params)
    const secret = textOf(params, 'secret_token')
    checkHook(url, secret)
    leaveHook(params)
    hook = createHook({ url, secret, firstPauseMs, onTaken })
    for (const waiting of queue) hook.post(waiting)
    return true
  }

  const getWebhookInfo = () => ({
    url: hook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: queue.length,
  })

  return {
    push,
    getUpdates,
    setWebhook,
    deleteWebhook: leaveHook,
    getWebhookInfo,
    /** How many updates the bot has not confirmed. */
    pending: () => queue.length,
    stop: () => void leaveHook(),
  }
}

const HOOKED =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

/** Telegram sends these only to bots that name them. */
const ASKED_FOR_ONLY = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
