import { z } from 'zod'
import { findOrCreateCustomer } from '../../domain/people/customers.ts'
import { readPhone } from '../../domain/people/phone.ts'
import { showCustomer } from '../../domain/people/show-customer.ts'
import { ownLines } from '../../domain/subscriptions/show-subscription.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'
import { lightOf } from './pppoe-check.ts'

export const customerAdd = defineIntent({
  name: 'customers.add',
  who: { permission: 'customers.edit' },
  command: {
    noun: 'pelanggan',
    verb: 'tambah',
    aliases: ['add', 'buat', 'baru'],
    positional: ['nama', 'telepon', 'alamat'],
    about: { id: 'Catat pelanggan baru', en: 'Note a new customer' },
    examples: ['/pelanggan tambah "Budi Santoso" 081234567890 "Jl. Melati 5"'],
  },
  arguments: [
    { name: 'nama', aliases: ['name'], ask: { id: 'Namanya?', en: 'The name?' } },
    {
      name: 'telepon',
      aliases: ['phone', 'hp', 'wa'],
      ask: { id: 'Nomor WhatsApp-nya?', en: 'The WhatsApp number?' },
      rule: { id: 'nomor HP, mis. 081234567890', en: 'a phone number, e.g. 081234567890' },
    },
    rare('alamat', ['address'], 'Alamatnya?', 'The address?'),
  ],
  input: z.object({
    nama: z.string().trim().min(1).max(80),
    telepon: typed(readPhone),
    alamat: z.string().trim().min(1).max(300).optional(),
  }),
  async run(deps, { nama: name, telepon: phone, alamat }, turn) {
    const { subscriptions: say } = words(turn)
    const by = turn.person.id
    const one = await findOrCreateCustomer(deps, { phone, name, address: alamat ?? null, by })
    return { text: say.customerAdded(one.personId, one.name, one.isNew) }
  },
})

export const customerCheck = defineIntent({
  name: 'customers.check',
  who: { permission: 'customers.view' },
  command: {
    noun: 'pelanggan',
    verb: 'cek',
    aliases: ['check', 'lihat', 'show'],
    usual: true,
    positional: ['pelanggan'],
    about: { id: 'Lihat satu pelanggan dan langganannya', en: 'See a customer and the lines' },
    examples: ['/pelanggan cek 12', '/pelanggan cek 081234567890'],
  },
  arguments: [
    {
      name: 'pelanggan',
      aliases: ['customer'],
      ask: {
        id: 'Pelanggan siapa? (nomor, HP, atau nama)',
        en: 'Which customer? (number, phone, name)',
      },
    },
  ],
  input: z.object({ pelanggan: z.string().trim().min(1).max(60) }),
  async run(deps, { pelanggan }, turn) {
    const { subscriptions: say } = words(turn)
    const one = await showCustomer(deps, pelanggan)
    const lines = await ownLines(deps, one.id)
    return {
      text: say.customer({
        ...one,
        name: one.name ?? say.unnamed,
        lines: lines.map((line) => `${lightOf(line)} ${line.username} · ${line.package}`),
      }),
      choices: lines.slice(0, 8).map(({ username }) => ({
        label: username,
        act: { intent: 'pppoe.check', input: { user: username } },
      })),
    }
  },
})
