import { z } from 'zod'
import { choosePackage } from '../../domain/packages/choose-package.ts'
import type { Deps } from '../../domain/deps.ts'
import { listSubscriptions } from '../../domain/subscriptions/list-subscriptions.ts'
import type { LineFilter } from '../../domain/subscriptions/view-queries.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { lightOf } from './pppoe-check.ts'
import { rare } from './package-arguments.ts'

const FILTERS: [RegExp, Exclude<LineFilter['kind'], 'package'>][] = [
  [/^(?:semua|all)$/i, 'all'],
  [/^(?:isolir|isolated?|diisolir)$/i, 'isolated'],
  [/^(?:offline|off|mati|putus)$/i, 'offline'],
  [/^(?:online|on|nyala|aktif)$/i, 'online'],
  [/^(?:berhenti|stopped|stop|ended)$/i, 'stopped'],
]

export const pppoeList = defineIntent({
  name: 'pppoe.list',
  who: { permission: 'subscriptions.view' },
  command: {
    noun: 'pppoe',
    verb: 'daftar',
    aliases: ['list'],
    positional: ['saring'],
    about: { id: 'Daftar langganan', en: 'List subscriptions' },
    examples: [
      '/pppoe daftar',
      '/pppoe daftar isolir',
      '/pppoe daftar offline',
      '/pppoe daftar rumah20',
    ],
  },
  arguments: [
    rare(
      'saring',
      ['filter', 'status', 'paket'],
      'Yang mana? (semua, isolir, offline, online, berhenti, atau kode paket)',
      'Which? (all, isolated, offline, online, ended or a package code)',
    ),
    rare('halaman', ['page'], 'Halaman berapa?', 'Which page?'),
  ],
  when: 'Somebody of the team wants to see internet customers: all, isolated ones, or those off line.',
  input: z.object({
    saring: z.string().trim().min(1).max(60).default('semua'),
    halaman: z.coerce.number().int().min(1).max(100_000).default(1),
  }),

  async run(deps, { saring, halaman }, turn) {
    const { subscriptions: say } = words(turn)
    const filter = await filterOf(deps, saring)
    const { lines, total, pages } = await listSubscriptions(deps, { filter, page: halaman })
    if (lines.length === 0) return { text: say.noneListed }
    const shown = lines.map((one) =>
      say.listLine({
        light: lightOf(one),
        username: one.username,
        customer: one.customer ?? say.unnamed,
        package: one.package,
      }),
    )
    const to = (label: string, page: number) => ({
      label,
      act: { intent: 'pppoe.list', input: { saring, halaman: page } },
    })
    return {
      text: say.list(say.listTitle(saring, total), shown, halaman, pages),
      choices: [
        ...(halaman > 1 ? [to(say.previousPage, halaman - 1)] : []),
        ...(halaman < pages ? [to(say.nextPage, halaman + 1)] : []),
      ],
    }
  },
})

async function filterOf(deps: Deps, said: string): Promise<LineFilter> {
  const kind = FILTERS.find(([pattern]) => pattern.test(said))?.[1]
  if (kind !== undefined) return { kind }
  return { kind: 'package', code: (await choosePackage(deps, said)).code }
}
