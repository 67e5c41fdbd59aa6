import { createHmac, randomBytes } from 'node:crypto'
import { deliver } from '../../../stand-in/deliver.ts'
import type { Business } from './world.ts'

export type Change = { field: string; value: object }

export type PosterOptions = {
  business: Business
  appSecret: string
  url?: string | undefined
  firstPauseMs: number
}

/** Signs and posts; what is not taken is posted again until it is. */
export function createPoster({ business, appSecret, firstPauseMs, ...options }: PosterOptions) {
  let { url } = options
  const stopping = new AbortController()
  const lanes = new Map<string, Promise<unknown>>()

  async function postAfter(before: Promise<unknown> | undefined, changes: Change[]) {
    const body = escaped(envelope(business, changes))
    const signature = createHmac('sha256', appSecret).update(body).digest('hex')
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': `sha256=${signature}`,
    }
    await before
    const delivery = () => (url === undefined ? undefined : { url, headers, body })
    await deliver(delivery, { signal: stopping.signal, firstPauseMs })
  }

  return {
    /** News of one lane is posted in order; lanes go side by side. */
    post: (lane: string, changes: Change[]) =>
      void lanes.set(lane, postAfter(lanes.get(lane), changes)),
    sendTo(next: string) {
      url = next
    },
    async settled() {
      await Promise.all(lanes.values())
    },
    stop: () => stopping.abort(),
  }
}

/** Meta's hand-shake with whoever wants the news. */
export async function shakeHands(to: string, verifyToken: string): Promise<boolean> {
  const challenge = String(randomBytes(4).readUInt32BE())
  const asked = new URL(to)
  asked.searchParams.set('hub.mode', 'subscribe')
  asked.searchParams.set('hub.verify_token', verifyToken)
  asked.searchParams.set('hub.challenge', challenge)
  const answer = await fetch(asked)
  return answer.status === 200 && (await answer.text()) === challenge
}

function envelope({ wabaId }: Business, changes: Change[]) {
  const entry = []
  for (let at = 0; at < changes.length; at += 2) {
    entry.push({ id: wabaId, time: Date.now(), changes: changes.slice(at, at + 2) })
  }
  return { object: 'whatsapp_business_account', entry }
}

/** Meta signs its own spelling of JSON: who parses and writes it again gets other bytes. */
function escaped(value: object) {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uFFFF]/g, (char) => {
      const code = char.charCodeAt(0).toString(16)
      return `\\u${code.padStart(4, '0')}`
    })
}
