import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import type { WhatsAppStandIn } from '../../src/bots/whatsapp/baileys/stand-in/whatsapp-server.ts'
import type { Db } from '../../src/domain/tables.ts'
import { until } from '../support/until.ts'

/** Words with an answer each that differs from the answers of its neighbours. */
const WORDS = ['poin', 'dokumen', 'saldo', 'menu']

const FIRST = '6281200000001'

type Asked = { id: string; customer: string; to: string; word: string; at: number }

/**
 * Customers with real keys who write to our numbers, half of them to each. Every message has an id
 * by which it is found in the inbox, and its answer behind it.
 */
export async function gatherOnWhatsApp(
  { whatsapp, db }: { whatsapp: WhatsAppStandIn; db: Db },
  { people, phones }: { people: number; phones: string[] },
) {
  const customers = Array.from({ length: people }, (_, n) => ({
    phone: `62812${String(1_000_000 + n)}`,
    to: phones[n % phones.length] ?? '',
    // Older phones are known by their number.
    addressing: n % 5 === 4 ? ('pn' as const) : ('lid' as const),
  })).map((one) => ({ ...one, handset: whatsapp.customer({ ...one, name: 'Budi' }) }))
  const answers = await learnAnswers(whatsapp, phones[0] ?? '')
  const asked: Asked[] = []

  return {
    customers,
    asked: () => asked,
    /** How far a message got, as its writer sees it. */
    fateOf: (id: string) => customers.map(({ handset }) => handset.fateOf(id)).find(Boolean),
    /** Everybody writes so many messages, at any moment within `withinMs`. */
    async write(messages: number, { draw, withinMs, plain, only }: Writing) {
      const writers = customers.filter(({ to }) => only === undefined || to === only)
      await Promise.all(
        writers.map(async ({ phone, to, handset }) => {
          for (let n = 0; n < messages; n += 1) {
            await pause(draw(Math.ceil((2 * withinMs) / messages)))
            const count = asked.filter(({ customer }) => customer === phone).length
            const word = WORDS[count % WORDS.length] ?? ''
            const id = `3A${phone.slice(-8)}${String(count).padStart(10, '0')}`
            asked.push({ id, customer: phone, to, word, at: Date.now() })
            await handset.sendText(to, word, { id, plain })
          }
        }),
      )
    },
    /** Resolves with the milliseconds until everybody was answered; some may be excused. */
    async content(withinMs: number, isExcused: (one: Asked) => boolean = () => false) {
      const began = performance.now()
      const due = asked.filter((one) => !isExcused(one))
      await until(
        () => unanswered(db, customers, due),
        (left) => left.length === 0,
        withinMs,
      ).catch(async (error: unknown) => {
        throw new Error(await sayMissing(db, customers, due), { cause: error })
      })
      return performance.now() - began
    },
    /** Everything that must be so in the end; a list of what is not. */
    examine: () => examine({ db, customers, asked, answers }),
  }
}

type Writing = {
  draw: (below: number) => number
  withinMs: number
  plain?: boolean
  only?: string
}

type Customers = { phone: string; to: string; handset: ReturnType<WhatsAppStandIn['customer']> }[]

type Answered = { id: string; inbox_id: number; account_id: number; answers: (string | null)[] }

/** By the id of each message: where it is in the inbox, and what was said to it. */
async function findAnswers(db: Db): Promise<Map<string, Answered[]>> {
  const { rows } = await sql<Answered>`
    select i.provider_id as id, i.id as inbox_id, i.account_id,
      coalesce(array_agg(o.provider_id order by o.id) filter (where o.id is not null), '{}') as answers
    from inbox i left join outbox o on o.correlation = i.correlation and o.from_bot
    where i.kind <> 'status' group by i.id`.execute(db)
  return Map.groupBy(rows, ({ id }) => id)
}

async function unanswered(db: Db, customers: Customers, due: Asked[]): Promise<Asked[]> {
  const found = await findAnswers(db)
  const heard = new Map(
    customers.map(({ phone, handset }) => [phone, new Set(handset.received().map(({ id }) => id))]),
  )
  return due.filter(({ id, customer }) => {
    const answers = found.get(id)?.flatMap((one) => one.answers) ?? []
    return !answers.some((answer) => answer !== null && heard.get(customer)?.has(answer))
  })
}

async function sayMissing(db: Db, customers: Customers, due: Asked[]) {
  const missing = await unanswered(db, customers, due)
  const found = await findAnswers(db)
  const say = ({ id, customer, to, word }: Asked) => {
    const fate = customers.find(({ phone }) => phone === customer)?.handset.fateOf(id)
    const rows = JSON.stringify(found.get(id) ?? 'not in the inbox')
    return `${customer} → ${to} ${id} “${word}” (${fate ?? 'no receipt'}): ${rows}`
  }
  return [`${missing.length} without an answer:`, ...missing.slice(0, 12).map(say)].join('\n')
}

type Examined = { db: Db; customers: Customers; asked: Asked[]; answers: Map<string, string> }

async function examine({ db, customers, asked, answers }: Examined) {
  const found = await findAnswers(db)
  const ours = await db
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .where('outbox.provider_id', 'is not', null)
    .select(['outbox.provider_id', 'conversations.chat'])
    .execute()
  const chatOf = new Map(ours.map(({ provider_id, chat }) => [provider_id ?? '', chat]))
  const wrong: string[] = []
  for (const { id, customer } of asked) {
    const rows = found.get(id) ?? []
    if (rows.length > 1) wrong.push(`${id} of ${customer} is in the inbox ${rows.length} times`)
    const said = rows.flatMap((row) => row.answers)
    if (said.length > 1) wrong.push(`${id} of ${customer} has ${said.length} answers`)
  }
  let repeated = 0
  for (const { phone, handset } of customers) {
    const mine = asked.filter(({ customer }) => customer === phone)
    const asks = new Map(
      mine.flatMap((one) =>
        (found.get(one.id) ?? []).flatMap((row) =>
          row.answers.map((answer) => [answer, { ...one, inboxId: row.inbox_id }] as const),
        ),
      ),
    )
    let latest = new Map<string, number>()
    const arrived = handset.arrived()
    const read = handset
      .received()
      .toSorted((one, other) => arrived.indexOf(one.id) - arrived.indexOf(other.id))
    for (const { id, text, times, account } of read) {
      repeated += times - 1
      const chat = chatOf.get(id)
      if (chat === undefined) wrong.push(`${phone} was told “${text}” as ${id}, which is not ours`)
      else if (chat !== phone) wrong.push(`${phone} was told what was meant for ${chat}`)
      const ask = asks.get(id)
      if (!ask) continue
      if (text !== answers.get(ask.word)) wrong.push(`${phone} was told “${text}” to ${ask.word}`)
      if (ask.inboxId < (latest.get(account) ?? 0)) {
        wrong.push(`${phone} was answered out of order: ${ask.id}, ${times} times, behind another`)
      }
      latest = latest.set(account, Math.max(latest.get(account) ?? 0, ask.inboxId))
    }
  }
  return { wrong, repeated, late: outOfOrder(asked, found) }
}

/** Messages that stand in the inbox behind one that the same customer wrote later. */
function outOfOrder(asked: Asked[], found: Map<string, Answered[]>) {
  const last = new Map<string, number>()
  return asked.filter(({ id, customer }) => {
    const at = found.get(id)?.[0]?.inbox_id
    if (at === undefined) return false
    const isBehind = at < (last.get(customer) ?? 0)
    last.set(customer, Math.max(at, last.get(customer) ?? 0))
    return isBehind
  }).length
}

/** What each word is answered while nothing goes wrong. */
async function learnAnswers(whatsapp: WhatsAppStandIn, to: string) {
  const first = whatsapp.customer({ phone: FIRST, name: 'Budi' })
  const answers = new Map<string, string>()
  for (const word of WORDS) {
    await first.sendText(to, word)
    const seen = await until(
      () => first.received(),
      ({ length }) => length > answers.size,
    )
    answers.set(word, seen.at(-1)?.text ?? '')
  }
  if (new Set(answers.values()).size < WORDS.length) throw new Error('answers alike')
  return answers
}
