import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { choosePackage } from '../../domain/packages/choose-package.ts'
import { findCustomers } from '../../domain/people/find-customers.ts'
import { findOrCreateCustomer } from '../../domain/people/customers.ts'
import { may } from '../../domain/people/permission.ts'
import { readPhone } from '../../domain/people/phone.ts'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { ownLines } from '../../domain/subscriptions/show-subscription.ts'
import { startSubscription } from '../../domain/subscriptions/start-subscription.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { handPassword } from './hand-password.ts'
import { rare } from './package-arguments.ts'
import { linePackage, rupiahTyped } from './pppoe-arguments.ts'

export const pppoeCreate = defineIntent({
  name: 'pppoe.create',
  who: { permission: 'subscriptions.create' },
  command: {
    noun: 'pppoe',
    verb: 'buat',
    aliases: ['create', 'tambah', 'add', 'baru', 'bikin'],
    positional: ['nama', 'telepon', 'paket'],
    about: { id: 'Buat langganan PPPoE', en: 'Make a PPPoE subscription' },
    examples: [
      '/pppoe buat "Budi Santoso" 081234567890 rumah20',
      '/pppoe buat Siti 0812000111 rumah20 user=siti.rumah ip=10.20.30.40 diskon=10rb alamat="Jl. Melati 5"',
    ],
  },
  arguments: [
    {
      name: 'nama',
      aliases: ['name', 'pelanggan'],
      ask: { id: 'Nama pelanggannya?', en: 'Name of the customer?' },
    },
    {
      name: 'telepon',
      aliases: ['phone', 'hp', 'wa', 'nomor'],
      ask: { id: 'Nomor WhatsApp pelanggan?', en: 'WhatsApp number of the customer?' },
      rule: { id: 'nomor HP, mis. 081234567890', en: 'a phone number, e.g. 081234567890' },
    },
    linePackage,
    rare('user', ['username'], 'User PPPoE?', 'PPPoE user?'),
    { ...rare('sandi', ['password'], 'Sandi PPPoE?', 'PPPoE password?'), secret: true },
    rare('ip', ['alamat-ip'], 'Alamat IP tetap?', 'Static IP?'),
    rare('router', [], 'Router yang mana?', 'Which router?'),
    rare('harga', ['price'], 'Harga khusus?', 'A price of its own?'),
    rare('diskon', ['discount', 'potongan'], 'Potongan tiap tagihan?', 'Off every bill?'),
    rare('alamat', ['address'], 'Alamat rumahnya?', 'Where do they live?'),
  ],
  input: z.object({
    nama: z.string().trim().min(1).max(80),
    telepon: typed(readPhone),
    paket: z.string().trim().min(1),
    user: z.string().trim().min(1).max(63).optional(),
    sandi: z.string().min(1).max(64).optional(),
    ip: z.string().trim().optional(),
    router: z.string().trim().min(1).optional(),
    harga: rupiahTyped.optional(),
    diskon: rupiahTyped.optional(),
    alamat: z.string().trim().min(1).max(300).optional(),
  }),

  async confirm(deps, { telepon }, turn) {
    const [known] = await findCustomers(deps, { query: telepon, limit: 1 })
    const lines = known ? await ownLines(deps, known.id) : []
    if (!known || lines.length === 0) return undefined
    const usernames = lines.map(({ username }) => username)
    return words(turn).subscriptions.askSecond(known.name ?? telepon, usernames)
  },

  async run(deps, input, turn) {
    const { subscriptions: say } = words(turn)
    const money = input.harga !== undefined || input.diskon !== undefined
    if (money && !may(turn.person, 'subscriptions.manage')) return { text: say.notYours }
    const by = turn.person.id
    const wanted = await choosePackage(deps, input.paket)
    const router = input.router === undefined ? undefined : await chooseRouter(deps, input.router)
    const { telepon: phone, nama: name, alamat: address } = input
    const customer = await findOrCreateCustomer(deps, { phone, name, address: address ?? null, by })
    const started = await startSubscription(deps, {
      personId: customer.personId,
      packageId: wanted.id,
      ...(router && { routerId: router.id }),
      ...(input.user !== undefined && { username: input.user }),
      ...(input.sandi !== undefined && { password: input.sandi }),
      ...(input.ip !== undefined && { staticAddress: input.ip }),
      ...(input.harga !== undefined && { priceRupiah: input.harga }),
      ...(input.diskon !== undefined && { discountRupiah: input.diskon }),
      by,
    })
    const price = formatRupiah(input.harga ?? wanted.price_rupiah)
    const made = { package: wanted.name, price }
    const about = say.created({ ...made, customer: customer.name, isNew: customer.isNew })
    return handPassword(deps, turn, { ...started, about })
  },
})
