import { z } from 'zod'
import { listStaff } from '../../domain/people/list-staff.ts'
import { pinStanding } from '../../domain/people/pin-standing.ts'
import { choosePinHolder, resetPin } from '../../domain/people/reset-pin.ts'
import { pinQuestion, sayLocked } from '../ask-pin.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

const changing = (step: 'new' | 'done') => ({ intent: 'pin.change', input: { step } })

/** The old PIN is asked for even where it was right a moment ago: the phone may be in other hands. */
export const changePin = defineIntent({
  name: 'pin.change',
  who: { permission: 'pin.own' },
  command: {
    noun: 'pin',
    verb: 'ganti',
    aliases: ['change', 'ubah', 'buat'],
    about: { id: 'Ganti PIN sendiri', en: 'Change your PIN' },
    examples: ['/pin ganti'],
  },
  // Only a question of ours names a step; no command can.
  input: z.object({ step: z.enum(['new', 'done']).optional() }),
  pin: ({ step }) => step === 'new',
  async run(deps, { step }, turn) {
    const { pins } = words(turn)
    if (step === 'done') return { text: pins.saved }
    const choose = { text: pins.chooseNew, step: 'choose', act: changing('done') } as const
    if (step === 'new') return pinQuestion(turn, choose)

    const { person, conversationId } = turn
    const standing = await pinStanding(deps, { personId: person.id, conversationId })
    if (standing.kind === 'locked') return sayLocked(deps, turn, standing.until)
    if (standing.kind === 'none') return pinQuestion(turn, choose)
    return pinQuestion(turn, { text: pins.askOld, step: 'check', act: changing('new') })
  },
})

export const removePin = defineIntent({
  name: 'pin.reset',
  who: { permission: 'team.manage' },
  command: {
    noun: 'pin',
    verb: 'hapus',
    aliases: ['reset', 'remove'],
    positional: ['orang'],
    about: { id: 'Hapus PIN anggota tim yang lupa', en: 'Take away a forgotten PIN' },
    examples: ['/pin hapus joko'],
  },
  arguments: [
    {
      name: 'orang',
      aliases: ['nama', 'person', 'name'],
      ask: { id: 'PIN siapa?', en: 'Whose PIN?' },
      offer: async (deps) =>
        (await listStaff(deps)).map(({ id, name }) => ({
          value: String(id),
          label: name ?? `#${id}`,
        })),
    },
  ],
  input: z.object({ orang: z.string().trim().min(1).max(60) }),
  async confirm(deps, { orang }, turn) {
    const { name } = await choosePinHolder(deps, { query: orang, by: turn.person.id })
    return words(turn).pins.resetAsk(name)
  },
  async run(deps, { orang }, turn) {
    const { name } = await resetPin(deps, { query: orang, by: turn.person.id })
    return { text: words(turn).pins.reset(name) }
  },
})
