import type { Deps } from '../deps.ts'
import { isLinked } from '../sending/sending-settings.ts'
import { selectStandings } from '../sending/session-load-queries.ts'
import type { Language } from '../people/person.ts'
import { findMetaTemplates, listMetaTemplates } from '../templates/find-meta-templates.ts'
import type { MetaRow } from '../templates/meta-queries.ts'
import type { Broadcast, MetaChoice, SegmentPart } from './broadcast.ts'
import { findBroadcast, whenNow } from './draft-broadcast.ts'
import { carriesNews, META_KEY, META_VARIABLES } from './letter.ts'
import { type NamedPart, nameParts } from './segment-names.ts'
import { countReach, type Reach, sampleOf } from './segment-queries.ts'
import { outlook, quietNow } from './sending-outlook.ts'
import { needsApproval } from './start-broadcast.ts'

type LookDeps = Pick<Deps, 'db' | 'now' | 'business'>

/** All that is to be known before it is sent. */
export type DraftLook = {
  broadcast: Broadcast
  parts: NamedPart[]
  reach: Reach
  /** Whose copy is shown; undefined: nobody is meant yet. */
  sample: { name: string | null } | undefined
  /** Some of our numbers are Meta's own, where a template is needed after a day of silence. */
  hasCloud: boolean
}

export async function lookAtDraft(deps: LookDeps, broadcastId: number): Promise<DraftLook> {
  const broadcast = await findBroadcast(deps, broadcastId)
  const { segment } = broadcast
  const when = whenNow(deps)
  const { hasCloud, cloudFirst } = await ourNumbers(deps)
  return {
    broadcast,
    parts: await nameParts(deps, segment.parts),
    reach: await countReach(deps.db, { segment, when, cloudFirst }),
    sample: await sampleOf(deps.db, segment, when),
    hasCloud,
  }
}

/** How many it would be with one part more. */
export async function reachWith(
  deps: LookDeps,
  { segment }: Pick<Broadcast, 'segment'>,
  part: SegmentPart,
): Promise<number> {
  const more = { parts: [...segment.parts, part] }
  const asked = { segment: more, when: whenNow(deps), cloudFirst: false }
  return (await countReach(deps.db, asked)).people
}

/** How it would go: to how many, until when, and whether somebody is asked first. */
export async function outlookOf(deps: LookDeps, { broadcast, reach }: DraftLook, by: number) {
  const people = reach.people - reach.optedOut - reach.unknownNumber
  const { strangers } = reach
  const from = broadcast.send_at
  return {
    people,
    until: await outlook(deps, { people, strangers, from }),
    quietUntil: from === null ? await quietNow(deps) : null,
    asks: await needsApproval(deps, { broadcast, people, by }),
  }
}

/** What Meta has approved to carry a broadcast in this language. */
export async function fittingTemplates(
  deps: Pick<Deps, 'db'>,
  language: Language,
): Promise<MetaRow[]> {
  const all = await findMetaTemplates(deps)
  return all.filter(
    (row) =>
      row.key === META_KEY &&
      row.language === language &&
      row.variables.every((name) => META_VARIABLES.includes(name)) &&
      carriesNews(choiceOf(row)),
  )
}

/** Handed in, and Meta has not answered yet. */
export async function isAtMeta(deps: Pick<Deps, 'db'>, language: Language): Promise<boolean> {
  const all = await listMetaTemplates(deps)
  const newest = all.find((row) => row.key === META_KEY && row.language === language)
  return newest?.status === 'asked' || newest?.status === 'pending'
}

export function choiceOf({ name, language, variables, body }: MetaRow): MetaChoice {
  return { name, language, variables, body }
}

async function ourNumbers({ db, now }: LookDeps) {
  const standings = await selectStandings(db, now())
  return {
    hasCloud: standings.some(({ channel }) => channel === 'cloud'),
    // Who has no chat yet is written to from a number that takes free words, where there is one.
    cloudFirst: !standings.some(({ channel, healthy }) => isLinked(channel) && healthy),
  }
}
