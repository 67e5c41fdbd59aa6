import { z } from 'zod'
import { installRegistration } from '../../domain/registrations/install-registration.ts'
import { showRegistration } from '../../domain/registrations/show-registration.ts'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { handPassword } from './hand-password.ts'
import { rare } from './package-arguments.ts'
import { registrationNumber } from './registration-arguments.ts'
import { numberTyped } from './ticket-arguments.ts'

export const registrationInstall = defineIntent({
  name: 'registration.install',
  who: { permission: 'subscriptions.create' },
  command: {
    noun: 'pasang',
    verb: 'selesai',
    aliases: ['done', 'terpasang', 'installed'],
    positional: ['pendaftaran'],
    about: {
      id: 'Sudah terpasang: mulai langganannya',
      en: 'It is installed: begin the subscription',
    },
    examples: ['/pasang selesai 7', '/pasang selesai 7 user=siti.rumah ip=10.20.30.40'],
  },
  arguments: [
    registrationNumber,
    rare('user', ['username'], 'User PPPoE?', 'PPPoE user?'),
    rare('ip', ['alamat-ip'], 'Alamat IP tetap?', 'Static IP?'),
    rare('router', [], 'Router yang mana?', 'Which router?'),
  ],
  input: z.object({
    pendaftaran: numberTyped,
    user: z.string().trim().min(1).max(63).optional(),
    ip: z.string().trim().optional(),
    router: z.string().trim().min(1).optional(),
  }),
  async confirm(deps, { pendaftaran }, turn) {
    const { name, package: wanted } = await showRegistration(deps, pendaftaran)
    return words(turn).registrations.askInstall(name, wanted)
  },
  async run(deps, { pendaftaran, user, ip, router }, turn) {
    const { registrations: say } = words(turn)
    const chosen = router === undefined ? undefined : await chooseRouter(deps, router)
    const { name, ...started } = await installRegistration(deps, {
      registrationId: pendaftaran,
      ...(user !== undefined && { username: user }),
      ...(ip !== undefined && { staticAddress: ip }),
      ...(chosen && { routerId: chosen.id }),
      by: turn.person.id,
    })
    return handPassword(deps, turn, { ...started, about: say.installed(name) })
  },
})
