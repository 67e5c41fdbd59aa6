import { createHash } from 'node:crypto'
import type { Inbound, MessageFate } from '../../../domain/messages/inbound.ts'
import type { IdentityKind } from '../../../domain/tables.ts'
import type { Heard } from '../../door.ts'
import { contentOf, referralOf } from './message-content.ts'
import type { Change, CloudWebhook, WireContact, WireMessage, WireStatus } from './wire.ts'

type Me = { accountId: number; phoneNumberId: string }
type Said = Omit<Heard, 'accountId'>

/** All that one post carries, in its order. Never throws: what it cannot read is `unknown`. */
export function hearWebhook({ entry }: CloudWebhook, me: Me): Heard[] {
  const changes = (entry ?? []).flatMap((part) => part?.changes ?? [])
  return changes
    .flatMap((change) => readChange(change, me))
    .map((said) => ({
      accountId: me.accountId,
      ...said,
    }))
}

function readChange(change: Change, { phoneNumberId }: Me): Said[] {
  const { messages, statuses, message_echoes, contacts, metadata } = change?.value ?? {}
  const number = metadata?.phone_number_id
  // Another number of the same business posts here too; it is not ours to answer for.
  if (number !== undefined && number !== phoneNumberId) return [unreadable(change)]
  const said = [
    ...each(messages, (message) => readMessage(message, contacts)),
    ...each(statuses, readStatus),
    ...each(message_echoes, readEcho),
  ]
  return said.length > 0 ? said : [unreadable(change)]
}

/** One that cannot be read must not take the others of its batch with it. */
function each<Wire>(items: Wire[] | undefined, read: (item: Wire) => Said): Said[] {
  if (!Array.isArray(items)) return []
  return items.map((item) => {
    try {
      return read(item)
    } catch {
      return unreadable(item)
    }
  })
}

function readMessage(message: WireMessage, contacts: WireContact[] = []): Said {
  const { id, from, from_user_id, group_id } = message
  const contact = contactOf(message, contacts)
  const address = group_id ?? from ?? from_user_id ?? contact?.wa_id ?? contact?.user_id
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
  const { type, edit, referral, context } = message
  if (type === 'system') return systemOf(message)
  if (type === 'reaction' || type === 'revoke') return { kind: 'system', what: type }

  const person = personOf(message, contact)
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
  const names: { kind: IdentityKind; value: string | undefined }[] = [
    { kind: 'phone', value: phone && `+${phone}` },
    { kind: 'bsuid', value: from_user_id ?? contact?.user_id },
    { kind: 'username', value: contact?.profile?.username },
  ]
  return {
    from: names.flatMap(({ kind, value }) => (value ? [{ kind, value }] : [])),
    ...(contact?.profile?.name && { name: contact.profile.name }),
  }
}

function systemOf({ system }: WireMessage): Inbound {
  const { type = 'system', wa_id, new_wa_id, user_id } = system ?? {}
  const phone = wa_id ?? new_wa_id
  if (type.endsWith('changed_number')) {
    return { kind: 'system', what: 'number_changed', ...(phone && { to: `+${phone}` }) }
  }
  if (type === 'user_changed_user_id') {
    return { kind: 'system', what: 'id_changed', ...(user_id && { to: user_id }) }
  }
  return { kind: 'system', what: type }
}

function readStatus(status: WireStatus): Said {
  const { id, status: told = '', timestamp, recipient_id, recipient_user_id, errors } = status
  const fate = FATES[told]
  if (!id || !fate) return unreadable(status)
  const [error] = errors ?? []
  const why = [error?.code, error?.title, error?.error_data?.details].filter(Boolean).join(' · ')
  return {
    chat: recipient_id ?? recipient_user_id ?? NOBODY,
    providerId: `${id}:${told}`,
    inbound: {
      kind: 'status',
      messageId: id,
      fate,
      ...(why && { error: why }),
      at: new Date(Number(timestamp ?? 0) * 1000).toISOString(),
    },
    raw: status,
  }
}

/** Written on the phone that shares our number: a person of ours has answered. */
function readEcho(echo: WireMessage & { to?: string }): Said {
  if (!echo.id || !echo.to) return unreadable(echo)
  const inbound = { kind: 'system', what: 'typed_on_phone' } as const
  return { chat: echo.to, providerId: echo.id, inbound, raw: echo }
}

function unreadable(raw: unknown): Said {
  const print = createHash('sha256')
    .update(JSON.stringify(raw) ?? '')
    .digest('hex')
    .slice(0, 32)
  return { chat: NOBODY, providerId: `raw:${print}`, inbound: { kind: 'unknown' }, raw }
}

/** Where news goes that belongs to no chat. */
const NOBODY = 'account'

const FATES: Record<string, MessageFate> = {
  sent: 'accepted',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
}
