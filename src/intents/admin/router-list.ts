import { z } from 'zod'
import { listRouters } from '../../domain/routers/list-routers.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { lineOf } from './router-panel.ts'

export const routerList = defineIntent({
  name: 'router.list',
  who: { permission: 'routers.view' },
  command: {
    noun: 'router',
    verb: '',
    aliases: ['daftar', 'list'],
    about: { id: 'Lihat semua router', en: 'See all routers' },
    examples: ['/router', '/router daftar'],
  },
  when: 'Somebody of the team wants to see the routers and how they are.',
  input: z.object({}),

  async run(deps, _input, turn) {
    const { routers } = words(turn)
    const all = await listRouters(deps)
    if (all.length === 0) return { text: routers.none }
    const lines = all.map((one) => routers.line(lineOf(deps, one)))
    return {
      text: [routers.title, ...lines, routers.pick].join('\n'),
      choices: all.slice(0, 20).map(({ name }) => ({
        label: name,
        act: { intent: 'router.show', input: { nama: name } },
      })),
    }
  },
})
