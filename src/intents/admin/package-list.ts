import { z } from 'zod'
import { listPackages } from '../../domain/packages/list-packages.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

export const packageList = defineIntent({
  name: 'package.list',
  who: { permission: 'packages.view' },
  command: {
    noun: 'paket',
    verb: 'daftar',
    aliases: ['list', 'lihat'],
    about: { id: 'Lihat semua paket', en: 'See all packages' },
    examples: ['/paket daftar'],
  },
  when: 'Somebody of the team wants to see the packages and their prices.',
  input: z.object({}),

  async run(deps, _input, turn) {
    const { packages } = words(turn)
    const all = await listPackages(deps)
    if (all.length === 0) return { text: packages.none }
    const lines = all.map((one) =>
      packages.line({
        code: one.code,
        name: one.name,
        priceRupiah: one.price_rupiah,
        profile: one.profile,
        routers: one.routers,
        stock: one.stock,
        onSale: one.on_sale,
        onlineSeconds: one.online_seconds,
        calendarSeconds: one.calendar_seconds,
        dataBytes: one.data_bytes,
        line: one.kind === 'pppoe' && {
          periodDays: one.period_days,
          isolirProfile: one.isolir_profile,
          onAllRouters: one.on_all_routers,
          subscribers: one.lines,
        },
      }),
    )
    return { text: [packages.title, ...lines].join('\n') }
  },
})
