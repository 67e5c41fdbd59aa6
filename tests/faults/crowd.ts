import { setTimeout as pause } from 'node:timers/promises'
import type { CloudApi } from '../../src/bots/whatsapp/cloud/stand-in/cloud-api.ts'
import { until } from '../support/until.ts'

/** Words with an answer each that differs from the answers of its neighbours. */
const WORDS = ['poin', 'dokumen', 'saldo', 'menu']

const FIRST = '6281200000001'

/** Customers who write, and who remember what they should have been answered. */
export async function gather(whatsapp: CloudApi, { people }: { people: number }) {
  const numbers = Array.from({ length: people }, (_, n) => `62812${String(1_000_000 + n)}`)
  // Namesakes, since some answers greet by name.
  for (const number of [FIRST, ...numbers]) whatsapp.introduce(number, { name: 'Budi' })
  const answers = await learnAnswers(whatsapp)
  const asked = new Map(numbers.map((number) => [number, 0]))

  const heard = (number: string) =>
    whatsapp.messages(number).flatMap(({ mine, text }) => (mine ? [] : [text]))
  /** How many were answered, and how many answers came twice. Throws where the order is wrong. */
  function read(number: string) {
    let answered = 0
    let doubled = 0
    for (const text of heard(number)) {
      if (text === answers[answered % answers.length]) answered += 1
      else if (answered > 0 && text === answers[(answered - 1) % answers.length]) doubled += 1
      else throw new Error(`${number} was told “${text}” as answer ${answered + 1}`)
    }
    return { answered, doubled }
  }

  const waiting = () =>
    numbers.reduce((sum, number) => sum + (asked.get(number) ?? 0) - read(number).answered, 0)

  return {
    /** Everybody writes so many messages, at any moment within `withinMs`. */
    async write(messages: number, { draw, withinMs }: Writing) {
      await Promise.all(
        numbers.map(async (number) => {
          for (let n = 0; n < messages; n += 1) {
            await pause(draw(Math.ceil((2 * withinMs) / messages)))
            const count = asked.get(number) ?? 0
            asked.set(number, count + 1)
            whatsapp.say(number, WORDS[count % WORDS.length] ?? '')
          }
        }),
      )
    },
    /** Resolves with the milliseconds it took until nobody waited for an answer. */
    async content(withinMs: number) {
      const began = performance.now()
      await until(waiting, 0, withinMs)
      return performance.now() - began
    },
    asked: () => [...asked.values()].reduce((sum, count) => sum + count, 0),
    doubled: () => numbers.reduce((sum, number) => sum + read(number).doubled, 0),
  }
}

type Writing = { draw: (below: number) => number; withinMs: number }

/** What each word is answered while nothing dies. */
async function learnAnswers(whatsapp: CloudApi): Promise<string[]> {
  const answers: string[] = []
  for (const word of WORDS) {
    whatsapp.say(FIRST, word)
    const seen = await until(
      () => whatsapp.messages(FIRST).filter(({ mine }) => !mine),
      ({ length }) => length > answers.length,
    )
    answers.push(seen.at(-1)?.text ?? '')
  }
  if (new Set(answers).size < WORDS.length) throw new Error(`answers alike: ${answers.join('|')}`)
  return answers
}
