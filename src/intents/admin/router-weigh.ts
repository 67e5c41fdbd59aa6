import { z } from 'zod'
import { weighRouter } from '../../domain/routers/weigh-router.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readCount } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import { routerName } from './router-arguments.ts'

export const routerWeigh = defineIntent({
  name: 'router.weigh',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'bobot',
    aliases: ['weight'],
    positional: ['nama', 'bobot'],
    about: {
      id: 'Bagian pelanggan untuk router (paket sebar=ya)',
      en: 'Share of customers of a router (packages with sebar=ya)',
    },
    examples: ['/router bobot pusat 2'],
  },
  arguments: [
    routerName,
    {
      name: 'bobot',
      aliases: ['weight'],
      ask: {
        id: 'Bobotnya? 1 sampai 100; bobot 2 mendapat pelanggan dua kali bobot 1.',
        en: 'Its weight? 1 to 100; 2 gets twice the customers of 1.',
      },
    },
  ],
  input: z.object({
    nama: z.string().trim().min(1),
    bobot: typed(readCount).pipe(z.number().int().min(1).max(100)),
  }),

  async run(deps, { nama, bobot }, turn) {
    const { name } = await weighRouter(deps, { name: nama, weight: bobot, by: turn.person.id })
    return { text: words(turn).routers.weighed(name, bobot) }
  },
})
