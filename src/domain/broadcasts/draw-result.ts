import type { Correlated, Deps } from '../deps.ts'
import { keepTable } from '../imports/draw-sheet.ts'
import { inTransaction } from '../in-transaction.ts'
import { tellWhoAsked } from '../messages/tell.ts'
import { maskPhone } from '../people/phone.ts'
import { type Fate, listFates } from './recipient-queries.ts'

/** Everybody who should have a broadcast and what became of it, in the words of who asked. */
export type ResultPaper = {
  broadcastId: number
  conversationId: number
  words: {
    title: string
    name: string
    phone: string
    fate: string
    why: string
    sentAt: string
    fates: Record<Fate['fate'], string>
    reasons: Record<string, string>
    /** With `{code}` in it, for what has no words of its own. */
    otherReason: string
  }
}

/** Effect `broadcast.sheet`: phone numbers are there to be recognised, not to be taken along. */
export async function drawResult(
  deps: Pick<Deps, 'db' | 'now' | 'wake' | 'files' | 'documents' | 'business'> & Correlated,
  { broadcastId, conversationId, words }: ResultPaper,
) {
  const { timeZone } = deps.business
  const fates = await listFates(deps.db, broadcastId)
  const whyOf = ({ fate, why }: Fate) =>
    fate === 'skipped' || fate === 'failed'
      ? (words.reasons[why] ?? words.otherReason.replace('{code}', why))
      : null
  const file = await keepTable(deps, {
    workbook: {
      title: words.title,
      sheets: [
        {
          name: words.title,
          columns: [
            { header: words.name, kind: 'text' },
            { header: words.phone, kind: 'text' },
            { header: words.fate, kind: 'text' },
            { header: words.why, kind: 'text' },
            { header: words.sentAt, kind: 'when', timeZone },
          ],
          rows: fates.map((one) => [
            one.name,
            one.phone && maskPhone(one.phone),
            words.fates[one.fate],
            whyOf(one),
            one.sent_at && new Date(one.sent_at),
          ]),
        },
      ],
    },
    key: `broadcasts/result-${broadcastId}-${conversationId}.xlsx`,
    name: `siaran-${broadcastId}.xlsx`,
  })
  await inTransaction(deps, (deps) =>
    tellWhoAsked(
      deps,
      { conversationId, permission: 'broadcasts.send' },
      { code: 'broadcast.sheet', details: { file } },
    ),
  )
}
