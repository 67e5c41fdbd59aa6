import { z } from 'zod'
import { cutText } from '../../domain/messages/cut-text.ts'
import { listBroadcasts } from '../../domain/broadcasts/draft-broadcast.ts'
import type { SegmentPart } from '../../domain/broadcasts/broadcast.ts'
import { startOf } from '../../domain/broadcasts/show-progress.ts'
import type { Deps } from '../../domain/deps.ts'
import { findDeparture } from '../../domain/leads/list-leads.ts'
import { choosePackage } from '../../domain/packages/choose-package.ts'
import { readTag } from '../../domain/people/tag-customer.ts'
import { Refusal } from '../../domain/refusal.ts'
import { chooseRouter } from '../../domain/routers/choose-router.ts'
import type { LeadStage } from '../../domain/tables.ts'
import type { Argument } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { typed } from '../typed.ts'
import { withPlaces } from '../wording/broadcast-words.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'

export const which: Argument = {
  name: 'id',
  aliases: ['nomor', 'number'],
  ask: { id: 'Siaran nomor berapa?', en: 'Which broadcast? (its number)' },
  rule: { id: 'nomor siaran, mis. 12', en: 'the number of a broadcast, e.g. 12' },
  offer: async (deps) =>
    (await listBroadcasts(deps, 8)).map(({ id, text }) => ({
      label: `#${id} ${cutText(withPlaces(startOf(text), UNNAMED), 30)}`.trim(),
      value: String(id),
    })),
}

/** In a list that is offered in any language. */
const UNNAMED = { customer_name: '…', business_name: '…' }

export const broadcastId = typed((text) =>
  /^#?\d{1,9}$/.test(text) ? Number(text.replace('#', '')) : undefined,
)

/** Which one, and the message that is its panel. */
export const panelInput = z.object({ id: broadcastId, slot: z.string().max(80).optional() })

/** A panel opened yesterday is far up in the chat: a typed command begins a new one. */
export function slotOf({ inboxId }: Turn, slot: string | undefined): string {
  return slot ?? `broadcast:${inboxId}`
}

/** Each narrows it down; all that are typed count together. */
export const whoArguments: Argument[] = [
  rare(
    'untuk',
    ['kepada', 'for', 'who'],
    'Untuk siapa? (semua, belum bayar, lewat tempo, isolir, voucher, reseller)',
    'For whom?',
  ),
  rare('paket', ['package'], 'Paket yang mana?', 'Which package?'),
  rare('router', [], 'Router yang mana?', 'Which router?'),
  rare('label', ['tag'], 'Label apa?', 'Which tag?'),
  rare('tahap', ['stage'], 'Tahap prospek yang mana?', 'Which stage?'),
  rare('keberangkatan', ['departure'], 'Keberangkatan yang mana?', 'Which departure?'),
]

const word = z.string().trim().min(1).max(80).optional()
export const whoShape = {
  untuk: word,
  paket: word,
  router: word,
  label: word,
  tahap: word,
  keberangkatan: word,
}
type Typed = { [Name in keyof typeof whoShape]?: string | undefined }

const PLAIN: [RegExp, SegmentPart][] = [
  [/^(?:semua|semua pelanggan|pelanggan|all|customers?)$/, { by: 'customers' }],
  [/^(?:belum ?bayar|unpaid|tagihan)$/, { by: 'unpaid', overdueOnly: false }],
  [
    /^(?:lewat ?tempo|jatuh ?tempo|nunggak|tunggakan|overdue)$/,
    { by: 'unpaid', overdueOnly: true },
  ],
  [/^(?:di)?isolir$|^isolated$/, { by: 'isolated' }],
  [/^(?:pembeli )?vouchers?$|^buyers$/, { by: 'bought', withinDays: 30 }],
  [/^resellers?$|^agen$/, { by: 'resellers' }],
]

/** Everybody who was typed, as parts of a segment. */
export async function readParts(deps: Deps, turn: Turn, input: Typed): Promise<SegmentPart[]> {
  const parts: SegmentPart[] = []
  for (const said of input.untuk?.toLowerCase().split(/\s*(?:,|\bdan\b|\band\b|\+)\s*/) ?? []) {
    const known = PLAIN.find(([pattern]) => pattern.test(said))
    if (!known) throw wrong('untuk', 'semua, belum bayar, lewat tempo, isolir, voucher, reseller')
    parts.push(known[1])
  }
  if (input.paket) {
    parts.push({ by: 'package', packageId: (await choosePackage(deps, input.paket)).id })
  }
  if (input.router) {
    parts.push({ by: 'router', routerId: (await chooseRouter(deps, input.router)).id })
  }
  if (input.label) parts.push({ by: 'tag', tag: readTag(input.label) })
  if (input.tahap) parts.push({ by: 'stage', stage: readStage(turn, input.tahap) })
  if (input.keberangkatan) {
    const { id } = await findDeparture(deps, input.keberangkatan)
    parts.push({ by: 'departure', departureId: id })
  }
  return parts
}

function readStage(turn: Turn, text: string): LeadStage {
  const names = Object.entries(words(turn).broadcasts.stageNames) as [LeadStage, string][]
  const said = text.toLowerCase().replaceAll(' ', '_')
  const found = names.find(
    ([stage, name]) => stage === said || name.toLowerCase() === text.toLowerCase(),
  )
  if (found) return found[0]
  throw wrong('tahap', names.map(([, name]) => name).join(', '))
}

function wrong(field: string, problem: string) {
  return new Refusal('input.invalid', { field, problem })
}
