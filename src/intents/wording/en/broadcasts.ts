import type { SegmentKind } from '../../../domain/broadcasts/broadcast.ts'
import { blocksOf, linesOf, type SaidDraft } from '../broadcast-words.ts'
import type { BroadcastWords } from '../id/broadcasts.ts'
import { anyones, count, otherReason, progress, reasons, states } from './broadcast-notices.ts'
import { leads } from './leads.ts'

const kinds: Record<SegmentKind, string> = {
  customers: 'All customers',
  unpaid: 'Unpaid',
  isolated: 'Isolated',
  package: 'Package',
  router: 'Router',
  bought: 'Voucher buyers',
  stage: 'Stage of leads',
  departure: 'Departure',
  tag: 'Tag',
  resellers: 'Resellers',
}

function draft(one: SaidDraft) {
  const { people, optedOut, unknownNumber, gets } = one.reach
  const shut = one.template ? 0 : one.outsideWindow
  const tooLate = `${one.outsideWindow} people on a Cloud API number have not written for over 24 hours`
  return blocksOf([
    `📣 Broadcast #${one.id} (draft)`,
    one.parts.length === 0
      ? 'For: not chosen yet'
      : linesOf([
          `For: ${one.parts.join(' and ')}`,
          `👥 ${people} people; ${gets} can get it`,
          optedOut > 0 && `– ${optedOut} asked us to stop`,
          unknownNumber > 0 && `– ${unknownNumber} without a WhatsApp number`,
          shut > 0 && `– ${shut} outside the 24 hours, without a template of Meta`,
        ]),
    one.text === ''
      ? 'Text: not written yet'
      : `Text${one.reader ? `, as ${one.reader} reads it` : ''}:\n${one.text}`,
    linesOf([
      one.file && `📎 ${one.file}`,
      one.fetching && `📎 ${one.fetching} (being fetched …)`,
      `🕘 ${one.sendAt ? `Goes out from ${one.sendAt}` : 'Goes out as soon as it may'}`,
      one.template && !one.standIn && `🧾 Meta template outside the 24 hours: ${one.template}`,
    ]),
    one.standIn && `🧾 Those outside the 24 hours get:\n${one.standIn}`,
    one.outsideWindow > 0 &&
      (one.template
        ? `ℹ️ ${tooLate}: they get it as the template of Meta.`
        : `⚠️ ${tooLate}. Without a template of Meta they do NOT get this.`),
    one.cutAt !== null && `⚠️ In the template the text is cut after ${one.cutAt} letters.`,
  ])
}

export const broadcasts: BroadcastWords = {
  states,
  stageNames: leads.stages,
  kinds,
  title: '📣 Broadcasts',
  none: 'There are no broadcasts yet. One text to many: customers, who owes, leads …',
  line: (one) =>
    `#${one.id} · ${states[one.state]}${one.done} · ${one.text === '' ? '(no text yet)' : one.text}`,
  doneOf: (done, total) => ` ${done}/${total}`,
  make: '➕ New broadcast',
  part: ({ part, name }) => {
    switch (part.by) {
      case 'unpaid':
        return part.overdueOnly ? 'Overdue' : 'Unpaid'
      case 'bought':
        return `Voucher buyers of ${part.withinDays} days`
      case 'stage':
        return `Leads: ${leads.stages[part.stage]}`
      case 'package':
      case 'router':
      case 'departure':
      case 'tag':
        return `${kinds[part.by]} ${name ?? ''}`.trim()
      case 'customers':
      case 'isolated':
      case 'resellers':
        return kinds[part.by]
    }
  },
  counted: (label, people) => `${label} (${people})`,
  draft,
  draftButtons: {
    who: '👥 For whom',
    text: '✏️ Text',
    file: '📎 Attachment',
    when: '🕘 Time',
    template: '🧾 Meta template',
    sample: '👁️ Send me a sample',
    start: '🚀 Send',
    discard: '🗑️ Discard',
  },
  anyones,
  back: '⬅️ Back',
  who: (parts, people) =>
    parts.length === 0
      ? 'Who is it for? Pick one; it can be narrowed down afterwards.'
      : `For: ${parts.join(' and ')} (${people} people)\n\nNarrow it down? Only who fits ALL of them gets it.`,
  whichOf: (kind) => `Which one: ${kinds[kind].toLowerCase()}?`,
  noneOf: (kind) => `There is nothing to pick for ${kinds[kind].toLowerCase()}.`,
  drop: (part) => `✖️ ${part}`,
  askText: (variables) =>
    `Write the text now, just as it will be read. You may use ${variables.map((name) => `{{${name}}}`).join(' and ')}. A picture or PDF may come along.`,
  askFile: 'Send the picture or PDF now.',
  noFile: 'No attachment',
  askTemplate:
    'Who has not written for over 24 hours can be reached by a template of Meta only. Which one shall it be?',
  templateMissing: {
    submit:
      'Meta has approved no template for broadcasts yet, so who has not written for over 24 hours cannot get this. Hand it in first; Meta usually answers within 24 hours.',
    ask: 'Meta has approved no template for broadcasts yet, so who has not written for over 24 hours cannot get this. Ask the owner or an admin to hand it in.',
    wait: 'The template for broadcasts is handed in and Meta is looking at it. Once approved it can be chosen here.',
  },
  submitTemplate: 'Hand in the broadcast template at Meta',
  noTemplate: 'No template',
  askWhen: 'When shall it go? Write for example "besok 09.00" or "31/12 08.00".',
  now: 'Now',
  tomorrow: 'Tomorrow 09.00',
  sampleSent: (id, reader) =>
    `☝️ That is how broadcast #${id} reads${reader ? ` for ${reader}` : ''}. To try it on WhatsApp: /siaran uji ${id} 0812…`,
  tried: (phone) => `A sample was sent to ${phone}.`,
  testName: 'Test number',
  askStart: (one) =>
    linesOf([
      `Send broadcast #${one.id} to ${one.people} people${one.sendAt ? `, from ${one.sendAt}` : ' now'}?`,
      `“${one.text}”`,
      one.until && `At the present pace and limits it is done at about ${one.until}.`,
      one.quietUntil && `🌙 These are quiet hours: it begins ${one.quietUntil}.`,
      one.outsideWindow > 0 &&
        `⚠️ ${one.people - one.outsideWindow} can get it: ${one.outsideWindow} of them have not written for over 24 hours and will not (no template of Meta).`,
      one.standIn && `🧾 Those outside the 24 hours get: “${one.standIn}”`,
      one.asks && 'Somebody else must approve it before it is sent.',
    ]),
  started: (id, people, state) =>
    state === 'waiting'
      ? `Broadcast #${id} to ${people} people waits for approval. Those who may have been told.`
      : state === 'scheduled'
        ? `Broadcast #${id} to ${people} people is scheduled.`
        : `Broadcast #${id} to ${people} people is on its way.`,
  approved: (id) => `✅ Broadcast #${id} is approved.`,
  declined: (id) => `❌ Broadcast #${id} is declined. Nothing was sent.`,
  askStop: (id, left) =>
    `Stop broadcast #${id} for good? ${left} people have not got it and will not.`,
  askDiscard: (id) => `Discard the draft of broadcast #${id}?`,
  discarded: (id) => `The draft of broadcast #${id} is gone.`,
  result: (one) =>
    linesOf([
      `📊 Result of broadcast #${one.id} (${states[one.state]})`,
      `“${anyones(one.text)}”`,
      count(one.state, one.count),
    ]),
  asSheet: '📥 Excel of readers',
  sheetComing: 'The list is being made and comes here in a moment.',
  sheet: {
    title: 'Readers',
    name: 'Name',
    phone: 'Number',
    fate: 'State',
    why: 'Reason',
    sentAt: 'Sent',
    fates: {
      waiting: 'not sent yet',
      queued: 'in the queue',
      skipped: 'not sent',
      failed: 'failed',
      sent: 'sent',
      delivered: 'arrived',
      read: 'read',
    },
    reasons,
    otherReason: otherReason('{code}'),
  },
  settings: (above, phones) =>
    linesOf([
      '⚙️ Broadcasts',
      above === 0
        ? 'Every broadcast needs the yes of a second person.'
        : `To more than ${above} people, a broadcast needs the yes of a second person.`,
      `Numbers for trying: ${phones.length === 0 ? 'none' : phones.join(', ')}`,
      'Change: /siaran atur persetujuan=100 uji=081234567890',
    ]),
  wrongText: (problem) => {
    switch (problem.problem) {
      case 'too_long':
        return `It is too long (${problem.length} letters; ${problem.max} at most).`
      case 'unknown':
        return `There is no {{${problem.name}}}. There are: ${problem.known.map((name) => `{{${name}}}`).join(', ')}.`
      case 'broken':
        return `A {{ or }} is not whole near “${problem.near}”.`
      case 'empty':
      case 'missing':
      case 'hidden':
        return 'There is no text yet. Write it first.'
    }
  },
  count,
  progress,
}
