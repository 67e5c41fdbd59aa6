import type { Inbound } from '../../../domain/messages/inbound.ts'
import type { IdentityKind } from '../../../domain/tables.ts'
import type { Heard } from '../../door.ts'
import { readNews } from './hear-news.ts'
import { readStatus } from './hear-status.ts'
import { contentOf, referralOf } from './message-content.ts'
import { isWellFormed } from '../well-formed.ts'
import { print, type Said, unreadable } from './said.ts'
import type { Change, CloudWebhook, WireContact, WireMessage, WirePreference } from './wire.ts'

type Me = { accountId: number; phoneNumberId: string }

/** All that one post carries, in its order. Never throws: what it cannot read is `unknown`. */
export function hearWebhook({ entry = [] }: CloudWebhook, me: Me): Heard[] {
  const said = each(entry, (part) =>
    each(part?.changes ?? [], (change) => readChange(change, me, part?.time)),
  )
  return said.map((one) => ({ accountId: me.accountId, ...one }))
}

function readChange(change: Change, { phoneNumberId }: Me, time: unknown): Said[] {
  const { messages, statuses, message_echoes, user_preferences, contacts, metadata } =
    change.value ?? {}
  const number = metadata?.phone_number_id
  // Another number of the same business posts here too; it is not ours to answer for.
  if (number !== undefined && number !== phoneNumberId) return [unreadable(change)]
  const news = readNews(change, time)
  if (news) return [news]
  const said = [
    ...each(messages ?? [], (message) => [readMessage(message, contacts)]),
    ...each(statuses ?? [], (status) => [readStatus(status)]),
    ...each(message_echoes ?? [], (echo) => [readEcho(echo)]),
    ...each(user_preferences ?? [], (chosen) => [readPreference(chosen)]),
  ]
  return said.length > 0 ? said : [unreadable(change)]
}

/** One that cannot be read must not take the others of its batch with it. */
function each<Wire>(items: Wire[], read: (item: Wire) => Said[]): Said[] {
  if (!Array.isArray(items)) return [unreadable(items)]
  return items.flatMap((item) => {
    try {
      return read(item).map((said) => (isWellFormed(said) ? said : unreadable(said.raw)))
    } catch {
      return [unreadable(item)]
    }
  })
}

function readMessage(message: WireMessage, contacts: WireContact[] = []): Said {
  const { id, from, from_user_id, group_id } = message
  const contact = contactOf(message, contacts)
  const { previous_user_id } = message.system ?? {}
  const hidden = previous_user_id ?? from_user_id ?? contact?.user_id
  const address = group_id ?? from ?? contact?.wa_id ?? hidden
  const raw = contact ? { message, contact } : { message }
  if (!id || !address) return unreadable(raw)
  const inbound = group_id ? undefined : inboundOf(message, contact)
  return { chat: address, providerId: id, inbound: inbound ?? { kind: 'unknown' }, raw }
}

function contactOf({ from, from_user_id }: WireMessage, contacts: WireContact[]) {
  const found = contacts.find(
    ({ wa_id, user_id }) => (from && wa_id === from) || (from_user_id && user_id === from_user_id),
  )
  // In some countries the number and the WhatsApp id differ by a digit.
  return found ?? (contacts.length === 1 ? contacts[0] : undefined)
}

function inboundOf(message: WireMessage, contact: WireContact | undefined): Inbound | undefined {
  const { type, edit, reaction, revoke, referral, context } = message
  if (type === 'system') return systemOf(message)

  const person = personOf(message, contact)
  if (type === 'reaction') {
    const { message_id: to, emoji = '' } = reaction ?? {}
    return to ? { kind: 'reaction', ...person, to, emoji } : undefined
  }
  if (type === 'revoke') {
    const of = revoke?.original_message_id
    return of ? { kind: 'revoke', ...person, of } : undefined
  }
  if (type === 'edit') {
    const content = edit?.message && contentOf(edit.message)
    const editOf = edit?.original_message_id
    return content && editOf ? { kind: 'edit', editOf, ...person, ...content } : undefined
  }
  // An ad click is somebody at the door, whatever he sent and even if it cannot be shown.
  const content = contentOf(message) ?? (referral ? { text: '' } : undefined)
  if (!content) return undefined
  const on = context?.id ? { [content.tap ? 'tapOn' : 'replyTo']: context.id } : {}
  return { kind: 'message', ...person, ...content, ...referralOf(referral), ...on }
}

function personOf({ from, from_user_id }: WireMessage, contact: WireContact | undefined) {
  const phone = from ?? contact?.wa_id
  const bsuid = from_user_id ?? contact?.user_id
  return {
    from: namesOf(phone, bsuid, contact?.profile?.username),
    ...(contact?.profile?.name && { name: contact.profile.name }),
  }
}

/** Best first: a number holds in every account, a business-scoped id only in those of ours. */
function namesOf(phone?: string, bsuid?: string, username?: string) {
  const names: { kind: IdentityKind; value: string | undefined }[] = [
    { kind: 'phone', value: phone && `+${phone}` },
    { kind: 'bsuid', value: bsuid },
    { kind: 'username', value: username },
  ]
  return names.flatMap(({ kind, value }) => (value ? [{ kind, value }] : []))
}

function systemOf({ system, from, from_user_id }: WireMessage): Inbound {
  const { type = 'system', wa_id, new_wa_id, user_id, previous_user_id } = system ?? {}
  const phone = wa_id ?? new_wa_id
  const names = {
    was: namesOf(from, previous_user_id ?? (from_user_id === user_id ? undefined : from_user_id)),
    now: namesOf(phone, user_id),
  }
  const renamed = names.now.length > 0 ? { renamed: names } : {}
  if (type.endsWith('changed_number')) {
    return { kind: 'system', what: 'number_changed', ...(phone && { to: `+${phone}` }), ...renamed }
  }
  if (type === 'user_changed_user_id') {
    return { kind: 'system', what: 'id_changed', ...(user_id && { to: user_id }), ...renamed }
  }
  return { kind: 'system', what: type }
}

/** The switch for advertising that WhatsApp shows people on our messages. */
function readPreference(chosen: WirePreference): Said {
  const { wa_id, user_id, category, value, timestamp } = chosen
  const chat = wa_id ?? user_id
  const what = category === 'marketing_messages' ? PREFERENCES.get(value ?? '') : undefined
  if (!chat || !what) return unreadable(chosen)
  const providerId = `preference:${print([chosen, timestamp])}`
  return { chat, providerId, inbound: { kind: 'system', what }, raw: chosen }
}

const PREFERENCES = new Map([
  ['stop', 'promo_stopped'],
  ['resume', 'promo_resumed'],
])

/** Written on the phone that shares our number: a person of ours has answered. */
function readEcho(echo: WireMessage & { to?: string; to_user_id?: string }): Said {
  const chat = echo.to ?? echo.to_user_id
  if (!echo.id || !chat) return unreadable(echo)
  const text = contentOf(echo)?.text
  const inbound = { kind: 'system', what: 'typed_on_phone', ...(text && { text }) } as const
  return { chat, providerId: echo.id, inbound, raw: echo }
}
