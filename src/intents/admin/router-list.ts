import { z } from 'zod'
import { listRouters } from '../../domain/routers/list-routers.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const routerList = defineIntent({
  name: 'router.list',
  who: { permission: 'routers.view' },
  command: {
    noun: 'router',
    verb: 'daftar',
    aliases: ['list', 'lihat'],
    about: { id: 'Lihat semua router', en: 'See all routers' },
    examples: ['/router daftar'],
  },
  when: 'Somebody of the team wants to see the routers and how they are.',
  input: z.object({}),

  async run(deps, _input, turn) {
    const { routers } = words(turn)
    const all = await listRouters(deps)
    if (all.length === 0) return { text: routers.none }
    const lines = all.map((one) =>
      routers.line({
        name: one.name,
        address: `${one.host}:${one.port}${one.tls ? ' (TLS)' : ''}`,
        health: one.version === null ? 'unknown' : one.reachable === false ? 'down' : 'up',
        version: one.version,
        latencyMs: one.latency_ms,
        users: one.users,
        behind: one.behind,
        strangers: one.strangers,
        problem: one.problem,
      }),
    )
    return {
      text: [routers.title, ...lines].join('\n'),
      choices: all.slice(0, 10).map(({ name }) => ({
        label: routers.checkButton(name),
        act: { intent: 'router.check', input: { nama: name } },
      })),
    }
  },
})
