import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { requestReboot } from '../../domain/routers/reboot-router.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { routerName } from './router-arguments.ts'
import { onPanel, panelInput, slotOf } from './router-panel.ts'

export const routerReboot = defineIntent({
  name: 'router.reboot',
  who: { permission: 'routers.manage' },
  command: {
    noun: 'router',
    verb: 'reboot',
    aliases: ['restart'],
    positional: ['nama'],
    about: { id: 'Reboot router', en: 'Restart a router' },
    examples: ['/router reboot pusat'],
  },
  arguments: [routerName],
  input: panelInput,

  async confirm(deps, { nama }, turn) {
    return words(turn).routers.rebootAsk((await chooseRouter(deps, nama)).name)
  },
  async run(deps, { nama, slot }, turn) {
    const { person, conversationId } = turn
    const { state } = await chooseRouter(deps, nama)
    const { name } = await requestReboot(deps, {
      name: nama,
      by: person.id,
      conversationId,
      slot: slotOf(turn, slot),
    })
    const text = words(turn).routers.rebooting(name)
    return onPanel(turn, { name, slot, text, inMaintenance: state === 'maintenance' })
  },
})
