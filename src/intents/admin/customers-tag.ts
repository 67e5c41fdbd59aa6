import { z } from 'zod'
import { findCustomer } from '../../domain/people/find-customers.ts'
import { readTag, tagCustomer } from '../../domain/people/tag-customer.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

/** Broadcasts go by them. Words before the first `+` or `-` are still of the name. */
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
    const said = label.split(/[\s,]+/).filter(Boolean)
    const first = said.findIndex((word) => SIGNED.test(word))
    const signed = first === -1 ? [] : said.slice(first)
    // A bare word may be half a name or a slip: it never becomes a tag by itself.
    if (signed.length === 0 || !signed.every((word) => SIGNED.test(word))) {
      throw new Refusal('input.invalid', { field: 'label', problem: 'unsigned_tag' })
    }
    const one = await findCustomer(deps, [pelanggan, ...said.slice(0, first)].join(' '))
    const remove = signed.filter((word) => word.startsWith('-')).map(readTag)
    const add = signed.filter((word) => word.startsWith('+')).map(readTag)
    const by = turn.person.id
    const tags = await tagCustomer(deps, { personId: one.id, add, remove, by })
    const { people } = words(turn)
    return { text: people.tags(one.name ?? people.unnamed, tags) }
  },
})

const SIGNED = /^[+-]/
