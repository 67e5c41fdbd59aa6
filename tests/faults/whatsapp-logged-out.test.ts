import { expect, test } from 'vitest'
import { seededDice } from '../../src/adapters/routeros/simulator/faults.ts'
import { until } from '../support/until.ts'
import { seed } from './rounds.ts'
import { gatherOnWhatsApp } from './whatsapp-crowd.ts'
import { LEAKS, openLinkedPlace } from './whatsapp-place.ts'

const ONE = '6281100000001'
const TWO = '6281100000002'

test(
  'what waits on a number that is logged out goes out from the other one, after one word on why',
  { timeout: 120_000 },
  async () => {
    const draw = seededDice(seed)
    const { place, program } = await openLinkedPlace([ONE, TWO])
    const { whatsapp } = place
    const crowd = await gatherOnWhatsApp(place, { people: 4, phones: [ONE, TWO] })
    await crowd.write(1, { draw, withinMs: 300 })
    await crowd.content(20_000)

    // The number finds us too fast: what it is to say waits.
    whatsapp.business(TWO).fail({ does: 'nack', code: 503, times: 100_000 })
    await crowd.write(3, { draw, withinMs: 500, only: TWO })
    await until(() => place.queued(TWO), 6, 20_000)
    whatsapp.business(TWO).end(401)
    await place.isIn(TWO, 'unlinked')

    const ms = await crowd.content(30_000)
    const { wrong } = await crowd.examine()
    expect(wrong).toEqual([])
    // Of what came from the first number, by whose customers they are.
    const fromOne = (of: string) =>
      crowd.customers
        .filter(({ to }) => to === of)
        .map(({ handset }) =>
          handset
            .received()
            .filter(({ account }) => account === ONE)
            .map(({ text }) =>
              text?.includes('kami lanjutkan dari nomor ini') ? 'why' : 'answer',
            ),
        )
    expect(fromOne(ONE)).toEqual(twice('answer'))
    expect(fromOne(TWO)).toEqual(twice('why', 'answer', 'answer', 'answer'))
    console.log(
      `seed ${seed}: six answers went out from the other number within ${Math.round(ms)} ms`,
    )
    await program.stop()
    expect(place.said()).not.toMatch(LEAKS)
  },
)

const twice = (...words: string[]) => Array.from({ length: 2 }, () => words)
