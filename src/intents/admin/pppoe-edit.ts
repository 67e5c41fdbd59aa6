import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import { choosePackage } from '../../domain/packages/choose-package.ts'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import { changeSubscription } from '../../domain/subscriptions/change-subscription.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { readMoney } from '../understand/read-money.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'
import { lineName, lineOf, linePackage, lineQuery, NONE, rupiahTyped } from './pppoe-arguments.ts'

const input = z.object({
  user: lineQuery,
  paket: z.string().trim().min(1).optional(),
  harga: typed((text) =>
    NONE.test(text) ? null : readMoney(/^rp/i.test(text) ? text : `Rp ${text}`),
  )
    .pipe(z.number().int().min(0).max(100_000_000).nullable())
    .optional(),
  diskon: rupiahTyped.optional(),
  ip: typed((text) => (NONE.test(text) ? null : text)).optional(),
  nama: z.string().trim().min(1).max(63).optional(),
  sandi: z.string().min(1).max(64).optional(),
  router: z.string().trim().min(1).optional(),
  catatan: typed((text) => (NONE.test(text) ? null : text)).optional(),
})

type Wish = z.output<typeof input>

export const pppoeEdit = defineIntent({
  name: 'pppoe.edit',
  who: { permission: 'subscriptions.manage' },
  command: {
    noun: 'pppoe',
    verb: 'ubah',
    aliases: ['edit', 'change', 'ganti'],
    positional: ['user'],
    about: {
      id: 'Ubah paket, harga, IP, atau user langganan',
      en: 'Change package, price, IP or user of a subscription',
    },
    examples: [
      '/pppoe ubah pppoe-0001 paket=rumah50',
      '/pppoe ubah pppoe-0001 harga=150rb diskon=10rb',
      '/pppoe ubah pppoe-0001 ip=10.20.30.40 user-baru=budi.rumah',
    ],
  },
  arguments: [
    lineName,
    { ...linePackage, optional: true, rare: true },
    rare(
      'harga',
      ['price'],
      'Harga khusus? (- untuk harga paket)',
      'Own price? (- for the package)',
    ),
    rare('diskon', ['discount', 'potongan'], 'Potongan tiap tagihan?', 'Off every bill?'),
    rare('ip', ['alamat-ip'], 'Alamat IP tetap? (- untuk pool)', 'Static IP? (- for the pool)'),
    rare('nama', ['user-baru', 'new-user'], 'User PPPoE yang baru?', 'The new PPPoE user?'),
    { ...rare('sandi', ['password'], 'Sandi PPPoE yang baru?', 'The new password?'), secret: true },
    rare('router', [], 'Router yang mana?', 'Which router?'),
    rare('catatan', ['note'], 'Catatannya?', 'What note?'),
  ],
  input,

  async confirm(deps, wish, turn) {
    const { subscriptions: say } = words(turn)
    const line = await lineOf(deps, wish.user)
    const what = await sayChanges(deps, { wish, before: line.package }, turn)
    return what.length === 0 ? undefined : say.askChange(line.username, what)
  },

  async run(deps, wish, turn) {
    const { subscriptions: say } = words(turn)
    const line = await lineOf(deps, wish.user)
    const change = await changeOf(deps, wish)
    if (Object.keys(change).length === 0) return { text: say.nothingToChange(line.username) }
    const by = turn.person.id
    const changed = await changeSubscription(deps, { subscriptionId: line.id, change, by })
    return { text: say.changed(changed.username, changed.package, changed.onTheLine) }
  },
})

async function changeOf(deps: Deps, wish: Wish) {
  const { paket, router, harga, diskon, ip, nama, sandi, catatan } = wish
  return {
    ...(paket !== undefined && { packageId: (await choosePackage(deps, paket)).id }),
    ...(router !== undefined && { routerId: (await chooseRouter(deps, router)).id }),
    ...(harga !== undefined && { priceRupiah: harga }),
    ...(diskon !== undefined && { discountRupiah: diskon }),
    ...(ip !== undefined && { staticAddress: ip }),
    ...(nama !== undefined && { username: nama }),
    ...(sandi !== undefined && { password: sandi }),
    ...(catatan !== undefined && { note: catatan }),
  }
}

async function sayChanges(
  deps: Deps,
  { wish, before }: { wish: Wish; before: string },
  turn: Turn,
): Promise<string[]> {
  const { subscriptions: say } = words(turn)
  const { paket, harga, diskon, ip, nama, router, sandi } = wish
  const after = paket === undefined ? undefined : (await choosePackage(deps, paket)).name
  const price = harga === null ? say.ownPrice : formatRupiah(harga ?? 0)
  return [
    after === undefined ? '' : say.changePackage(before, after),
    harga === undefined ? '' : say.changePrice(price),
    diskon === undefined ? '' : say.changeDiscount(formatRupiah(diskon)),
    ip === undefined ? '' : say.changeAddress(ip),
    nama === undefined ? '' : say.changeUsername(nama),
    router === undefined ? '' : say.changeRouter((await chooseRouter(deps, router)).name),
    sandi === undefined ? '' : say.changePassword,
  ].filter(Boolean)
}
