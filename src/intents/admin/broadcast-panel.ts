import { z } from 'zod'
import { cutText } from '../../domain/messages/cut-text.ts'
import { findBroadcast, listBroadcasts, showIn } from '../../domain/broadcasts/draft-broadcast.ts'
import { letterOf } from '../../domain/broadcasts/letter.ts'
import { type DraftLook, lookAtDraft } from '../../domain/broadcasts/look-at-draft.ts'
import { countBroadcast } from '../../domain/broadcasts/recipient-queries.ts'
import { progressOf, sayWhen, startOf } from '../../domain/broadcasts/show-progress.ts'
import type { Deps } from '../../domain/deps.ts'
import { readTemplateBook } from '../../domain/templates/template-book.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { wordLetter, wordStandIn } from '../wording/broadcast-letter.ts'
import type { SaidDraft } from '../wording/broadcast-words.ts'
import { farOf } from '../wording/broadcast-words.ts'
import { words } from '../wording/words.ts'
import { panelInput, slotOf, which } from './broadcast-arguments.ts'

const LISTED = 8

export const broadcastList = defineIntent({
  name: 'broadcast.list',
  who: { permission: 'broadcasts.send' },
  command: {
    noun: 'siaran',
    verb: '',
    aliases: ['daftar', 'list'],
    about: { id: 'Siaran terakhir', en: 'The latest broadcasts' },
    examples: ['/siaran'],
  },
  when: 'Somebody of the team wants to send one message to many customers, or see the broadcasts.',
  input: z.object({ slot: z.string().max(80).optional() }),

  async run(deps, { slot }, turn) {
    const { broadcasts: say } = words(turn)
    const shown = slotOf(turn, slot)
    const all = await listBroadcasts(deps, LISTED)
    const lines = []
    for (const { id, state, text } of all) {
      const { count } = await countBroadcast(deps.db, id)
      const far = farOf(state, count)
      const done = far.total === 0 ? '' : say.doneOf(far.done, far.total)
      lines.push(say.line({ id, state, done, text: cutText(say.anyones(startOf(text)), 60) }))
    }
    return {
      text: [say.title, ...(all.length > 0 ? lines : [say.none])].join('\n'),
      choices: [
        { label: say.make, act: { intent: 'broadcast.make', input: { slot: shown } } },
        ...all.map(({ id }) => ({
          label: `#${id}`,
          act: { intent: 'broadcast.show', input: { id, slot: shown } },
        })),
      ],
      slot: shown,
    }
  },
})

export const broadcastShow = defineIntent({
  name: 'broadcast.show',
  who: { permission: 'broadcasts.send' },
  command: {
    noun: 'siaran',
    verb: 'lihat',
    aliases: ['cek', 'buka', 'show', 'open', 'panel'],
    usual: true,
    positional: ['id'],
    about: { id: 'Buka satu siaran', en: 'Open one broadcast' },
    examples: ['/siaran lihat 12'],
  },
  arguments: [which],
  input: panelInput,
  run: (deps, input, turn) => onPanel(deps, turn, input),
})

/** The panel of a broadcast as it is now: of a draft what is to be said, else how far it is. */
export async function onPanel(
  deps: Deps,
  turn: Turn,
  { id, slot, text }: { id: number; slot?: string | undefined; text?: string | undefined },
): Promise<Reply & { slot: string }> {
  const { broadcasts: say } = words(turn)
  const broadcast = await findBroadcast(deps, id)
  const shown = slotOf(turn, slot)
  await showIn(deps, broadcast, { conversationId: turn.conversationId, slot: shown })
  if (broadcast.state !== 'draft') {
    const { count } = await countBroadcast(deps.db, id)
    const reply = say.progress(await progressOf(deps, { broadcast, count, slot: shown }))
    return { ...reply, slot: shown }
  }
  const look = await lookAtDraft(deps, id)
  const panel = say.draft(await saidDraft(deps, turn, look))
  return {
    text: [text, panel].filter(Boolean).join('\n\n'),
    choices: draftButtons(turn, look, shown),
    slot: shown,
  }
}

function draftButtons(turn: Turn, { broadcast, hasCloud }: DraftLook, slot: string) {
  const { broadcasts: say } = words(turn)
  const input = { id: broadcast.id, slot }
  const names = (Object.keys(INTENTS) as (keyof typeof INTENTS)[]).filter(
    (name) => name !== 'template' || hasCloud,
  )
  return names.map((name) => ({
    label: say.draftButtons[name],
    act: { intent: INTENTS[name], input },
  }))
}

const INTENTS = {
  who: 'broadcast.who',
  text: 'broadcast.text',
  file: 'broadcast.file',
  when: 'broadcast.when',
  template: 'broadcast.template',
  sample: 'broadcast.sample',
  start: 'broadcast.start',
  discard: 'broadcast.discard',
}

export function partWords(turn: Turn, { parts }: Pick<DraftLook, 'parts'>): string[] {
  const { broadcasts: say } = words(turn)
  return parts.map(say.part)
}

/** As one of its readers gets it, in the language of who looks. */
export async function copyFor(
  deps: Deps,
  { person }: Turn,
  { broadcast, sample }: Pick<DraftLook, 'broadcast' | 'sample'>,
) {
  const book = await readTemplateBook(deps)
  const said = { language: person.language, reader: { name: sample?.name ?? null }, book }
  const letter = letterOf(broadcast)
  return { ...wordLetter(letter, said), standIn: wordStandIn(letter, said) }
}

const LONGEST_IN_TEMPLATE = 900

async function saidDraft(deps: Deps, turn: Turn, look: DraftLook): Promise<SaidDraft> {
  const { broadcast, reach, sample, hasCloud } = look
  const { id, text, file, file_asked: asked, send_at } = broadcast
  const { people, optedOut, unknownNumber } = reach
  const { meta } = letterOf(broadcast)
  const shut = meta ? 0 : reach.outsideWindow
  const { text: said, standIn } = await copyFor(deps, turn, look)
  const copy = text === '' ? '' : said
  const isCut = meta && copy.length > LONGEST_IN_TEMPLATE
  return {
    id,
    parts: partWords(turn, look),
    reach: { people, optedOut, unknownNumber, gets: people - optedOut - unknownNumber - shut },
    text: copy,
    reader: sample?.name ?? null,
    file: file?.name ?? null,
    fetching: asked?.name ?? null,
    sendAt: sayWhen(deps, send_at),
    template: meta?.name ?? null,
    standIn,
    hasCloud,
    outsideWindow: reach.outsideWindow,
    cutAt: isCut ? LONGEST_IN_TEMPLATE : null,
  }
}
