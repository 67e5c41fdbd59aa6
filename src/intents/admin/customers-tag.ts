import { z } from 'zod'
import { findCustomer } from '../../domain/people/find-customers.ts'
import { readTag, tagCustomer } from '../../domain/people/tag-customer.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** Broadcasts go by them. A tag without a sign is put on. */
export const customerTag = defineIntent({
  name: 'customers.tag',
  who: { permission: 'customers.edit' },
  command: {
    noun: 'pelanggan',
    verb: 'label',
    aliases: ['tag', 'tags'],
    positional: ['pelanggan', 'label'],
    about: {
      id: 'Beri atau lepas label pelanggan',
      en: 'Put tags on a customer, or take them off',
    },
    examples: ['/pelanggan label 12 +vip -baru', '/pelanggan label "Budi Santoso" +rt05'],
  },
  arguments: [
    {
      name: 'pelanggan',
      aliases: ['customer'],
      ask: { id: 'Nomor pelanggan atau nomor HP?', en: 'Customer number or phone?' },
    },
    {
      name: 'label',
      aliases: ['tag'],
      ask: { id: 'Label apa? Mis. +vip -baru', en: 'Which tags? E.g. +vip -new' },
    },
  ],
  input: z.object({
    pelanggan: z.string().trim().min(1).max(60),
    label: z.string().trim().min(1).max(300),
  }),
  async run(deps, { pelanggan, label }, turn) {
    const one = await findCustomer(deps, pelanggan)
    const said = label.split(/[\s,]+/).filter(Boolean)
    const remove = said.filter((word) => word.startsWith('-')).map(readTag)
    const add = said.filter((word) => !word.startsWith('-')).map(readTag)
    const by = turn.person.id
    const tags = await tagCustomer(deps, { personId: one.id, add, remove, by })
    const { people } = words(turn)
    return { text: people.tags(one.name ?? people.unnamed, tags) }
  },
})
