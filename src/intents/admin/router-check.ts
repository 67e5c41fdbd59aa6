import { z } from 'zod'
import { requestCheck } from '../../domain/routers/request-check.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { routerName } from './router-arguments.ts'

export const routerCheck = defineIntent({
  name: 'router.check',
  who: { permission: 'routers.view' },
  command: {
    noun: 'router',
    verb: 'cek',
    aliases: ['check', 'test', 'tes'],
    positional: ['nama'],
    about: { id: 'Cek sambungan router', en: 'Check the connection of a router' },
    examples: ['/router cek pusat'],
  },
  arguments: [routerName],
  when: 'Somebody of the team wants to know whether a router works.',
  input: z.object({ nama: z.string().trim().min(1) }),

  async run(deps, { nama }, turn) {
    const { conversationId } = turn
    const { name } = await requestCheck(deps, { name: nama, conversationId })
    return { text: words(turn).routers.checking(name) }
  },
})
