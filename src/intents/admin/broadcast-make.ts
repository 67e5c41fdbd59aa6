import { z } from 'zod'
import {
  addPart,
  attachFile,
  changeDraft,
  copyBroadcast,
  discardDraft,
  draftBroadcast,
} from '../../domain/broadcasts/draft-broadcast.ts'
import { type Argument, defineIntent } from '../intent.ts'
import { sentFile } from '../sent-file.ts'
import { fileInput } from '../typed.ts'
import { words } from '../wording/words.ts'
import {
  panelInput,
  readParts,
  slotOf,
  which,
  whoArguments,
  whoShape,
} from './broadcast-arguments.ts'
import { onPanel } from './broadcast-panel.ts'
import { readSendAt } from './broadcast-change.ts'
import { rare } from './package-arguments.ts'

const who = { permission: 'broadcasts.send' } as const
const slot = z.string().max(80).optional()

const file: Argument = {
  name: 'berkas',
  aliases: ['file'],
  file: true,
  optional: true,
  rare: true,
  ask: { id: 'Kirim gambar atau PDF-nya sekarang.', en: 'Send the picture or PDF now.' },
}

export const broadcastMake = defineIntent({
  name: 'broadcast.make',
  who,
  command: {
    noun: 'siaran',
    verb: 'buat',
    aliases: ['tambah', 'baru', 'new', 'create', 'add'],
    positional: ['untuk'],
    about: { id: 'Buat siaran baru', en: 'Make a new broadcast' },
    examples: [
      '/siaran buat',
      '/siaran buat paket=rumah20 teks="Halo {{customer_name}}, malam ini ada perawatan."',
      '/siaran buat untuk="belum bayar" router=pusat waktu="besok 09.00"',
    ],
  },
  arguments: [
    ...whoArguments,
    rare('teks', ['isi', 'text'], 'Isinya apa?', 'What shall it say?'),
    rare('waktu', ['jam', 'when', 'time'], 'Kapan?', 'When?'),
    file,
  ],
  input: z.object({
    ...whoShape,
    teks: z.string().trim().max(4_000).optional(),
    waktu: z.string().trim().max(60).optional(),
    berkas: fileInput.optional(),
    slot,
  }),

  async run(deps, { teks, waktu, berkas, slot, ...typed }, turn) {
    const parts = await readParts(deps, turn, typed)
    const by = turn.person.id
    const place = { conversationId: turn.conversationId, slot: slotOf(turn, slot) }
    const broadcastId = await draftBroadcast(deps, { by, ...place })
    for (const part of parts) await addPart(deps, { broadcastId, by, part })
    const sendAt = waktu === undefined ? undefined : readSendAt(deps, waktu)
    const change = { ...(teks && { text: teks }), ...(sendAt !== undefined && { sendAt }) }
    await changeDraft(deps, { broadcastId, by, change })
    const along = berkas ?? sentFile(turn)
    if (along) await attachFile(deps, { broadcastId, by, file: along })
    return onPanel(deps, turn, { id: broadcastId, slot: place.slot })
  },
})

export const broadcastCopy = defineIntent({
  name: 'broadcast.copy',
  who,
  command: {
    noun: 'siaran',
    verb: 'salin',
    aliases: ['copy', 'ulang'],
    positional: ['id'],
    about: { id: 'Salin jadi konsep baru', en: 'Copy into a new draft' },
    examples: ['/siaran salin 12'],
  },
  arguments: [which],
  input: panelInput,

  async run(deps, { id: broadcastId }, turn) {
    const place = { conversationId: turn.conversationId, slot: slotOf(turn, undefined) }
    const id = await copyBroadcast(deps, { broadcastId, by: turn.person.id, ...place })
    return onPanel(deps, turn, { id, slot: place.slot })
  },
})

export const broadcastDiscard = defineIntent({
  name: 'broadcast.discard',
  who,
  command: {
    noun: 'siaran',
    verb: 'buang',
    aliases: ['hapus', 'discard', 'delete'],
    positional: ['id'],
    about: { id: 'Buang konsep', en: 'Discard a draft' },
    examples: ['/siaran buang 12'],
  },
  arguments: [which],
  input: panelInput,
  async confirm(_deps, { id }, turn) {
    return words(turn).broadcasts.askDiscard(id)
  },

  async run(deps, { id, slot }, turn) {
    await discardDraft(deps, { broadcastId: id, by: turn.person.id })
    return { text: words(turn).broadcasts.discarded(id), ...(slot && { slot }) }
  },
})
