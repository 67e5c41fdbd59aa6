/** The world outside, in a process of its own: Meta's stand-in, and customers who write. */
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type CloudApi, startCloudApi } from '../../src/bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { quantile } from '../figures.ts'
import type { Line } from './shop.ts'

export type Asked = {
  webhookUrl: string
  chats: number
  seconds: number
  /** Messages a second, evenly; without it everybody writes again as soon as the answer is there. */
  perSecond?: number
}
export type Told = { replies: number; seconds: number; p50Ms: number; p99Ms: number }

/** A process that runs this file talks with whoever started it. */
export async function playPhones(tell: (message: Line | Told) => void) {
  const meta = await startCloudApi({ statuses: false })
  // Nobody is told through the stand-in's own poster: ours signs as Meta does and costs less.
  meta.webhooks.hold()
  let runs = 0
  process.on('message', (asked: Asked) => {
    runs += 1
    void write(meta, asked, runs).then(tell)
  })
  process.on('disconnect', () => void meta.stop().then(() => process.exit()))
  const { url: graphUrl, phoneNumberId, token, appSecret, verifyToken } = meta
  tell({ graphUrl, phoneNumberId, token, appSecret, verifyToken })
}

async function write(meta: CloudApi, asked: Asked, run: number): Promise<Told> {
  const { chats, seconds, perSecond } = asked
  const numbers = Array.from({ length: chats }, (_, n) => `62811${String(n).padStart(7, '0')}`)
  // Opens the 24 hours in which a business may answer.
  if (run === 1) for (const number of numbers) meta.say(number, 'halo')

  const send = createPoster(asked.webhookUrl, meta)
  // Answers come in the order of the questions, chat by chat.
  const waiting = new Map<string, { since: number; answered: () => void }[]>()
  const latencies: number[] = []
  const forget = meta.onChange((change) => {
    if (change.what !== 'added' || change.message.mine) return
    const one = waiting.get(change.phone)?.shift()
    if (!one) return
    latencies.push(performance.now() - one.since)
    one.answered()
  })
  let sent = 0
  const ask = (number: string, since: number) =>
    new Promise<void>((answered) => {
      const before = waiting.get(number) ?? []
      waiting.set(number, [...before, { since, answered }])
      send(number, `wamid.bench.${run}.${(sent += 1)}`)
    })

  const began = performance.now()
  const endMs = began + seconds * 1_000
  if (perSecond === undefined) {
    await Promise.all(
      numbers.map(async (number) => {
        while (performance.now() < endMs) await ask(number, performance.now())
      }),
    )
  } else {
    const answers: Promise<void>[] = []
    for (let place = 0; ; place += 1) {
      const dueMs = began + (place * 1_000) / perSecond
      if (dueMs > endMs) break
      if (dueMs > performance.now()) await pause(dueMs - performance.now())
      // From when it should have gone out: a late start is the machine's fault, and counts.
      answers.push(ask(numbers[place % chats] ?? '', dueMs))
    }
    await Promise.all(answers)
  }
  forget()
  return {
    replies: latencies.length,
    seconds: (performance.now() - began) / 1_000,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  }
}

/** One message a post, signed, over kept connections. What is not taken ends the run. */
function createPoster(url: string, { phoneNumberId, appSecret }: CloudApi) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return (number: string, id: string) => {
    const timestamp = String(Math.floor(Date.now() / 1_000))
    const message = { from: number, id, timestamp, type: 'text', text: { body: 'poin' } }
    const contact = { profile: { name: `Customer ${number.slice(-4)}` }, wa_id: number }
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '6281100009999', phone_number_id: phoneNumberId },
      contacts: [contact],
      messages: [message],
    }
    const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }]
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
    }
    const posting = request(url, { method: 'POST', headers, agent }, (answer) => {
      answer.resume()
      if (answer.statusCode !== 200) throw new Error(`The webhook answered ${answer.statusCode}`)
    })
    posting.end(body)
  }
}
