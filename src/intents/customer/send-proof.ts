import { z } from 'zod'
import { letHumanAnswer } from '../../domain/chats/let-human-answer.ts'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import { awaitedOf } from '../../domain/payments/proof-awaited.ts'
import { sendProof as send } from '../../domain/payments/proof-send.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { fileInput } from '../typed.ts'
import { words } from '../wording/words.ts'

/**
 * A photo or PDF that came from a customer. Where he may have paid something, people look at it
 * beside the account; where not, a person gets it if he said what it is about or wants one.
 */
export const sendProof = defineIntent({
  name: 'payment.send_proof',
  who: 'everyone',
  input: z.object({ file: fileInput }),
  async run(deps, { file }, turn) {
    const { moneyChecks } = words(turn)
    const { person, conversationId } = turn
    const caption = turn.text.trim()
    const awaited = await awaitedOf(deps, person.id)
    const isAnnounced = awaited.some(({ kind }) => kind === 'charge')
    const isAboutElse = caption !== '' && !isAnnounced && !PAID.test(caption)
    if (!isAboutElse) {
      const became = await send(deps, { personId: person.id, conversationId, caption, file })
      if (became === 'checking') return { text: moneyChecks.proofTaken }
    }
    if (caption !== '') return callPerson(deps, turn)
    return {
      text: moneyChecks.photoForWhat,
      choices: [
        { label: moneyChecks.passPhoto, act: { intent: 'customer.pass_photo', input: { file } } },
        { label: moneyChecks.buyVoucher, act: { intent: 'customer.buy_voucher', input: {} } },
      ],
    }
  },
})

/** Words that come with proofs; with any others a photo may show a broken modem. */
const PAID =
  /\b(bayar\w*|byr|di?bayar\w*|membayar|pembayaran|transfer\w*|tf|trf|kirim\w*|bukti\w*|lunas|pelunasan|setor\w*|resi|struk|kwitansi|invoice|tagihan|paid|pay(ment)?|proof|receipt|sent|sudah|udah|sdh|udh|dah)\b/i

/** The photo from before goes along. */
export const passPhoto = defineIntent({
  name: 'customer.pass_photo',
  who: 'everyone',
  input: z.object({ file: fileInput }),
  async run(deps, { file }, turn) {
    const reply = await callPerson(deps, turn)
    const { conversationId } = turn
    const askedAt = deps.now().toISOString()
    await later(deps, { kind: 'media.relay', to: 'staff', conversationId, by: null, file, askedAt })
    return reply
  },
})

async function callPerson(deps: Deps, turn: Turn): Promise<Reply> {
  const { conversationId, person, text } = turn
  const customer = person.name ?? `#${person.id}`
  await letHumanAnswer(deps, { conversationId, customer, text })
  return { text: words(turn).moneyChecks.photoPassedOn }
}
