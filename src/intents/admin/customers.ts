import { z } from 'zod'
import { formatRupiah } from '../../domain/money.ts'
import { renamePerson } from '../../domain/people/change-person.ts'
import { findCustomer, findCustomers } from '../../domain/people/find-customers.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const listCustomers = defineIntent({
  name: 'customers.find',
  who: { permission: 'customers.view' },
  command: {
    noun: 'pelanggan',
    verb: 'cari',
    aliases: ['find', 'search', 'daftar', 'list'],
    positional: ['kata'],
    about: { id: 'Cari pelanggan menurut nama atau nomor', en: 'Find customers by name or number' },
    examples: ['/pelanggan cari budi', '/pelanggan cari 0812', '/pelanggan daftar'],
  },
  input: z.object({ kata: z.string().trim().max(60).default('') }),
  async run(deps, { kata }, turn) {
    const { people } = words(turn)
    const found = await findCustomers(deps, { query: kata })
    if (found.length === 0) return { text: people.noCustomers }
    const lines = found.map(({ id, name, phone, payments, paid_rupiah }) =>
      people.customerLine(
        `${id} ${name ?? people.unnamed}`,
        phone ?? '-',
        payments,
        formatRupiah(paid_rupiah),
      ),
    )
    return { text: people.customers(lines) }
  },
})

export const renameCustomer = defineIntent({
  name: 'customers.rename',
  who: { permission: 'customers.edit' },
  command: {
    noun: 'pelanggan',
    verb: 'ubah',
    aliases: ['rename', 'edit'],
    positional: ['pelanggan', 'nama'],
    about: { id: 'Perbaiki nama pelanggan', en: 'Correct a customer name' },
    examples: ['/pelanggan ubah 12 "Budi Santoso"', '/pelanggan ubah 0812345678 nama="Siti"'],
  },
  arguments: [
    {
      name: 'pelanggan',
      aliases: ['customer'],
      ask: { id: 'Nomor pelanggan atau nomor HP?', en: 'Customer number or phone?' },
    },
    { name: 'nama', aliases: ['name'], ask: { id: 'Nama yang benar?', en: 'The right name?' } },
  ],
  input: z.object({
    pelanggan: z.string().trim().min(1).max(60),
    nama: z.string().trim().min(1).max(80),
  }),
  async run(deps, { pelanggan, nama }, turn) {
    const one = await findCustomer(deps, pelanggan)
    await renamePerson(deps, { personId: one.id, name: nama, by: turn.person.id })
    return { text: words(turn).people.renamed(nama) }
  },
})
