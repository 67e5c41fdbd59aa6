import type { BaileysEventMap, WAMessage, WASocket } from '@whiskeysockets/baileys'
import type { SessionNews } from '../../../domain/sessions/report-session.ts'
import { namesIn } from './address.ts'
import { CIPHERTEXT } from './hear-message.ts'
import type { Hearing } from './hearing.ts'
import { missedIn } from './history.ts'
import type { Library } from './library.ts'
import { type StoredMessage, toStored } from './stored-message.ts'

type EventName = keyof BaileysEventMap

/**
 * Hears every event as Baileys makes it. Its own way to listen holds messages back for up to half a
 * minute and folds several events into one, when the sender's phone shows two ticks already.
 */
export function tapEvents(socket: WASocket, hear: (event: Partial<BaileysEventMap>) => void) {
  const { ev } = socket
  const emit = ev.emit.bind(ev)
  ev.emit = <Name extends EventName>(name: Name, told: BaileysEventMap[Name]) => {
    hear({ [name]: told })
    return emit(name, told)
  }
}

type Listening = {
  library: Library
  hearing: Hearing
  /** Since when messages may have been missed. */
  since: () => Date | undefined
  isBeingSent: (id: string) => boolean
  /** It was kept when it was opened. */
  isKept: (message: StoredMessage) => boolean
  onMessage: (message: StoredMessage) => void
  onStub: (message: StoredMessage) => void
  report: (news: SessionNews) => void
}

/** What Baileys tells of messages, people and limits, passed on to where it is kept. */
export function tellEvents(listening: Listening, event: Partial<BaileysEventMap>) {
  const { library, hearing, report } = listening
  const upsert = event['messages.upsert']
  if (upsert) hearMessages(listening, upsert.messages)

  const history = event['messaging-history.set']
  if (history) hearHistory(listening, history)

  const updates = event['messages.update'] ?? []
  // A refusal of what is being sent is for whoever sends it, and is perhaps tried again.
  const fates = updates
    .filter(({ key, update }) => key.fromMe && typeof update.status === 'number')
    .filter(({ key, update }) => Number(update.status) > 0 || !listening.isBeingSent(key.id ?? ''))
    .map(({ key, update }) => toStored(library, { ...update, key }))
  if (fates.length > 0) hearing.hear({ kind: 'fates', updates: fates })

  const receipts = (event['message-receipt.update'] ?? [])
    .filter(({ key }) => key.fromMe)
    .map(({ key, receipt }) => {
      const status = receipt.readTimestamp ? READ : DELIVERED
      return { ...toStored(library, { key }), status }
    })
  if (receipts.length > 0) hearing.hear({ kind: 'fates', updates: receipts })

  const mapping = event['lid-mapping.update']
  if (mapping) hearNames(hearing, [mapping])

  const cap = event['message-capping.update']?.capping_status
  const level = LEVELS[String(cap)]
  if (level) report({ kind: 'capped', level })
}

function hearMessages(listening: Listening, messages: WAMessage[]) {
  const { library, hearing, isKept, onMessage, onStub } = listening
  const stored = messages.map((message) => toStored(library, message))
  const news = stored.filter((message) => !isKept(message))
  if (news.length > 0) hearing.hear({ kind: 'messages', messages: news })
  for (const message of stored) {
    if (message.messageStubType === CIPHERTEXT && !message.message) onStub(message)
    else onMessage(message)
  }
}

function hearHistory(
  { library, hearing, since }: Listening,
  { messages, lidPnMappings = [] }: BaileysEventMap['messaging-history.set'],
) {
  hearNames(hearing, lidPnMappings)
  const { fresh, old } = missedIn(messages, { since: since(), now: new Date() })
  const store = (message: WAMessage) => toStored(library, message)
  if (old.length > 0) hearing.hear({ kind: 'messages', messages: old.map(store), old: true })
  if (fresh.length > 0) hearing.hear({ kind: 'messages', messages: fresh.map(store) })
}

function hearNames(hearing: Hearing, mappings: { lid: string; pn: string }[]) {
  const pairs = mappings.flatMap((mapping) => {
    const { lid, phone } = namesIn(mapping.lid, mapping.pn)
    return lid && phone ? [{ lid, phone }] : []
  })
  if (pairs.length > 0) hearing.hear({ kind: 'names', pairs })
}

const DELIVERED = 3
const READ = 4
const LEVELS: Record<string, 'first' | 'second' | 'capped'> = {
  FIRST_WARNING: 'first',
  SECOND_WARNING: 'second',
  CAPPED: 'capped',
}
