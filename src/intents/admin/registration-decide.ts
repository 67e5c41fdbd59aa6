import { z } from 'zod'
import { dayOf } from '../../domain/day.ts'
import {
  approveRegistration,
  declineRegistration,
} from '../../domain/registrations/decide-registration.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import { sayDay } from '../wording/say-when.ts'
import { words, wordsIn } from '../wording/words.ts'
import { offerDays, readInstallDay, registrationNumber } from './registration-arguments.ts'
import { chooseStaff, numberTyped, offerStaff } from './ticket-arguments.ts'

const who = { permission: 'registrations.work' } as const
const NOBODY = /^(?:-|belum.*|nobody|none|nanti|not decided)$/i

export const registrationApprove = defineIntent({
  name: 'registration.approve',
  who,
  command: {
    noun: 'pasang',
    verb: 'setujui',
    aliases: ['approve', 'jadwal'],
    positional: ['pendaftaran', 'tanggal', 'teknisi'],
    about: { id: 'Setujui dan jadwalkan pemasangan', en: 'Approve and schedule an installation' },
    examples: ['/pasang setujui 7 besok Agus', '/pasang setujui 7 5/11 -'],
  },
  arguments: [
    registrationNumber,
    {
      name: 'tanggal',
      aliases: ['hari', 'day', 'date'],
      ask: { id: 'Dipasang hari apa? (mis. besok, 5/11)', en: 'On which day? (e.g. besok, 5/11)' },
      offer: async (deps) => offerDays(deps),
    },
    {
      name: 'teknisi',
      aliases: ['technician'],
      ask: { id: 'Siapa teknisinya?', en: 'Which technician?' },
      offer: async (deps) => [
        ...(await offerStaff(deps, 'subscriptions.create')),
        { label: wordsIn('id').registrations.nobodyYet, value: '-' },
      ],
    },
  ],
  input: z.object({
    pendaftaran: numberTyped,
    tanggal: z.string().trim().min(1).max(20),
    teknisi: z.string().trim().min(1).max(60),
  }),
  async run(deps, { pendaftaran, tanggal, teknisi }, turn) {
    const { timeZone } = deps.business
    const today = dayOf(deps.now(), timeZone)
    const installOn = readInstallDay(tanggal, today)
    if (installOn === undefined || installOn < today) {
      throw new Refusal('input.invalid', { field: 'tanggal', problem: 'besok, 5/11, 2026-11-05' })
    }
    const technician = NOBODY.test(teknisi)
      ? null
      : await chooseStaff(deps, { said: teknisi, permission: 'subscriptions.create' })
    await approveRegistration(deps, {
      registrationId: pendaftaran,
      installOn,
      technicianId: technician?.id ?? null,
      by: turn.person.id,
    })
    const day = sayDay(installOn, turn.person.language)
    const text = words(turn).registrations.approved(pendaftaran, day, technician?.name ?? null)
    return { text }
  },
})

export const registrationDecline = defineIntent({
  name: 'registration.decline',
  who,
  command: {
    noun: 'pasang',
    verb: 'tolak',
    aliases: ['decline', 'reject', 'batal'],
    positional: ['pendaftaran', 'alasan'],
    about: {
      id: 'Tolak pendaftaran; alasannya dibaca pelanggan',
      en: 'Decline; the customer reads why',
    },
    examples: ['/pasang tolak 7 "Lokasi belum terjangkau"'],
  },
  arguments: [
    registrationNumber,
    {
      name: 'alasan',
      aliases: ['reason'],
      ask: { id: 'Apa alasannya? (dibaca pelanggan)', en: 'Why? (the customer reads it)' },
      offer: async () =>
        wordsIn('id').registrations.reasons.map((text) => ({ label: text, value: text })),
    },
  ],
  input: z.object({ pendaftaran: numberTyped, alasan: z.string().trim().min(3).max(300) }),
  async run(deps, { pendaftaran, alasan }, turn) {
    const by = turn.person.id
    await declineRegistration(deps, { registrationId: pendaftaran, reason: alasan, by })
    return { text: words(turn).registrations.declined(pendaftaran) }
  },
})
