import { z } from 'zod'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { removeRouter } from '../../domain/routers/remove-router.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { routerName } from './router-arguments.ts'

export const routerRemove = defineIntent({
  name: 'router.remove',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'hapus',
    aliases: ['remove', 'delete'],
    positional: ['nama'],
    about: { id: 'Hapus router dari sistem', en: 'Remove a router from the system' },
    examples: ['/router hapus cabang'],
  },
  arguments: [routerName],
  input: z.object({ nama: z.string().trim().min(1) }),

  async confirm(deps, { nama }, turn) {
    return words(turn).routers.removeAsk((await chooseRouter(deps, nama)).name)
  },
  async run(deps, { nama }, turn) {
    const { name } = await removeRouter(deps, { name: nama, by: turn.person.id })
    return { text: words(turn).routers.removed(name) }
  },
})
