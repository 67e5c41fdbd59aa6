import { deliver } from '../../stand-in/deliver.ts'
import { badRequest } from './params.ts'

export type Update = { update_id: number } & Record<string, unknown>
export type Waiting = { update: Update; chat: number }

type Hooking = {
  url: string
  secret: string
  firstPauseMs: number
  onTaken: (waiting: Waiting) => void
}

/** Posts updates to the bot: one chat's one after the other, different chats' at the same time. */
export function createHook({ url, secret, firstPauseMs, onTaken }: Hooking) {
  const stopping = new AbortController()
  const chains = new Map<number, Promise<void>>()
  const headers = {
    'content-type': 'application/json',
    ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
  }

  async function postAfter(before: Promise<void> | undefined, waiting: Waiting) {
    await before
    const body = JSON.stringify(waiting.update)
    const { signal } = stopping
    if (await deliver(() => ({ url, headers, body }), { signal, firstPauseMs })) onTaken(waiting)
  }

  return {
    url,
    post(waiting: Waiting) {
      chains.set(waiting.chat, postAfter(chains.get(waiting.chat), waiting))
    },
    stop: () => stopping.abort(),
  }
}

export function checkHook(url: string, secret: string) {
  if (!/^[\w-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  // Only a machine's own Bot API server may post without TLS.
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  }
}
