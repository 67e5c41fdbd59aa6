import { may } from '../../domain/people/permission.ts'
import { requestLook } from '../../domain/routers/look-at-router.ts'
import type { RouterLook } from '../../domain/routers/router-view.ts'
import { type Command, defineIntent, type Intent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { routerName } from './router-arguments.ts'
import { onPanel, panelInput, slotOf } from './router-panel.ts'

/** A look at a router: answered at once, and shown in the same message when the router has answered. */
function lookIntent(
  name: string,
  look: RouterLook,
  { when, ...command }: Pick<Command, 'verb' | 'aliases' | 'about'> & { when?: string },
): Intent {
  return defineIntent({
    name,
    who: { permission: 'routers.view' },
    command: {
      ...command,
      noun: 'router',
      positional: ['nama'],
      examples: [`/router ${command.verb} pusat`],
    },
    arguments: [routerName],
    ...(when && { when }),
    input: panelInput,

    async run(deps, { nama, slot }, turn) {
      const router = await requestLook(deps, {
        name: nama,
        look,
        conversationId: turn.conversationId,
        slot: slotOf(turn, slot),
        manages: may(turn.person, 'routers.manage'),
        language: turn.person.language,
      })
      const text = words(turn).routers.reading(router.name)
      return onPanel(turn, { ...router, slot, text, inMaintenance: router.state === 'maintenance' })
    },
  })
}

export const routerLooks: Intent[] = [
  lookIntent('router.resources', 'resources', {
    verb: 'sumber',
    aliases: ['sumberdaya', 'resource', 'resources', 'cpu'],
    about: { id: 'CPU, memori, dan versi router', en: 'CPU, memory and version of a router' },
    when: 'Somebody of the team asks how busy a router is: CPU, memory, uptime, version.',
  }),
  lookIntent('router.users', 'users', {
    verb: 'aktif',
    aliases: ['active', 'pengguna', 'users'],
    about: { id: 'Siapa yang sedang online di router', en: 'Who is on line on a router' },
    when: 'Somebody of the team asks who or how many are on line on a router.',
  }),
  lookIntent('router.traffic', 'traffic', {
    verb: 'trafik',
    aliases: ['traffic', 'lalulintas'],
    about: { id: 'Lalu lintas tiap interface router', en: 'Traffic on the interfaces of a router' },
    when: 'Somebody of the team asks for the traffic of a router.',
  }),
  lookIntent('router.chart', 'chart', {
    verb: 'grafik',
    aliases: ['chart'],
    about: { id: 'Grafik lalu lintas router', en: 'Chart of the traffic of a router' },
  }),
  lookIntent('router.log', 'log', {
    verb: 'log',
    aliases: ['logs'],
    about: { id: 'Baris terakhir log router', en: 'Last lines of the log of a router' },
    when: 'Somebody of the team wants to see the log of a router.',
  }),
  lookIntent('router.sync', 'sync', {
    verb: 'sinkron',
    aliases: ['sinkronkan', 'sync'],
    about: { id: 'Samakan isi router dengan catatan', en: 'Bring a router in step' },
  }),
]
