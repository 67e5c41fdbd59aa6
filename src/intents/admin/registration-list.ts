import { z } from 'zod'
import {
  listRegistrations,
  showRegistration,
} from '../../domain/registrations/show-registration.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { registrationNumber } from './registration-arguments.ts'
import { numberTyped } from './ticket-arguments.ts'

const who = { permission: 'registrations.work' } as const

export const registrationList = defineIntent({
  name: 'registration.list',
  who,
  command: {
    noun: 'pasang',
    verb: 'daftar',
    aliases: ['list'],
    about: { id: 'Pendaftaran yang menunggu', en: 'Registrations that wait' },
    examples: ['/pasang daftar'],
  },
  when: 'Somebody of the team asks who wants to be connected, or what is to be installed.',
  input: z.object({}),
  async run(deps, _input, turn) {
    const { registrations: say } = words(turn)
    const cards = await listRegistrations(deps)
    if (cards.length === 0) return { text: say.none }
    return {
      text: [say.list(cards.length), ...cards.map(say.line)].join('\n'),
      choices: cards.slice(0, 8).map(({ registrationId, name }) => ({
        label: `#${registrationId} ${name}`,
        act: { intent: 'registration.check', input: { pendaftaran: String(registrationId) } },
      })),
    }
  },
})

export const registrationCheck = defineIntent({
  name: 'registration.check',
  who,
  command: {
    noun: 'pasang',
    verb: 'cek',
    aliases: ['check', 'lihat'],
    positional: ['pendaftaran'],
    about: { id: 'Lihat satu pendaftaran', en: 'See a registration' },
    examples: ['/pasang cek 7'],
  },
  arguments: [registrationNumber],
  input: z.object({ pendaftaran: numberTyped }),
  async run(deps, { pendaftaran }, turn) {
    const { registrations: say } = words(turn)
    const card = await showRegistration(deps, pendaftaran)
    return { text: say.text(card), choices: say.choices(card) ?? [] }
  },
})
