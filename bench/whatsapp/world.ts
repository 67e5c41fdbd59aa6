/** WhatsApp, and those who write to the shop, in a process of their own. */
import { setTimeout as pause } from 'node:timers/promises'
import { startWhatsApp } from '../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import { quantile } from '../figures.ts'
import { answerQuestions } from './other-process.ts'

export type Server = { wsUrl: string; certRoot: string; caPem: string }
/** Messages to each of these numbers, from so many customers in turn. */
export type Flood = { phones: string[]; customers: number; each: number; plain: boolean }
export type Talk = { phone: string; customers: number; seconds: number; perSecond: number }
export type Talked = { answers: number; p50Ms: number; p99Ms: number }

// Owners' phones are not what is measured: nobody reads the copies that they get.
const whatsApp = await startWhatsApp({ readsCopies: false })

answerQuestions(
  {
    server: (): Server => ({
      wsUrl: whatsApp.wsUrl,
      certRoot: whatsApp.certRoot.toString('hex'),
      caPem: whatsApp.caPem,
    }),
    scan({ qr, phone }: { qr: string; phone: string }) {
      whatsApp.scan(qr, { phone, name: 'Toko' })
    },
    async online({ phones }: { phones: string[] }) {
      for (const phone of phones) {
        await until(() => knows(phone) && whatsApp.business(phone).isOnline())
      }
    },
    /** Sealed and ready, and not said before `release`. */
    async write({ phones, customers, each, plain }: Flood) {
      const people = Array.from({ length: customers }, (_, place) => blindCustomer(place))
      for (const phone of phones) {
        whatsApp.business(phone).stall()
        for (let place = 0; place < each; place += 1) {
          await people[place % customers]?.sendText(phone, `pesan ${place}`, { plain })
          if (place % 100 === 99) await pause()
        }
      }
    },
    release({ phones }: { phones: string[] }) {
      for (const phone of phones) whatsApp.business(phone).resume()
    },
    /** Until the shop has said of everything that it has it. */
    async taken({ phones }: { phones: string[] }) {
      for (const phone of phones) await until(() => whatsApp.business(phone).backlog() === 0)
    },
    arrivals: ({ phone }: { phone: string }) => whatsApp.business(phone).arrivals(),
    async arrived({ phone, atLeast }: { phone: string; atLeast: number }) {
      await until(() => whatsApp.business(phone).arrivals() >= atLeast)
    },
    addresses: ({ customers }: { customers: number }) =>
      Array.from({ length: customers }, (_, place) => {
        const { key, jid } = blindCustomer(place)
        return { chat: key, jid }
      }),
    talk,
  },
  () => whatsApp.stop(),
)

const knows = (phone: string) => whatsApp.businesses().some((one) => one.phone === phone)

function blindCustomer(place: number) {
  return whatsApp.customer({ phone: `62815${String(place).padStart(7, '0')}`, blind: true })
}

/** Everybody writes, evenly spread, and reads what comes back. */
async function talk({ phone, customers, seconds, perSecond }: Talk): Promise<Talked> {
  const people = Array.from({ length: customers }, (_, place) =>
    whatsApp.customer({ phone: `62816${String(place).padStart(7, '0')}` }),
  )
  // Answers come in the order of the questions, chat by chat.
  const waiting = new Map<string, { since: number; answered: () => void }[]>()
  const latencies: number[] = []
  const forget = whatsApp.onChange((change) => {
    if (change.what !== 'received') return
    const one = waiting.get(change.customer)?.shift()
    if (!one) return
    latencies.push(performance.now() - one.since)
    one.answered()
  })
  const ask = (place: number, since: number) =>
    new Promise<void>((answered, failed) => {
      const person = people[place % customers]
      if (!person) return
      waiting.set(person.key, [...(waiting.get(person.key) ?? []), { since, answered }])
      person.sendText(phone, 'poin').catch(failed)
    })
  const began = performance.now()
  const answers: Promise<void>[] = []
  for (let place = 0; place < seconds * perSecond; place += 1) {
    const dueMs = began + (place * 1_000) / perSecond
    if (dueMs > performance.now()) await pause(dueMs - performance.now())
    // From when it should have gone out: a late start is the machine's fault, and counts.
    answers.push(ask(place, dueMs))
  }
  const late = pause(ANSWERED_WITHIN_MS, 'late', { ref: false })
  if ((await Promise.race([Promise.all(answers), late])) === 'late') {
    throw new Error(`${latencies.length} of ${answers.length} were answered`)
  }
  forget()
  return {
    answers: latencies.length,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  }
}

async function until(holds: () => boolean) {
  for (const deadline = performance.now() + 120_000; !holds(); await pause(2)) {
    if (performance.now() > deadline) throw new Error('It took too long')
  }
}

const ANSWERED_WITHIN_MS = 60_000
