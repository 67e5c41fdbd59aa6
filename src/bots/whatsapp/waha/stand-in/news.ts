import { createHmac, randomBytes } from 'node:crypto'
import { deliver } from '../../../stand-in/deliver.ts'
import type { WebhookConfig } from '../wire.ts'
import type { Session, World } from './world.ts'

export type News = ReturnType<typeof createNews>

type Post = { webhook: WebhookConfig; body: string; at: number }
type Told = { session: Session; event: string; payload: object }

/** What whoever asked for it is told: signed, and posted until it is taken. */
export function createNews(world: World, { firstPauseMs }: { firstPauseMs: number }) {
  const stopping = new AbortController()
  const lanes = new Map<string, Promise<unknown>>()
  const said: object[] = []
  let held: { lane: string; post: Post }[] | undefined
  let repeated = false

  function tell(lane: string, { session, event, payload }: Told) {
    const at = world.now().getTime()
    const envelope = {
      ...(!world.isOld && { id: `evt_${randomBytes(13).toString('hex')}`, timestamp: at }),
      event,
      session: session.name,
      metadata: session.config.metadata ?? {},
      me: session.status === 'WORKING' ? (session.me ?? null) : null,
      payload,
      engine: world.engine,
      environment: { version: '2026.7.1', engine: world.engine, tier: 'CORE' },
    }
    said.push(envelope)
    if (said.length > MOST_SAID) said.shift()
    for (const webhook of session.config.webhooks ?? []) {
      if (!webhook.events?.includes(event)) continue
      const post = { webhook, body: JSON.stringify(envelope), at }
      if (held) held.push({ lane, post })
      else send(lane, post)
    }
  }

  function send(lane: string, post: Post) {
    queue(lane, post)
    if (repeated) queue(`${lane}/again`, post)
  }

  function queue(lane: string, { webhook, body, at }: Post) {
    const before = lanes.get(lane)
    const delivery = { url: webhook.url ?? '', headers: headersOf(webhook, body, at), body }
    const posted = async () => {
      await before
      await deliver(() => delivery, { signal: stopping.signal, firstPauseMs })
    }
    lanes.set(lane, posted())
  }

  return {
    tell,
    /** Everything said so far, posted to somebody or not. */
    said: () => [...said],
    /** Keeps everything back until it is released. */
    hold: () => void (held ??= []),
    release({ backwards, twice }: { backwards?: boolean; twice?: boolean } = {}) {
      const kept = [...(held ?? [])]
      if (backwards) kept.reverse()
      held = undefined
      for (const { post } of twice ? [...kept, ...kept] : kept) send('released', post)
    },
    /** Tells everything twice from now on, or no longer. */
    repeat: (on: boolean) => void (repeated = on),
    /** Resolves when everything told so far has been taken. */
    settled: async () => {
      await Promise.all(lanes.values())
    },
    stop: () => stopping.abort(),
  }
}

/** As WAHA makes them: once for an event, the same at every try. */
function headersOf({ hmac, customHeaders }: WebhookConfig, body: string, at: number) {
  const key = hmac?.key
  return {
    'content-type': 'application/json',
    'user-agent': 'WAHA/2026.7.1',
    'x-webhook-request-id': randomBytes(8).toString('hex'),
    'x-webhook-timestamp': String(at),
    ...(key && {
      'x-webhook-hmac': createHmac('sha512', key).update(body).digest('hex'),
      'x-webhook-hmac-algorithm': 'sha512',
    }),
    ...Object.fromEntries((customHeaders ?? []).map(({ name, value }) => [name, value])),
  }
}

const MOST_SAID = 1000
