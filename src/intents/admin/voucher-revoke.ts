import { z } from 'zod'
import { chooseVoucher } from '../../domain/vouchers/choose-voucher.ts'
import { revokeVoucher } from '../../domain/vouchers/revoke-voucher.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { voucherCode } from './voucher-arguments.ts'

export const voucherRevoke = defineIntent({
  name: 'voucher.revoke',
  who: { permission: 'vouchers.revoke' },
  command: {
    noun: 'voucher',
    verb: 'cabut',
    aliases: ['revoke', 'hapus'],
    positional: ['kode'],
    about: { id: 'Cabut satu voucher', en: 'Revoke a voucher' },
    examples: ['/voucher cabut AB3D7K9M'],
  },
  arguments: [voucherCode],
  input: z.object({ kode: z.string().trim().min(1) }),

  async confirm(deps, { kode }, turn) {
    const { code, state, package: name } = await chooseVoucher(deps, kode)
    if (state === 'expired' || state === 'revoked') {
      throw new Refusal('voucher.ended', { code, state })
    }
    return words(turn).vouchers.revokeAsk(code, name, state)
  },
  async run(deps, { kode }, turn) {
    const { code } = await revokeVoucher(deps, { code: kode, by: turn.person.id })
    return { text: words(turn).vouchers.revoked(code) }
  },
})
