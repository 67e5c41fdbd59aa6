import { z } from 'zod'
import { attachFile, changeDraft, findBroadcast } from '../../domain/broadcasts/draft-broadcast.ts'
import { LETTER_VARIABLES, META_KEY } from '../../domain/broadcasts/letter.ts'
import { choiceOf, fittingTemplates, isAtMeta } from '../../domain/broadcasts/look-at-draft.ts'
import type { Deps } from '../../domain/deps.ts'
import { may } from '../../domain/people/permission.ts'
import { Refusal } from '../../domain/refusal.ts'
import { defineIntent, type Reply } from '../intent.ts'
import { sentFile } from '../sent-file.ts'
import type { Turn } from '../turn.ts'
import { fileInput } from '../typed.ts'
import { readMoment } from '../understand/read-moment.ts'
import { words } from '../wording/words.ts'
import { broadcastId, panelInput, slotOf, which } from './broadcast-arguments.ts'
import { onPanel } from './broadcast-panel.ts'

const who = { permission: 'broadcasts.send' } as const
const slot = z.string().max(80).optional()
type At = { id: number; slot?: string | undefined }

export const broadcastText = defineIntent({
  name: 'broadcast.text',
  who,
  command: {
    noun: 'siaran',
    verb: 'teks',
    aliases: ['isi', 'text'],
    rest: 'teks',
    about: { id: 'Tulis isi siaran', en: 'Write what it says' },
    examples: ['/siaran teks id=12 Halo {{customer_name}}, ada promo minggu ini.'],
  },
  arguments: [which],
  input: z.object({ id: broadcastId, slot, teks: z.string().max(8_000).optional() }),

  async run(deps, { id, slot, teks }, turn) {
    const { broadcasts: say } = words(turn)
    const at = { id, slot: slotOf(turn, slot) }
    if (teks === undefined) {
      const names = LETTER_VARIABLES.map(({ name }) => name)
      return asking(turn, at, {
        text: say.askText(names),
        free: { act: { intent: 'broadcast.text', input: at }, field: 'teks' },
      })
    }
    await changeDraft(deps, { broadcastId: id, by: turn.person.id, change: { text: teks.trim() } })
    const file = sentFile(turn)
    if (file) await attachFile(deps, { broadcastId: id, by: turn.person.id, file })
    // It was answered in words, which stand between: the panel comes anew below them.
    return onPanel(deps, turn, { id })
  },
})

export const broadcastFile = defineIntent({
  name: 'broadcast.file',
  who,
  input: panelInput,

  async run(deps, { id, slot }, turn) {
    await findBroadcast(deps, id)
    const { broadcasts: say } = words(turn)
    const at = { id, slot: slotOf(turn, slot) }
    return asking(turn, at, {
      text: say.askFile,
      choices: [{ label: say.noFile, act: { intent: 'broadcast.no_file', input: at } }],
      free: { act: { intent: 'broadcast.attach', input: { id } }, field: 'berkas' },
    })
  },
})

export const broadcastAttach = defineIntent({
  name: 'broadcast.attach',
  who,
  arguments: [
    {
      name: 'berkas',
      file: true,
      ask: { id: 'Kirim gambar atau PDF-nya sekarang.', en: 'Send the picture or PDF now.' },
    },
  ],
  input: z.object({ id: broadcastId, berkas: fileInput }),

  async run(deps, { id, berkas }, turn) {
    await attachFile(deps, { broadcastId: id, by: turn.person.id, file: berkas })
    return onPanel(deps, turn, { id })
  },
})

export const broadcastNoFile = defineIntent({
  name: 'broadcast.no_file',
  who,
  input: panelInput,

  async run(deps, { id, slot }, turn) {
    await attachFile(deps, { broadcastId: id, by: turn.person.id, file: null })
    return onPanel(deps, turn, { id, slot })
  },
})

export const broadcastWhen = defineIntent({
  name: 'broadcast.when',
  who,
  command: {
    noun: 'siaran',
    verb: 'waktu',
    aliases: ['jadwal', 'when', 'schedule'],
    positional: ['id', 'waktu'],
    about: { id: 'Jadwalkan siaran', en: 'Choose when it goes' },
    examples: ['/siaran waktu 12 besok 09.00', '/siaran waktu 12 sekarang'],
  },
  arguments: [which],
  input: z.object({ id: broadcastId, slot, waktu: z.string().trim().max(60).optional() }),

  async run(deps, { id, slot, waktu }, turn) {
    const { broadcasts: say } = words(turn)
    const at = { id, slot: slotOf(turn, slot) }
    if (waktu === undefined) {
      const choice = (label: string, when: string) => ({
        label,
        act: { intent: 'broadcast.when', input: { ...at, waktu: when } },
      })
      return asking(turn, at, {
        text: say.askWhen,
        choices: [choice(say.now, 'sekarang'), choice(say.tomorrow, 'besok 09.00')],
        free: { act: { intent: 'broadcast.when', input: { id } }, field: 'waktu' },
      })
    }
    await changeDraft(deps, {
      broadcastId: id,
      by: turn.person.id,
      change: { sendAt: readSendAt(deps, waktu) },
    })
    return onPanel(deps, turn, { id, slot })
  },
})

/** Null: as soon as it may. */
export function readSendAt(
  { now, business }: Pick<Deps, 'now' | 'business'>,
  text: string,
): Date | null {
  if (/^(?:sekarang|langsung|segera|now)$/i.test(text)) return null
  // A time of day alone, as it is written here: with a dot.
  const moment = text.replace(/^(\d{1,2})\.(\d{2})$/, '$1:$2')
  const at = readMoment(moment, { now: now(), timeZone: business.timeZone })
  if (at) return at
  throw new Refusal('input.invalid', { field: 'waktu', problem: 'besok 09.00, 31/12 08.00' })
}

export const broadcastTemplate = defineIntent({
  name: 'broadcast.template',
  who,
  input: z.object({ id: broadcastId, slot, template: z.int().min(0).optional() }),

  async run(deps, { id, slot, template }, turn) {
    const { broadcasts: say } = words(turn)
    const at = { id, slot: slotOf(turn, slot) }
    const fitting = await fittingTemplates(deps, turn.person.language)
    if (fitting.length === 0) return asking(turn, at, await withoutTemplate(deps, turn))
    if (template === undefined) {
      const choice = (label: string, chosen: number) => ({
        label,
        act: { intent: 'broadcast.template', input: { ...at, template: chosen } },
      })
      return asking(turn, at, {
        text: say.askTemplate,
        choices: [
          ...fitting.map((one) => choice(`${one.name} (${one.language})`, one.id)),
          choice(say.noTemplate, 0),
        ],
      })
    }
    const row = fitting.find((one) => one.id === template)
    const metaTemplate = row ? choiceOf(row) : null
    await changeDraft(deps, { broadcastId: id, by: turn.person.id, change: { metaTemplate } })
    return onPanel(deps, turn, at)
  },
})

/** Nothing to choose yet: what can be done about it. */
async function withoutTemplate(deps: Deps, turn: Turn): Promise<Reply> {
  const { broadcasts: say } = words(turn)
  const { language: bahasa } = turn.person
  if (await isAtMeta(deps, bahasa)) return { text: say.templateMissing.wait }
  if (!may(turn.person, 'templates.manage')) return { text: say.templateMissing.ask }
  const act = { intent: 'template.submit', input: { kunci: META_KEY, bahasa } }
  return { text: say.templateMissing.submit, choices: [{ label: say.submitTemplate, act }] }
}

/** A question in the place of the panel, with a way back to it. */
function asking(turn: Turn, { id, slot }: At, { choices = [], ...reply }: Reply): Reply {
  const back = {
    label: words(turn).broadcasts.back,
    act: { intent: 'broadcast.show', input: { id, slot } },
  }
  return { ...reply, choices: [...choices, back], slot: slotOf(turn, slot) }
}
