import type { SessionNotices } from '../../../domain/messages/session-notices.ts'
import type { RefusalReasons } from '../../../domain/refusal.ts'
import type { Reply } from '../../intent.ts'
import {
  pairButton,
  resumeButton,
  type SaidSession,
  sayPhone,
  sayStanding,
  type Standing,
  STANDING_MARKS,
} from '../session-words.ts'
import type { sessions as inIndonesian } from '../id/sessions.ts'

const channels = { cloud: 'Cloud API (Meta)', baileys: 'by QR', waha: 'WAHA' }

const standings: Record<Standing, (since: string) => string> = {
  cloud: () => 'Live through Meta',
  open: (since) => `Connected since ${since}`,
  connecting: () => 'Connecting',
  away: (since) => `Not connected; trying again (last connected ${since})`,
  pairing: () => 'Waiting for the QR to be scanned',
  paused: (since) => `Paused since ${since}`,
  unlinked: (since) => `Not linked since ${since}; needs a QR scan`,
  banned: (since) => `Banned by WhatsApp since ${since}`,
}

const metaWords = {
  red: 'red (low)',
  low: 'low',
  yellow: 'yellow (medium)',
  medium: 'medium',
  declined: 'declined',
  expired: 'expired',
  restricted: 'restricted',
  flagged: 'flagged',
}

export const sessions: typeof inIndonesian = {
  title: 'WhatsApp numbers:',
  none: 'There is no WhatsApp number yet. Add one: /wa tambah shop',
  pick: 'Tap a number to open its panel.',
  line: (one: SaidSession) =>
    [
      `${STANDING_MARKS[one.standing]} ${one.name}${one.phone ? ` · ${sayPhone(one.phone)}` : ''} · ${channels[one.channel]}`,
      `   ${standings[one.standing](one.since)}`,
      `   ${one.queued} waiting · ${one.sentToday} sent today`,
      one.noSendingUntil
        ? `   ⏳ WhatsApp holds all messages back until ${one.noSendingUntil}`
        : '',
      one.noNewChatsUntil
        ? `   ⏳ WhatsApp holds messages to new people back until ${one.noNewChatsUntil}`
        : '',
      one.warming ? '   🌱 A new number: it writes a little more each day' : '',
      one.detail && one.standing === 'away' ? `   ⚠️ ${one.detail}` : '',
      one.detail && one.standing === 'cloud'
        ? `   ⚠️ Meta says: ${sayStanding(one.detail, metaWords)}`
        : '',
      one.noPromoUntil ? `   ⏳ Advertising is held back until ${one.noPromoUntil}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  buttons: {
    pair: '📷 Link',
    newQr: '📷 New QR',
    rename: '✏️ Rename',
    pause: '⏸️ Pause',
    resume: '▶️ Resume',
    unlink: '🔌 Unlink',
    remove: '🗑️ Remove',
    refresh: '🔄 Refresh',
  },
  preparing: (name) => `📷 Preparing the QR of ${name}… The picture appears here in a few seconds.`,
  renamed: (name) => `It is called ${name} now.`,
  paused: (name) =>
    `⏸️ ${name} is paused: it neither receives nor sends. What waits keeps waiting. The Resume button connects it again, without a QR.`,
  pausedCloud: (name) =>
    `⏸️ ${name} is paused: nothing is sent from it. What comes in is still written down, and its answers wait in the queue. Go on with the Resume button.`,
  resumed: (name) =>
    `▶️ ${name} is being connected again; it takes some seconds. Tap Refresh to see it.`,
  resumedCloud: (name) => `▶️ ${name} sends again, beginning with what waits.`,
  unlinked: (name) => `🔌 ${name} is unlinked. Link it again any time with the Link button.`,
  removed: (name) => `🗑️ ${name} is off the list. What was said through it is kept.`,
  unlinkAsk: (name, queue) =>
    `Unlink ${name} from WhatsApp?\nIts linked device is logged out; using it again needs a QR scan. ${queue}`,
  removeAsk: (name, queue) =>
    `Remove ${name}?\nThe number is logged out of WhatsApp and leaves the list; what was said is kept. ${queue}`,
  queue: ({ queued, others }) => {
    if (queued === 0) return 'Nothing waits to be sent.'
    return others.length > 0
      ? `${queued} waiting messages move to another live number (${others.join(', ')}).`
      : `${queued} waiting messages stay in the queue: no other number is live.`
  },
}

const queueLeft = (queued: number) =>
  queued > 0
    ? ` ${queued} messages wait; they move to another live number if there is one.`
    : ' Nothing waits to be sent.'

const scan = [
  '1. On the phone of that number open WhatsApp › ⋮ (iPhone: Settings) › Linked devices.',
  '2. Tap Link a device and scan this picture.',
]

export const sessionNotices = {
  'session.qr': ({ name, file }: SessionNotices['session.qr']): Reply => ({
    text: [
      `📷 QR of ${name}`,
      ...scan,
      'The picture renews itself until it is scanned, for 3 minutes at most. Do not forward it: whichever phone scans it becomes the number of this business.',
    ].join('\n'),
    file,
  }),
  'session.paired': ({ name, phone, again }: SessionNotices['session.paired']): Reply => ({
    text: `✅ Connected: ${phone ? sayPhone(phone) : name}${phone ? ` (${name})` : ''}. Messages to this number are answered from now on.${again ? ' Messages that came in while it was unlinked cannot be read here; look on the phone.' : ''}`,
  }),
  'session.qr_expired': ({
    accountId,
    name,
    slot,
  }: SessionNotices['session.qr_expired']): Reply => ({
    text: `⌛ The QR of ${name} was not scanned in time and is no longer valid.`,
    choices: [
      {
        label: 'Ask for a new QR',
        act: { intent: 'session.pair', input: { id: accountId, slot } },
      },
    ],
  }),
  'session.twin': ({ accountId, name, phone, other }: SessionNotices['session.twin']): Reply => ({
    text: `⚠️ ${sayPhone(phone)} is linked already, as ${other}, so ${name} was unlinked again: with two lines customers get every answer twice. Scan with another phone, or remove ${name}.`,
    choices: [pairButton('Ask for a new QR', accountId)],
  }),
  'session.down': ({
    accountId,
    name,
    minutes,
    queued,
    reason,
  }: SessionNotices['session.down']): Reply => ({
    text: `🔴 Number ${name} has been away for ${minutes} minutes${reason ? ` (${reason})` : ''}. It keeps trying to connect.${queued > 0 ? ` ${queued} messages wait; after 10 minutes they move to another live number.` : ''} Make sure its phone is on and has internet.`,
    choices: [pairButton('Link again', accountId)],
  }),
  'session.logged_out': ({
    accountId,
    name,
    phone,
    queued,
  }: SessionNotices['session.logged_out']): Reply => ({
    text: `🔴 Number ${name}${phone ? ` (${sayPhone(phone)})` : ''} is not linked any more: its device was logged out, or its QR was never scanned.${queueLeft(queued)}`,
    choices: [pairButton('Link now', accountId)],
  }),
  'session.still_linked': ({ name, phone }: SessionNotices['session.still_linked']): Reply => ({
    text: `⚠️ ${name}${phone ? ` (${sayPhone(phone)})` : ''} is unlinked here, but WhatsApp could not be told. Remove it on the phone too: WhatsApp › Linked devices › tap this device › Log out.`,
  }),
  'session.replaced': ({ accountId, name, queued }: SessionNotices['session.replaced']): Reply => ({
    text: `⚠️ Another connection took number ${name} over, so it is paused here: two would fight for it. If that is another program, stop it first, then connect again.${queued > 0 ? ` ${queued} messages wait.` : ''}`,
    choices: [resumeButton('Connect again', accountId)],
  }),
  'session.banned': ({
    accountId,
    name,
    phone,
    queued,
    onPhone,
  }: SessionNotices['session.banned']): Reply => ({
    text: `⛔ WhatsApp banned number ${name}${phone ? ` (${sayPhone(phone)})` : ''}. ${onPhone ? 'Open WhatsApp on its phone and ask for a review; once it is free, link it again.' : 'Ask for a review in Meta Business Suite › Account quality; once Meta frees it, it goes on.'}${queueLeft(queued)}`,
    choices: [
      onPhone ? pairButton('Link again', accountId) : resumeButton('It is free', accountId),
    ],
  }),
  'session.restricted': ({ name, until, sure }: SessionNotices['session.restricted']): Reply => ({
    text: `⏳ WhatsApp restricts ${name} until ${sure ? '' : 'about '}${until}: it may not write to new people. Chats that exist go on; new people are written to from another number.`,
  }),
  'session.capped': ({ name, level }: SessionNotices['session.capped']): Reply => ({
    text: {
      first: `⚠️ A first warning of WhatsApp for ${name}: it writes to too many new people. Send fewer broadcasts from it.`,
      second: `⚠️ A second warning of WhatsApp for ${name}: it has almost used up how many new people it may write to. Stop broadcasts from it.`,
      capped: `⏳ ${name} has reached WhatsApp's limit of new people. Chats that exist go on; new people are written to from another number.`,
    }[level],
  }),
  'session.slow_down': ({ name, until }: SessionNotices['session.slow_down']): Reply => ({
    text: `⏳ WhatsApp asks ${name} to slow down: its messages are held until ${until} and go on by themselves.`,
  }),
  'session.bad_keys': ({ accountId, name }: SessionNotices['session.bad_keys']): Reply => ({
    text: `🚨 The stored keys of number ${name} cannot be read, so it is paused. See first whether the server still has its old SECRET_KEY, then connect again. If the key is lost, link it anew by QR.`,
    choices: [resumeButton('Connect again', accountId), pairButton('Link again', accountId)],
  }),
  'session.back': ({ name, phone, minutes }: SessionNotices['session.back']): Reply => ({
    text: `🟢 Number ${name}${phone ? ` (${sayPhone(phone)})` : ''} is connected again after ${minutes} minutes.`,
  }),
  'session.free': ({ name }: SessionNotices['session.free']): Reply => ({
    text: `🟢 WhatsApp no longer holds ${name} back.`,
  }),
  'session.queue_stuck': ({
    accountId,
    name,
    left,
    onPhone,
  }: SessionNotices['session.queue_stuck']): Reply => ({
    text: `⚠️ ${left} messages are stuck at ${name} and cannot move: no other number is live and may write to them, or the customers' phone numbers are not known. ${onPhone ? 'Link this number again' : 'Resume this number'}, or add another with /wa tambah; the messages then go by themselves.`,
    choices: [onPhone ? pairButton('Link again', accountId) : resumeButton('Resume', accountId)],
  }),
  'session.promo_held': ({ name, until }: SessionNotices['session.promo_held']): Reply => ({
    text: `⏳ Meta finds that ${name} sends too much (spam), so advertising from it is held back until ${until}. Answers, invoices and reminders go on. Send fewer broadcasts, and only to people who want them.`,
  }),
  'session.queue_moved': ({
    name,
    messages,
    people,
    left,
  }: SessionNotices['session.queue_moved']): Reply => ({
    text: `↪️ ${messages} messages to ${people} people moved from ${name} to other numbers.${left > 0 ? ` ${left} still wait at ${name}.` : ''}`,
  }),
  'session.queue_ended': ({ name, ended }: SessionNotices['session.queue_ended']): Reply => ({
    text: `⚠️ ${ended} messages of ${name} are not sent again from another number: it was cut off while they were being sent, and they may have arrived. Look at those chats if they matter.`,
  }),
}

export const sessionRefusals = {
  'session.unknown': ({ query, known }: RefusalReasons['session.unknown']) =>
    known.length > 0
      ? `There is no number "${query}". There are: ${known.join(', ')}.`
      : 'There is no such number. See them all with /wa.',
  'session.taken_name': ({ name }: RefusalReasons['session.taken_name']) =>
    `There is a number "${name}" already. Use another name, or link it again with /wa tautkan ${name}.`,
  'session.bad_name': () =>
    'The name of a number has 1 to 30 letters or digits, for example: shop, cs-2.',
  'session.too_many': ({ max }: RefusalReasons['session.too_many']) =>
    `There are ${max} numbers already, which is the most. Remove one that is not used: /wa hapus.`,
  'session.state': ({ name, state }: RefusalReasons['session.state']) =>
    ({
      on: `${name} is connected. To link it to another phone, unlink it first: /wa putus ${name}.`,
      pairing: `${name} still waits for its QR to be scanned. Ask for one with /wa tautkan ${name}.`,
      paused: `${name} is paused. Go on with /wa lanjut ${name}.`,
      unlinked: `${name} is not linked. Link it with /wa tautkan ${name}.`,
      banned: `${name} is banned by WhatsApp. Once it is free, link it with /wa tautkan ${name}.`,
      removed: `${name} was removed.`,
    })[state],
  'session.cloud': ({ name }: RefusalReasons['session.cloud']) =>
    `${name} is on the Cloud API: it is connected in Meta and the server's settings, not by QR. Here it can be renamed, paused and resumed.`,
  'session.not_available': ({ channel }: RefusalReasons['session.not_available']) =>
    channel === 'waha'
      ? 'WAHA is not set up on this server. Whoever runs it: set WHATSAPP_PROVIDERS=waha and WAHA_URL, then restart.'
      : 'Numbers by QR are not set up on this server. Whoever runs it: install the optional part (npm ci without --omit=optional), name baileys in WHATSAPP_PROVIDERS, then restart.',
  'session.private': () =>
    'A QR is a secret and goes into a private chat only. Open your private chat with the bot in Telegram and type /wa.',
}
