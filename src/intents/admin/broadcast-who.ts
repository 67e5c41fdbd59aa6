import { z } from 'zod'
import type { SegmentKind } from '../../domain/broadcasts/broadcast.ts'
import { addPart, dropPart } from '../../domain/broadcasts/draft-broadcast.ts'
import { lookAtDraft, reachWith } from '../../domain/broadcasts/look-at-draft.ts'
import { partsOfKind } from '../../domain/broadcasts/segment-names.ts'
import type { Deps } from '../../domain/deps.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import {
  broadcastId,
  panelInput,
  readParts,
  slotOf,
  which,
  whoArguments,
  whoShape,
} from './broadcast-arguments.ts'
import { onPanel, partWords } from './broadcast-panel.ts'

const who = { permission: 'broadcasts.send' } as const
const slot = z.string().max(80).optional()
const MOST_SHOWN = 20

const KINDS = [
  'customers',
  'unpaid',
  'isolated',
  'package',
  'router',
  'bought',
  'stage',
  'departure',
  'tag',
  'resellers',
] as const satisfies SegmentKind[]

/** Kinds of which there are several to pick from. */
const MANY: ReadonlySet<SegmentKind> = new Set(['package', 'router', 'stage', 'departure', 'tag'])

export const broadcastWho = defineIntent({
  name: 'broadcast.who',
  who,
  input: panelInput,
  run: (deps, input, turn) => showKinds(deps, turn, input),
})

export const broadcastKind = defineIntent({
  name: 'broadcast.kind',
  who,
  input: z.object({ id: broadcastId, slot, kind: z.enum(KINDS) }),

  async run(deps, { id, slot, kind }, turn) {
    const { broadcasts: say } = words(turn)
    const { broadcast } = await lookAtDraft(deps, id)
    const offered = (await partsOfKind(deps, kind)).slice(0, MOST_SHOWN)
    const choices = []
    for (const one of offered) {
      const people = await reachWith(deps, broadcast, one.part)
      choices.push({
        label: say.counted(say.part(one), people),
        act: { intent: 'broadcast.pick', input: { id, slot, kind, part: one.part } },
      })
    }
    return {
      text: choices.length > 0 ? say.whichOf(kind) : say.noneOf(kind),
      choices: [
        ...choices,
        { label: say.back, act: { intent: 'broadcast.who', input: { id, slot } } },
      ],
      slot: slotOf(turn, slot),
    }
  },
})

/** Only what we offered can be picked: the part is looked up among them again. */
export const broadcastPick = defineIntent({
  name: 'broadcast.pick',
  who,
  input: z.object({
    id: broadcastId,
    slot,
    kind: z.enum(KINDS),
    part: z.record(z.string(), z.unknown()),
  }),

  async run(deps, { id, slot, kind, part: wanted }, turn) {
    const offered = await partsOfKind(deps, kind)
    const part = offered.find((one) => sameAs(one.part, wanted))?.part
    if (part) await addPart(deps, { broadcastId: id, by: turn.person.id, part })
    return showKinds(deps, turn, { id, slot })
  },
})

const sameAs = (part: object, wanted: Record<string, unknown>) =>
  Object.entries(part).every(([name, value]) => wanted[name] === value)

export const broadcastDrop = defineIntent({
  name: 'broadcast.drop',
  who,
  input: z.object({ id: broadcastId, slot, place: z.int().min(0) }),

  async run(deps, { id, slot, place }, turn) {
    await dropPart(deps, { broadcastId: id, by: turn.person.id, place })
    return showKinds(deps, turn, { id, slot })
  },
})

export const broadcastNarrow = defineIntent({
  name: 'broadcast.narrow',
  who,
  command: {
    noun: 'siaran',
    verb: 'saring',
    aliases: ['filter', 'untuk'],
    positional: ['id', 'untuk'],
    about: { id: 'Tambah saringan penerima', en: 'Narrow down who gets it' },
    examples: ['/siaran saring 12 label=vip', '/siaran saring 12 belum bayar'],
  },
  arguments: [which, ...whoArguments],
  input: z.object({ id: broadcastId, slot, ...whoShape }),

  async run(deps, { id, slot, ...typed }, turn) {
    const parts = await readParts(deps, turn, typed)
    for (const part of parts) await addPart(deps, { broadcastId: id, by: turn.person.id, part })
    return parts.length > 0
      ? onPanel(deps, turn, { id, slot })
      : showKinds(deps, turn, { id, slot })
  },
})

/** Everything it can be narrowed down by, each with how many it would be then. */
async function showKinds(
  deps: Deps,
  turn: Turn,
  { id, slot }: { id: number; slot?: string | undefined },
): Promise<Reply> {
  const { broadcasts: say } = words(turn)
  const look = await lookAtDraft(deps, id)
  const said = partWords(turn, look)
  const choices: NonNullable<Reply['choices']> = said.map((label, place) => ({
    label: say.drop(label),
    act: { intent: 'broadcast.drop', input: { id, slot, place } },
  }))
  for (const kind of KINDS) {
    if (MANY.has(kind)) {
      const act = { intent: 'broadcast.kind', input: { id, slot, kind } }
      choices.push({ label: `${say.kinds[kind]} …`, act })
      continue
    }
    for (const one of await partsOfKind(deps, kind)) {
      const label = say.part(one)
      if (said.includes(label)) continue
      const people = await reachWith(deps, look.broadcast, one.part)
      const act = { intent: 'broadcast.pick', input: { id, slot, kind, part: one.part } }
      choices.push({ label: say.counted(label, people), act })
    }
  }
  choices.push({ label: say.back, act: { intent: 'broadcast.show', input: { id, slot } } })
  return { text: say.who(said, look.reach.people), choices, slot: slotOf(turn, slot) }
}
