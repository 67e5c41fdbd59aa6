import { z } from 'zod'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { requestScript } from '../../domain/routers/hand-over-script.ts'
import { defineIntent } from '../intent.ts'
import { typed } from '../typed.ts'
import { readYesNo } from '../understand/read-quantity.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'
import { routerName } from './router-arguments.ts'

export const routerScript = defineIntent({
  name: 'router.script',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'skrip',
    aliases: ['script'],
    positional: ['nama'],
    about: {
      id: 'Skrip supaya router mengabari login',
      en: 'Script that has a router tell of logins',
    },
    examples: ['/router skrip pusat', '/router skrip pusat baru=ya'],
  },
  arguments: [routerName, rare('baru', ['new'], 'Ganti tokennya? (ya/tidak)', 'A new token?')],
  input: z.object({ nama: z.string().trim().min(1), baru: typed(readYesNo).optional() }),

  async confirm(deps, { nama, baru }, turn) {
    const { name } = await chooseRouter(deps, nama)
    return baru ? words(turn).routers.renewAsk(name) : undefined
  },
  async run(deps, { nama, baru = false }, turn) {
    const { person, conversationId } = turn
    const ask = { name: nama, renew: baru, by: person.id, conversationId }
    const { name } = await requestScript(deps, ask)
    return { text: words(turn).routers.scriptComing(name) }
  },
})
