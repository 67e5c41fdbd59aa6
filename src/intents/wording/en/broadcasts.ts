import type { BroadcastCount, BroadcastState } from '../../../domain/broadcasts/broadcast.ts'
import type { BroadcastNotices } from '../../../domain/broadcasts/broadcast-notices.ts'
import type { TemplateProblem } from '../../../domain/templates/template.ts'
import type { Reply } from '../../intent.ts'
import { barOf, broadcastButtons, decideButtons, doneOf } from '../broadcast-words.ts'

const states: Record<BroadcastState, string> = {
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
const reasons: Record<string, string> = {
  opted_out: 'asked us to stop',
  no_chat: 'no WhatsApp number known',
  window_closed: 'outside the 24 hours, and no template of Meta',
  stopped: 'the broadcast was stopped',
  undeliverable: 'the number cannot receive',
  marketing_limit: 'Meta’s limit of advertising for that person',
  spam_limit: 'limited by Meta',
  reachout: 'WhatsApp holds back first words to strangers',
}

const buttons = { pause: '⏸️ Pause', resume: '▶️ Go on', stop: '⏹️ Stop' }

export const broadcasts = {
  states,
  reason: (code: string) => reasons[code] ?? `refused by WhatsApp (${code})`,
  wrongText: (problem: TemplateProblem) => {
    switch (problem.problem) {
      case 'too_long':
        return `It is too long (${problem.length} letters; ${problem.max} at most).`
      case 'unknown':
        return `There is no {{${problem.name}}}. There are: ${problem.known.map((name) => `{{${name}}}`).join(', ')}.`
      case 'broken':
        return `A {{ or }} is not whole near “${problem.near}”.`
      default:
        return 'There is no text yet. Write it first.'
    }
  },
  count: (count: BroadcastCount) =>
    [
      `${barOf(count)} ${doneOf(count)}/${count.total}`,
      `Sent ${count.sent} · arrived ${count.delivered} · read ${count.read}`,
      count.failed > 0 ? `Failed ${count.failed}` : '',
      ...Object.entries(count.reasons).map(
        ([code, n]) => `– ${n} people: ${reasons[code] ?? `refused by WhatsApp (${code})`}`,
      ),
    ]
      .filter(Boolean)
      .join('\n'),
}

export const broadcastNotices: {
  [Code in keyof BroadcastNotices]: (details: BroadcastNotices[Code]) => Reply
} = {
  'broadcast.progress': ({ id, state, count, text, sendAt, quietUntil }) => ({
    text: [
      `📣 Broadcast #${id}: ${states[state]}`,
      `“${text}”`,
      state === 'scheduled' && sendAt ? `Goes out from ${sendAt}.` : '',
      quietUntil ? `Nothing is sent at night; it goes on ${quietUntil}.` : '',
      broadcasts.count(count),
    ]
      .filter(Boolean)
      .join('\n'),
    choices: broadcastButtons({ id, state }, buttons),
  }),
  'broadcast.to_approve': ({ id, by, text, people, sendAt }) => ({
    text: [
      `📣 ${by} asks you to approve broadcast #${id} to ${people} people${sendAt ? `, going out ${sendAt}` : ''}:`,
      `“${text}”`,
    ].join('\n'),
    choices: decideButtons(id, { yes: '✅ Approve', no: '❌ Decline' }),
  }),
  'broadcast.approved': ({ id, by }) => ({ text: `✅ ${by} approved broadcast #${id}.` }),
  'broadcast.declined': ({ id, by }) => ({
    text: `❌ ${by} declined broadcast #${id}. Nothing was sent.`,
  }),
}
