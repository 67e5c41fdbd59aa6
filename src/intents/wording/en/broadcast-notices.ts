import type {
  BroadcastCount,
  BroadcastState,
  PauseReason,
} from '../../../domain/broadcasts/broadcast.ts'
import type { Reply } from '../../intent.ts'
import {
  barOf,
  decideButtons,
  farOf,
  linesOf,
  openButton,
  progressButtons,
  type SaidProgress,
  withPlaces,
} from '../broadcast-words.ts'
import type { BroadcastNoticeWords } from '../id/broadcast-notices.ts'
import { otherSendReason, sendReasons } from './send-reasons.ts'

export const states: Record<BroadcastState, string> = {
  draft: 'draft',
  waiting: 'waiting for approval',
  scheduled: 'scheduled',
  sending: 'being sent',
  paused: 'paused',
  stopped: 'stopped',
  done: 'done',
  declined: 'declined',
}

/** Why somebody did not get it. */
export const reasons: Record<string, string> = {
  ...sendReasons,
  no_chat: 'no WhatsApp number known',
  same_number: 'has the number of somebody else on this list',
  left: 'did not fit any more when it was time',
  merged: 'is one with another customer now',
  staff: 'is of the team now',
  stopped: 'the broadcast was stopped',
}
export const otherReason = otherSendReason

const pauses: Record<PauseReason, (number: string) => string> = {
  spam_limit: (number) => `Meta finds that ${number} sends too much (spam)`,
  restricted: (number) => `WhatsApp restricts the number ${number}`,
  banned: (number) => `WhatsApp has banned the number ${number}`,
  starter_left: () => 'who sent it is not in the team any more',
}

const buttons = {
  pause: '⏸️ Pause',
  resume: '▶️ Go on',
  stop: '⏹️ Stop',
  refresh: '🔄 Refresh',
  result: '📊 Result',
  copy: '📄 Copy',
}

/** What a broadcast says, where it is read by nobody in particular. */
export function anyones(text: string) {
  return withPlaces(text, { customer_name: '(name)', business_name: '(name of the business)' })
}

export function count(state: BroadcastState, one: BroadcastCount) {
  const far = farOf(state, one)
  return linesOf([
    `${barOf(far)} ${far.done}/${far.total}`,
    `Sent ${one.sent} · arrived ${one.delivered} · read ${one.read}`,
    one.failed > 0 && `Failed ${one.failed}`,
    one.skipped > 0 && `Not sent to ${one.skipped}`,
    ...Object.entries(one.reasons).map(
      ([code, n]) => `– ${n} people: ${reasons[code] ?? otherReason(code)}`,
    ),
  ])
}

export function progress(one: SaidProgress): Reply {
  const { state } = one
  return {
    text: linesOf([
      `📣 Broadcast #${one.id}: ${states[state]}`,
      `“${anyones(one.text)}”`,
      state === 'waiting' && 'Nothing is sent yet: somebody else must approve it first.',
      state === 'scheduled' && one.sendAt && `Goes out from ${one.sendAt}.`,
      one.pausedBecause && `⚠️ It paused by itself: ${pauses[one.pausedBecause]('of ours')}.`,
      one.quietUntil && `🌙 Quiet hours: it goes on ${one.quietUntil}.`,
      count(state, one.count),
      one.eta && `Done at about ${one.eta}.`,
    ]),
    choices: progressButtons(one, buttons),
    slot: one.slot,
  }
}

export const broadcastNotices: BroadcastNoticeWords = {
  'broadcast.progress': progress,
  'broadcast.to_approve': ({ id, by, text, file, people, sendAt }) => ({
    text: linesOf([
      `📣 ${by} asks you to approve broadcast #${id} to ${people} people${sendAt ? `, going out from ${sendAt}` : ''}:`,
      anyones(text),
      file && `📎 ${file}`,
    ]),
    choices: decideButtons(id, { yes: '✅ Approve', no: '❌ Decline', sample: '👁️ Send a sample' }),
  }),
  'broadcast.approved': ({ id, by }) => ({ text: `✅ ${by} approved broadcast #${id}.` }),
  'broadcast.declined': ({ id, by }) => ({
    text: `❌ ${by} declined broadcast #${id}. Nothing was sent.`,
  }),
  'broadcast.approval_raised': ({ by, before, after }) => ({
    text: `⚠️ ${by} has raised the limit above which broadcasts need approval: from ${before} people to ${after}. A broadcast to ${after} people or fewer goes out without a second person. If that is wrong: /siaran atur persetujuan=${before}`,
  }),
  'broadcast.paused_itself': ({ id, text, because, number }) => ({
    text: `⚠️ Broadcast #${id} (“${anyones(text)}”) has paused by itself: ${pauses[because](number ?? 'of ours')}. Wait until it is well or choose another number, then go on.`,
    choices: openButton(id, 'Open the broadcast'),
  }),
  'broadcast.starter_left': ({ id, text, starter }) => ({
    text: `⏸️ Broadcast #${id} (“${anyones(text)}”) is paused: ${starter}, who sent it, is not in the team any more, and nobody else has approved it. Open it to go on or to stop it.`,
    choices: openButton(id, 'Open the broadcast'),
  }),
  'broadcast.file_kept': ({ id, name }) => ({
    text: `📎 ${name} is kept for broadcast #${id}.`,
    choices: openButton(id, 'Open the broadcast'),
  }),
  'broadcast.file_lost': ({ id, name, problem }) => ({
    text: `${name} cannot go with broadcast #${id}: ${
      {
        too_big: 'it is too big (10 MB at most)',
        wrong_kind: 'we do not take that kind of file',
        gone: 'it cannot be fetched any more',
      }[problem]
    }. Send it again with the button Attachment.`,
    choices: openButton(id, 'Open the broadcast'),
  }),
  'broadcast.sheet': ({ file }) => ({ text: '', file }),
}
