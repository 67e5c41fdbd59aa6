import { type HandOver, seconds } from './hand-over.ts'
import type { AdClick } from './hands.ts'
import type { News } from './news.ts'
import { addMessage, changeMessage, newMessageId, phoneOf, type World } from './world.ts'

/** What happens now and then, and must not surprise us. */
export function createOddities(world: World, news: News, handOver: HandOver) {
  return {
    /** Opens the chat from an ad and says nothing. */
    openFromAd(number: string, referral: AdClick) {
      const wire = { type: 'request_welcome', referral: { source_type: 'ad', ...referral } }
      return handOver(phoneOf(world, number), wire)
    },

    editMessage(number: string, messageId: string, text: string) {
      const phone = phoneOf(world, number)
      const message = phone.messages.get(messageId)
      if (!message?.mine) throw new Error(`${number} did not write ${messageId}`)
      changeMessage(world, phone, message, { text })
      const edited = { type: 'text', text: { body: text } }
      const edit = { original_message_id: messageId, message: edited }
      return handOver(phone, { type: 'edit', edit })
    },

    takeBack(number: string, messageId: string) {
      const phone = phoneOf(world, number)
      phone.messages.delete(messageId)
      world.changes.tell({ what: 'removed', phone: phone.number, id: messageId })
      return handOver(phone, { type: 'revoke', revoke: { original_message_id: messageId } })
    },

    /** Something that people can see and businesses cannot. */
    sendUnsupported(number: string, extra: object = {}) {
      const title = 'Message type unknown'
      const error_data = { details: 'Message type is currently not supported.' }
      const errors = [{ code: 131_051, title, message: title, error_data }]
      return handOver(
        phoneOf(world, number),
        { type: 'unsupported', errors, ...extra },
        { text: '…' },
      )
    },

    /** A new number is a new id as well. */
    changeNumber(number: string, next: string) {
      const old = phoneOf(world, number)
      const phone = Object.assign(phoneOf(world, next), { name: old.name })
      const body = `User ${old.name} changed from ${old.number} to ${phone.number}`
      const [wa_id, user_id, previous_user_id] = [phone.number, phone.bsuid, old.bsuid]
      const system = { body, wa_id, user_id, previous_user_id, type: 'user_changed_number' }
      const about = { from: old.number, id: newMessageId(), timestamp: seconds(world.now()) }
      news.tell(old.number, { messages: [{ ...about, type: 'system', system }] })
    },

    /** The id businesses know somebody by changes, and nothing else. */
    changeUserId(number: string, next: string) {
      const phone = phoneOf(world, number)
      const previous_user_id = phone.bsuid
      phone.bsuid = next
      const body = `User ${phone.name} has another user id`
      const system = { body, user_id: next, previous_user_id, type: 'user_changed_user_id' }
      const about = { id: newMessageId(), timestamp: seconds(world.now()), from_user_id: next }
      const from = phone.hidesNumber ? {} : { from: phone.number }
      news.tell(phone.number, { messages: [{ ...from, ...about, type: 'system', system }] })
    },

    /** Somebody of the business answers from the phone that shares its number. */
    answerOnBusinessPhone(number: string, text: string) {
      const phone = phoneOf(world, number)
      const id = newMessageId()
      addMessage(world, phone, { id, text, at: world.now(), mine: false, fate: 'delivered' })
      const about = { from: world.business.number, to: phone.number, id }
      const echo = { ...about, type: 'text', text: { body: text } }
      news.tell(phone.number, { message_echoes: [echo] }, 'smb_message_echoes')
    },

    /** Any change of any field, as it would come over the wire. */
    sendRaw: (value: object, field?: string) => news.tell('raw', value, field),
  }
}
