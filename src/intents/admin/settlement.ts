import { z } from 'zod'
import { type Day, dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import { readDay } from '../../domain/payments/read-mutations-days.ts'
import { chooseGateway, heldBy, settleGateway } from '../../domain/payments/settle-gateway.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { amountArgument, MOST_RUPIAH, readRupiah } from './invoice-arguments.ts'
import { rare } from './package-arguments.ts'

const rupiah = typed(readRupiah).pipe(z.number().int().min(0).max(MOST_RUPIAH))
const schema = z.object({
  gateway: z.string().trim().min(1).max(40),
  jumlah: rupiah.pipe(z.number().min(1)),
  ref: z.string().trim().min(1).max(80),
  biaya: rupiah.default(0),
  tgl: z.string().trim().min(1).max(40).optional(),
})
type Typed = z.output<typeof schema>

export const settlement = defineIntent({
  name: 'payment.settle',
  who: { permission: 'payments.confirm' },
  command: {
    noun: 'bayar',
    verb: 'cair',
    aliases: ['settle', 'pencairan', 'settlement'],
    positional: ['gateway', 'jumlah'],
    about: {
      id: 'Catat uang yang dicairkan gateway ke rekening',
      en: 'Record what a gateway paid out',
    },
    examples: [
      '/bayar cair duitku 1.250.000 biaya=8.750 ref=D2611-0042',
      '/bayar cair xendit 980rb ref=XD-19 tgl=20/11',
    ],
  },
  arguments: [
    {
      name: 'gateway',
      aliases: ['dari'],
      ask: { id: 'Gateway yang mana?', en: 'Which gateway?' },
      offer: async ({ gateways }) =>
        [...gateways.keys()].map((one) => ({ label: one, value: one })),
    },
    {
      ...amountArgument,
      ask: { id: 'Berapa yang masuk ke rekening?', en: 'How much came to the account?' },
    },
    {
      name: 'ref',
      aliases: ['nomor', 'referensi', 'reference'],
      ask: {
        id: 'Nomor pencairannya di gateway? (agar tidak tercatat dua kali)',
        en: "The gateway's number of the payout? (so that it is recorded once)",
      },
    },
    {
      ...rare('biaya', ['fee'], 'Biaya yang dipotong gateway?', 'What did the gateway keep?'),
      rule: { id: 'jumlah uang, mis. 8.750', en: 'an amount, e.g. 8,750' },
    },
    {
      ...rare('tgl', ['tanggal', 'day', 'date'], 'Tanggal berapa?', 'On which day?'),
      rule: { id: 'tanggal, mis. 20/11', en: 'a day, e.g. 20/11' },
    },
  ],
  input: schema,
  async confirm(deps, input, turn) {
    const { gateway, day } = read(deps, input)
    return words(turn).moneyChecks.settleAsk({
      gateway,
      amountRupiah: input.jumlah,
      feeRupiah: input.biaya,
      day,
      heldRupiah: await heldBy(deps, gateway),
    })
  },
  async run(deps, input, turn) {
    const { gateway, day } = read(deps, input)
    const { leftRupiah } = await settleGateway(deps, {
      gateway,
      amountRupiah: input.jumlah,
      feeRupiah: input.biaya,
      day,
      reference: input.ref,
      by: turn.person.id,
    })
    return { text: words(turn).moneyChecks.settled(gateway, input.jumlah, leftRupiah) }
  },
})

function read(deps: Pick<Deps, 'gateways' | 'now' | 'business'>, { gateway, tgl }: Typed) {
  const today = dayOf(deps.now(), deps.business.timeZone)
  const day: Day | undefined = tgl === undefined ? today : readDay(tgl, today)
  if (day === undefined) throw new Refusal('input.invalid', { field: 'tgl', problem: '20/11' })
  return { gateway: chooseGateway(deps, gateway), day }
}
