import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { listMetaRows } from './meta-queries.ts'

/** Every hour: how do ours stand? News by webhook may have been lost. */
export async function askMeta(deps: Pick<Deps, 'db' | 'now' | 'wake'>) {
  const waiting = (await listMetaRows(deps.db)).some(({ status }) => status !== 'failed')
  if (waiting) await later(deps, { kind: 'template.follow', conversationId: null })
}
