import { z } from 'zod'
import { acceptInvite } from '../../domain/people/accept-invite.ts'
import { inviteStaff } from '../../domain/people/invite-staff.ts'
import { listStaff } from '../../domain/people/list-staff.ts'
import { removeStaff } from '../../domain/people/remove-staff.ts'
import { defineIntent } from '../intent.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words, wordsIn } from '../wording/words.ts'

const roles = ['owner', 'admin', 'finance', 'operator', 'sales', 'reseller'] as const

const roleWords = new Map<string, (typeof roles)[number]>([
  ...roles.map((role) => [role, role] as const),
  ['pemilik', 'owner'],
  ['keuangan', 'finance'],
  ['kasir', 'finance'],
  ['teknisi', 'operator'],
  ['agen', 'reseller'],
])

const role = z
  .string()
  .transform((word) => roleWords.get(word.trim().toLowerCase()) ?? word)
  .pipe(z.enum(roles))

/** The bot's own name, so that invitation links can be made; set once the bot is known. */
export function inviteToTeam(telegramName: () => string | undefined) {
  return defineIntent({
    name: 'team.invite',
    who: { permission: 'team.manage' },
    command: {
      noun: 'tim',
      verb: 'undang',
      aliases: ['invite', 'tambah'],
      positional: ['peran'],
      about: { id: 'Undang orang ke tim', en: 'Invite somebody to the team' },
      examples: ['/tim undang operator', '/tim undang peran=finance'],
    },
    arguments: [
      {
        name: 'peran',
        aliases: ['role'],
        ask: { id: 'Sebagai apa?', en: 'As what?' },
        offer: async () =>
          roles.map((value) => ({ value, label: wordsIn('id').core.roles[value] })),
      },
    ],
    input: z.object({ peran: role }),

    async run(deps, { peran }, turn) {
      const { core, people } = words(turn)
      const { token, expiresAt } = await inviteStaff(deps, { role: peran, by: turn.person.id })
      const name = telegramName()
      const link = name ? `https://t.me/${name}?start=${token}` : `/start ${token}`
      const until = sayWhen(expiresAt, turn.person.language, deps.business.timeZone)
      return { text: people.invited(core.roles[peran], link, until) }
    },
  })
}

export const joinTeam = defineIntent({
  name: 'team.join',
  who: 'everyone',
  input: z.object({ token: z.string().max(64) }),
  async run(deps, { token }, turn) {
    const { core, people } = words(turn)
    const { role: joined } = await acceptInvite(deps, { token, personId: turn.person.id })
    return { text: people.joined(core.roles[joined]) }
  },
})

export const listTeam = defineIntent({
  name: 'team.list',
  who: { permission: 'team.manage' },
  command: {
    noun: 'tim',
    verb: 'daftar',
    aliases: ['list'],
    about: { id: 'Lihat anggota tim', en: 'See the team' },
    examples: ['/tim daftar'],
  },
  input: z.object({}),
  async run(deps, _input, turn) {
    const { core, people } = words(turn)
    const staff = await listStaff(deps)
    const lines = staff.map(
      ({ id, name, role: held }) => `${id} · ${name ?? people.unnamed} · ${core.roles[held]}`,
    )
    return { text: people.team(lines) }
  },
})

export const removeFromTeam = defineIntent({
  name: 'team.remove',
  who: { permission: 'team.manage' },
  command: {
    noun: 'tim',
    verb: 'keluarkan',
    aliases: ['remove', 'hapus'],
    positional: ['orang'],
    about: { id: 'Keluarkan orang dari tim', en: 'Take somebody out of the team' },
    examples: ['/tim keluarkan 12'],
  },
  arguments: [
    {
      name: 'orang',
      aliases: ['person'],
      ask: { id: 'Siapa?', en: 'Who?' },
      offer: async (deps) =>
        (await listStaff(deps)).map(({ id, name }) => ({
          value: String(id),
          label: name ?? `#${id}`,
        })),
    },
  ],
  input: z.object({ orang: z.coerce.number().int().positive() }),
  async confirm(deps, { orang }, turn) {
    const { core, people } = words(turn)
    const member = (await listStaff(deps)).find(({ id }) => id === orang)
    return people.removeAsk(
      member?.name ?? `#${orang}`,
      member ? core.roles[member.role] : core.roles.customer,
    )
  },
  async run(deps, { orang }, turn) {
    const removed = await removeStaff(deps, { personId: orang, by: turn.person.id })
    return { text: words(turn).people.removed(removed.name ?? `#${orang}`) }
  },
})
