import type { LogFate } from '../../../domain/message-log/log-entry.ts'
import type { MediaKind } from '../../../domain/messages/inbound.ts'
import type { messageLog as inIndonesian } from '../id/message-log.ts'
import { lines } from '../lines.ts'

const media: Record<MediaKind, string> = {
  image: '📷',
  document: '📄',
  audio: '🎤',
  video: '🎬',
  sticker: '🏷️',
}

const mediaNames: Record<MediaKind, string> = {
  image: 'photo',
  document: 'document',
  audio: 'voice message',
  video: 'video',
  sticker: 'sticker',
}

const marks: Record<LogFate, string> = {
  waiting: '⏳',
  sent: '✓',
  delivered: '✓✓',
  read: '👁',
  failed: '❌',
  dropped: '🚫',
}

const fates: Record<LogFate, string> = {
  waiting: 'waiting',
  sent: 'sent',
  delivered: 'arrived',
  read: 'read',
  failed: 'failed',
  dropped: 'not sent',
}

/** What was said with a customer, as the team reads it back. */
export const messageLog: typeof inIndonesian = {
  fates,
  title: (customer, phone) => `📜 Messages with ${customer}${phone === null ? '' : ` (${phone})`}`,
  unnamed: 'a customer without a name',
  none: 'No messages yet.',
  noneOlder: 'Nothing is older.',
  several: (query) => `Several customers are called "${query}". Which one?`,
  day: (day) => `— ${day} —`,
  line: (time, who, text) => `${time} ${who}: ${text}`,
  onLine: (who, line) => `${who} [${line}]`,
  who: { customer: 'Customer', bot: 'Bot', team: 'Team', phone: 'On the phone' },
  media: (kind, name) => `${media[kind]} ${name ?? mediaNames[kind]}`,
  location: '📍 location',
  fromAd: (headline) =>
    headline === undefined ? '📢 came from an ad' : `📢 came from the ad “${headline}”`,
  stub: '⌛ the words have not arrived yet',
  edit: (text) => `✏️ changed to: ${text}`,
  edited: '(changed later)',
  revoked: '(🗑️ deleted by the customer)',
  reaction: (emoji, on) => (on === null ? emoji : `${emoji} on “${on}”`),
  empty: '(nothing in it)',
  fate: (fate, why) => {
    if (fate === 'waiting' || fate === 'failed' || fate === 'dropped') {
      return `${marks[fate]} ${fates[fate]}${why === null ? '' : `: ${why}`}`
    }
    return marks[fate]
  },
  legend: '✓ sent · ✓✓ arrived · 👁 read',
  whole: (title, body, legend) =>
    lines(title, '', ...body, ...(legend === null ? [] : ['', legend])),
  older: '⬆️ Older',
  sheetButton: '📄 Excel',
  sheetComing: 'An Excel file with all the messages is being made.',
  sheet: {
    title: 'Messages',
    when: 'Time',
    who: 'From',
    text: 'Text',
    fate: 'Status',
    why: 'Why',
    line: 'Our number',
    cut: (most) => `Only the newest ${most} messages.`,
  },
}
