import { z } from 'zod'
import type { PackageTerms } from '../../domain/packages/package-queries.ts'
import type { Argument } from '../intent.ts'
import { typed } from '../typed.ts'
import { readDuration, readYesNo } from '../understand/read-quantity.ts'

const DAY_SECONDS = 86_400

/** What a PPPoE package has besides; `null` takes it away. */
export const lineTerms = {
  periode: typed(readPeriod).pipe(z.number().int().min(1).max(366).nullable()),
  isolir: z
    .string()
    .trim()
    .max(64)
    .transform((name) => (/^(?:-|tidak|no|none)?$/i.test(name) ? null : name)),
  semua: typed(readYesNo),
}

type Typed = { [Name in keyof typeof lineTerms]: z.output<(typeof lineTerms)[Name]> }

export function lineTermsOf(given: {
  [Name in keyof Typed]?: Typed[Name] | undefined
}): Partial<PackageTerms> {
  const { periode, isolir, semua } = given
  return {
    ...(periode !== undefined && { period_days: periode }),
    ...(isolir !== undefined && { isolir_profile: isolir }),
    ...(semua !== undefined && { on_all_routers: semua }),
  }
}

export const lineArguments: Argument[] = [
  {
    name: 'periode',
    aliases: ['period'],
    optional: true,
    rare: true,
    ask: { id: 'Ditagih tiap berapa lama? (mis. 1 bulan)', en: 'Billed how often? (e.g. 1 month)' },
    rule: { id: '"1 bulan", atau hari, mis. 30 hari', en: '"1 month", or days, e.g. 30 days' },
  },
  {
    name: 'isolir',
    aliases: ['isolate'],
    optional: true,
    rare: true,
    ask: { id: 'Profil untuk pelanggan terisolir?', en: 'Which profile for isolated customers?' },
  },
  {
    name: 'semua',
    aliases: ['semua-router', 'all-routers'],
    optional: true,
    rare: true,
    ask: { id: 'Dipasang di semua routernya? (ya/tidak)', en: 'On all its routers? (yes/no)' },
    rule: { id: '"ya" atau "tidak"', en: '"yes" or "no"' },
  },
]

/** "1 bulan" is from a day to the same day of the next month; other spans are days. */
function readPeriod(text: string): number | null | undefined {
  const said = text.trim().toLowerCase()
  if (/^(?:1 ?)?(?:bln|bulan|bulanan|month|monthly)$/.test(said)) return null
  const seconds = readDuration(
    said.replace(/^(\d+) ?(?:thn|tahun|years?)$/, (_, n) => `${Number(n) * 365} hari`),
  )
  return seconds && seconds % DAY_SECONDS === 0 ? seconds / DAY_SECONDS : undefined
}
