import { z } from 'zod'
import { dayOf } from '../../domain/day.ts'
import type { Deps } from '../../domain/deps.ts'
import type { SheetKind } from '../../domain/imports/import.ts'
import { readDayCell } from '../../domain/imports/read-cells.ts'
import { requestImport } from '../../domain/imports/request-import.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Argument, defineIntent } from '../intent.ts'
import { fileInput } from '../typed.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'

export const paidUntilArgument: Argument = {
  ...rare('lunas', ['paid'], 'Dianggap lunas sampai tanggal?', 'Paid until which day?'),
  rule: { id: 'tanggal, mis. 31/12/2026', en: 'a date, e.g. 31/12/2026' },
}

export const paidUntilInput = z.string().trim().max(40).optional()

/** "31/12/2026" in the calendar of the business. */
export function readPaidUntil(
  { now, business }: Pick<Deps, 'now' | 'business'>,
  text: string | undefined,
): string | undefined {
  if (text === undefined || text === '') return undefined
  const day = readDayCell(text, dayOf(now(), business.timeZone))
  if (day) return day
  throw new Refusal('input.invalid', { field: 'lunas', problem: '31/12/2026' })
}

const file: Argument = {
  name: 'berkas',
  aliases: ['file'],
  file: true,
  ask: {
    id: 'Kirim file Excel (XLSX) atau CSV-nya sekarang.',
    en: 'Send the Excel (XLSX) or CSV file now.',
  },
  rule: { id: 'file XLSX atau CSV', en: 'an XLSX or CSV file' },
}

function importOf(
  kind: SheetKind,
  command: { verb: string; aliases: string[]; about: { id: string; en: string } },
) {
  return defineIntent({
    name: `import.${kind}`,
    who: { permission: 'imports.run' },
    command: {
      noun: 'impor',
      ...command,
      examples: [`/impor ${command.verb}`, `/impor contoh ${command.verb}`],
    },
    arguments: kind === 'pppoe' ? [file, paidUntilArgument] : [file],
    input: z.object({ berkas: fileInput, lunas: paidUntilInput }),

    async run(deps, { berkas, lunas }, turn) {
      const { imports } = words(turn)
      const { importId } = await requestImport(deps, {
        kind,
        file: berkas,
        conversationId: turn.conversationId,
        by: turn.person.id,
        paidUntil: readPaidUntil(deps, lunas),
        reason: imports.reason,
        words: imports.sheets,
      })
      return { text: imports.reading, slot: `import:${importId}` }
    },
  })
}

export const importFiles = [
  importOf('customers', {
    verb: 'pelanggan',
    aliases: ['customers', 'customer'],
    about: { id: 'Masukkan pelanggan dari Excel/CSV', en: 'Bring in customers from Excel/CSV' },
  }),
  importOf('packages', {
    verb: 'paket',
    aliases: ['packages', 'package'],
    about: { id: 'Masukkan paket dari Excel/CSV', en: 'Bring in packages from Excel/CSV' },
  }),
  importOf('pppoe', {
    verb: 'pppoe',
    aliases: ['langganan', 'lines'],
    about: {
      id: 'Masukkan langganan PPPoE dari Excel/CSV',
      en: 'Bring in PPPoE lines from Excel/CSV',
    },
  }),
]
