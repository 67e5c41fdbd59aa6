import type { NoticeDetails } from '../../../domain/messages/notice.ts'
import { formatRupiah } from '../../../domain/money.ts'
import type { VoucherState } from '../../../domain/vouchers/voucher.ts'
import type { Reply } from '../../intent.ts'
import { sayTrouble } from '../router-problems.ts'
import { routerTroubles } from './routers.ts'

const stateWords: Record<VoucherState, string> = {
  created: 'belum terjual',
  sold: 'terjual, belum dipakai',
  active: 'aktif',
  expired: 'habis',
  revoked: 'dicabut',
}

const refusedOrders: Record<string, string> = {
  'package.no_router': 'paketnya belum punya router',
  'router.not_checked': 'routernya belum pernah berhasil dicek',
  'voucher.code_space': 'kode paketnya terlalu pendek',
}

export const vouchers = {
  makeAsk: (quantity: number, name: string, total: string, router: string) =>
    `Buat ${quantity.toLocaleString('id-ID')} voucher ${name} (nilai jual ${total}) di router ${router}?`,
  making: (number: string, quantity: number) =>
    `Batch ${number}: ${quantity.toLocaleString('id-ID')} voucher sedang dibuat…`,
  makingLater: (number: string, quantity: number, router: string) =>
    `Batch ${number}: ${quantity.toLocaleString('id-ID')} voucher dicatat. Router ${router} sedang tidak bisa dihubungi; batch jadi sendiri begitu router kembali.`,
  withdraw: 'Tarik batch',
  withdrawn: (number: string) =>
    `Batch ${number} ditarik. Tidak ada kodenya yang tersisa, di sini maupun di router.`,
  printing: (number: string) => `Batch ${number} sedang dicetak ulang…`,
  noBatches: 'Belum ada batch. Buat dengan /voucher buat harian 100.',
  batches: 'Batch terakhir:',
  batchLine: (number: string, quantity: number, name: string, state: string) =>
    `• ${number}: ${quantity} ${name}, ${state}`,
  batchStates: { pending: 'menunggu router', ready: 'jadi', withdrawn: 'ditarik' },
  batch: (one: {
    number: string
    package: string
    router: string
    quantity: number
    state: 'pending' | 'ready' | 'withdrawn'
    problem: string | null
    madeAt: string
    madeBy: string | null
    revenueRupiah: number
    profitRupiah: number
    forStock: boolean
    onRouter: number
    printed: boolean
    sold: number
    firstLogin: number
    expired: number
    revoked: number
  }) =>
    [
      `${one.number}: ${one.quantity} voucher ${one.package}, router ${one.router}`,
      `Dibuat ${one.madeAt}${one.madeBy ? ` oleh ${one.madeBy}` : ''}${one.forStock ? ', untuk dijual di chat' : ''}`,
      one.state === 'pending'
        ? `Menunggu router: ${one.onRouter} dari ${one.quantity} terpasang.`
        : '',
      one.state === 'withdrawn'
        ? `Ditarik${one.problem && one.problem !== 'asked' ? `: ${sayTrouble(routerTroubles, one.problem)}` : ''}.`
        : '',
      ...(one.state === 'ready'
        ? [
            `Dicetak: ${one.printed ? one.quantity : 0} · Terjual: ${one.sold} · Sudah login: ${one.firstLogin}`,
            `Habis: ${one.expired} · Dicabut: ${one.revoked}`,
            `Omzet terjual: ${formatRupiah(one.revenueRupiah)} · Laba: ${formatRupiah(one.profitRupiah)}`,
          ]
        : []),
    ]
      .filter(Boolean)
      .join('\n'),
  printForms: { a4: 'Cetak A4', thermal58: 'Cetak 58 mm', xlsx: 'Excel' },
  voucher: (one: {
    code: string
    state: VoucherState
    package: string
    price: string
    terms: string
    batch: string
    router: string
    soldAt: string | null
    buyer: string | null
    firstLoginAt: string | null
    expiresAt: string | null
    endedAt: string | null
    usedTime: string
    usedData: string
    mac: string | null
    behind: boolean
    problem: string | null
  }) =>
    [
      `Voucher ${one.code}: ${stateWords[one.state]}`,
      `${one.package}, ${one.price}, ${one.terms}`,
      `Batch ${one.batch}, router ${one.router}`,
      one.soldAt ? `Terjual ${one.soldAt}${one.buyer ? ` ke ${one.buyer}` : ''}` : '',
      one.firstLoginAt
        ? `Login pertama ${one.firstLoginAt}${one.mac ? ` (${one.mac})` : ''}`
        : 'Belum pernah login',
      one.firstLoginAt ? `Terpakai ${one.usedTime}, ${one.usedData}` : '',
      one.endedAt
        ? `Berakhir ${one.endedAt}`
        : one.expiresAt
          ? `Berlaku sampai ${one.expiresAt}`
          : '',
      one.problem ? `⚠️ ${sayTrouble(routerTroubles, one.problem)}` : '',
      one.behind && !one.problem ? 'Sedang disamakan dengan router.' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  revoke: 'Cabut voucher ini',
  revokeAsk: (code: string, name: string, state: VoucherState) =>
    `Cabut voucher ${code} (${name}, ${stateWords[state]})? Yang sedang memakai langsung terputus, dan kodenya tidak bisa dipakai lagi.`,
  revoked: (code: string) => `Voucher ${code} dicabut. Routernya segera mengikuti.`,

  refundReasons: ['Router tidak bisa dihubungi', 'Permintaan pelanggan', 'Salah beli'],
  refundAsk: (order: { amount: string; customer: string; package: string; delivered: boolean }) =>
    `Kembalikan ${order.amount} ke saldo ${order.customer} untuk ${order.package}?${order.delivered ? ' Vouchernya ikut dicabut.' : ' Vouchernya batal dibuat.'}`,
  refunded: (orderId: number, amount: string) =>
    `${amount} untuk pesanan #${orderId} dikembalikan ke saldo pelanggan, dan pelanggan sudah diberi tahu.`,

  choose: 'Mau voucher WiFi yang mana?',
  noneForSale: 'Maaf, belum ada voucher yang dijual saat ini. Ketik "admin" untuk bertanya.',
  unknownPackage: (typed: string) => `Paket "${typed}" tidak ada. Pilih salah satu, ya:`,
  tooMany: (max: number) => `Sekali beli paling banyak ${max} voucher.`,
  offer: (name: string, price: string, terms: string) => `${name} · ${price} · ${terms}`,
  ordered: (order: {
    quantity: number
    name: string
    terms: string
    amount: string
    url: string
    until: string
  }) =>
    [
      `${order.quantity > 1 ? `${order.quantity} × ` : ''}${order.name}: ${order.terms}`,
      `Total ${order.amount}. Bayar di sini:`,
      order.url,
      `Kode voucher langsung dikirim ke chat ini begitu lunas. Tautan berlaku sampai ${order.until}.`,
    ].join('\n'),
}

export const voucherNotices = {
  'order.waiting_for_router.staff': ({ orderId, package: name, router, customer, problem }) => ({
    text: `⚠️ ${customer} sudah membayar ${name} (pesanan #${orderId}), tetapi vouchernya belum bisa dibuat${router ? ` di router ${router}` : ''}: ${refusedOrders[problem] ?? sayTrouble(routerTroubles, problem)}. Dikirim otomatis begitu bisa.`,
    choices: [
      { label: 'Kembalikan uangnya', act: { intent: 'payment.refund', input: { orderId } } },
    ],
  }),
  'batch.progress': ({ number, done, quantity, router }) => ({
    text: `Batch ${number}: ${done.toLocaleString('id-ID')} dari ${quantity.toLocaleString('id-ID')} voucher terpasang di router ${router}…`,
  }),
  'batch.waiting': ({ number, router, problem }) => ({
    text: `⏳ Batch ${number} menunggu router ${router}: ${sayTrouble(routerTroubles, problem)}. Batch jadi sendiri begitu bisa; sebelum itu tidak ada kodenya yang dicetak atau dijual.`,
    choices: [
      { label: 'Tarik batch', act: { intent: 'voucher.withdraw', input: { batch: number } } },
    ],
  }),
  'batch.ready': ({ number, package: name, quantity, tookSeconds }) => ({
    text: `✅ Batch ${number}: ${quantity.toLocaleString('id-ID')} voucher ${name} siap (${tookSeconds} detik).`,
  }),
  'batch.file': ({ number, file }) => ({ text: `Lembar voucher ${number}`, file }),
  'batch.withdrawn': ({ number, reason }) => ({
    text: `❌ Batch ${number} ditarik: ${sayTrouble(routerTroubles, reason)}. Tidak ada kodenya yang tersisa.`,
  }),
} satisfies { [Code in VoucherNotice]: (details: NoticeDetails[Code]) => Reply }

export type VoucherNotice =
  | Extract<keyof NoticeDetails, `batch.${string}`>
  | 'order.waiting_for_router.staff'
