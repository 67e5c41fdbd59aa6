import { z } from 'zod'
import { chooseVoucher } from '../../domain/vouchers/choose-voucher.ts'
import { formatRupiah } from '../../domain/money.ts'
import { may } from '../../domain/people/permission.ts'
import { defineIntent } from '../intent.ts'
import { sayData, sayDuration } from '../wording/say-amount.ts'
import { sayTerms } from '../wording/say-terms.ts'
import { sayWhen } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { voucherCode } from './voucher-arguments.ts'

export const voucherCheck = defineIntent({
  name: 'voucher.check',
  who: { permission: 'vouchers.view' },
  command: {
    noun: 'voucher',
    verb: 'cek',
    aliases: ['check', 'lihat', 'cari'],
    positional: ['kode'],
    about: { id: 'Cek keadaan satu voucher', en: 'See how a voucher is' },
    examples: ['/voucher cek AB3D7K9M'],
  },
  arguments: [voucherCode],
  when: 'Somebody of the team asks about one voucher by its code.',
  input: z.object({ kode: z.string().trim().min(1) }),

  async run(deps, { kode }, turn) {
    const { vouchers } = words(turn)
    const one = await chooseVoucher(deps, kode)
    const { language } = turn.person
    const when = (at: Date | null) => at && sayWhen(at, language, deps.business.timeZone)
    const terms = {
      onlineSeconds: one.online_seconds,
      calendarSeconds: one.calendar_seconds,
      dataBytes: one.data_bytes,
    }
    const text = vouchers.voucher({
      code: one.code,
      state: one.state,
      package: one.package,
      price: formatRupiah(one.price_rupiah),
      terms: sayTerms(terms, language),
      batch: one.batch,
      router: one.router,
      soldAt: when(one.sold_at),
      buyer: [one.buyer, one.buyer_phone].filter(Boolean).join(' ') || null,
      firstLoginAt: when(one.activated_at),
      expiresAt: when(one.expires_at),
      endedAt: when(one.ended_at),
      usedTime: sayDuration(one.used_seconds, language),
      usedData: sayData(one.used_bytes, language),
      mac: one.mac,
      behind: one.behind,
      problem: one.problem,
    })
    const lives = one.state !== 'expired' && one.state !== 'revoked'
    if (!lives || !may(turn.person, 'vouchers.revoke')) return { text }
    const act = { intent: 'voucher.revoke', input: { kode: one.code } }
    return { text, choices: [{ label: vouchers.revoke, act }] }
  },
})
