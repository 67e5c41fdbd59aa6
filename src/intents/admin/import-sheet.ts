import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { later } from '../../domain/effects/later.ts'
import type { SheetKind } from '../../domain/imports/import.ts'
import { type Argument, defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { words } from '../wording/words.ts'

const KINDS: Record<string, SheetKind> = {
  pelanggan: 'customers',
  customers: 'customers',
  customer: 'customers',
  paket: 'packages',
  packages: 'packages',
  package: 'packages',
  pppoe: 'pppoe',
  langganan: 'pppoe',
}

const kind: Argument = {
  name: 'jenis',
  aliases: ['kind'],
  ask: { id: 'Pelanggan, paket, atau pppoe?', en: 'Customers, packages or pppoe?' },
  rule: { id: 'pelanggan, paket, atau pppoe', en: 'customers, packages or pppoe' },
  offer: async () => ['pelanggan', 'paket', 'pppoe'].map((value) => ({ label: value, value })),
}
const input = z.object({ jenis: typed((text) => KINDS[text.toLowerCase()]) })

export const importSample = defineIntent({
  name: 'import.sample',
  who: { permission: 'imports.run' },
  command: {
    noun: 'impor',
    verb: 'contoh',
    aliases: ['template', 'example', 'sample'],
    positional: ['jenis'],
    about: { id: 'File contoh untuk diisi', en: 'An example file to fill in' },
    examples: ['/impor contoh pelanggan', '/impor contoh pppoe'],
  },
  arguments: [kind],
  input,
  run: (deps, { jenis }, turn) => askForSheet(deps, turn, { form: 'sample', kind: jenis }),
})

/** What goes out has the columns that come in. Passwords stay here. */
export const exportAll = defineIntent({
  name: 'import.export',
  who: { permission: 'imports.run' },
  command: {
    noun: 'ekspor',
    verb: '',
    positional: ['jenis'],
    about: { id: 'Unduh semua data sebagai Excel', en: 'Take all data out as Excel' },
    examples: ['/ekspor pelanggan', '/ekspor paket', '/ekspor pppoe'],
  },
  arguments: [kind],
  input,
  run: (deps, { jenis }, turn) => askForSheet(deps, turn, { form: 'export', kind: jenis }),
})

async function askForSheet(
  deps: Deps,
  turn: Turn,
  asked: { form: 'sample' | 'export'; kind: SheetKind },
): Promise<Reply> {
  const { imports } = words(turn)
  const { kinds, samples, columns, notesTitle, needed, optional } = imports.sheets
  const title = asked.form === 'sample' ? imports.sampleTitle : imports.exportTitle
  await later(deps, {
    kind: 'import.sheet',
    ask: asked,
    conversationId: turn.conversationId,
    words: {
      title: title(kinds[asked.kind]),
      columns,
      ...samples[asked.kind],
      notesTitle,
      needed,
      optional,
    },
  })
  return { text: imports.sheetComing }
}
