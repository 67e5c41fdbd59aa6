import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { type FlatLine, insertAccounts, insertTransfers, postedLines } from './ledger-queries.ts'
import type { NewTransfer, Posted } from './transfer.ts'

/**
 * Posts all of them or none, in one statement however many they are. Answers in the same order.
 * Refuses with `ledger.insufficient` when a balance would fall below its account's floor; the
 * transaction this happened in, if any, is lost then.
 */
export async function postTransfers(
  deps: Pick<Deps, 'db' | 'now'>,
  transfers: NewTransfer[],
): Promise<Posted[]> {
  if (transfers.length === 0) return []
  const rows = transfers.map(({ key, cause, subject, by }) => ({
    key,
    cause,
    subject,
    by: by ?? null,
  }))
  const lines = transfers.flatMap((transfer, index) => flatten(transfer, index + 1))
  if (new Set(rows.map(({ key }) => key)).size < rows.length) {
    throw new Error('two transfers of one posting have the same key')
  }

  const at = deps.now()
  let answers = await insertTransfers(deps.db, rows, lines, at).catch(explain)
  if (answers[0]?.missing) {
    await insertAccounts(deps.db, lines)
    answers = await insertTransfers(deps.db, rows, lines, at).catch(explain)
  }

  const repeats = answers.filter(({ id }) => id === null).map(({ key }) => key)
  const known = repeats.length > 0 ? await sameAsBefore(deps, transfers, repeats) : new Map()
  return answers.map(({ key, id }) =>
    id === null
      ? { kind: 'exists', transferId: known.get(key) }
      : { kind: 'posted', transferId: id },
  )
}

function flatten({ key, lines }: NewTransfer, transfer: number): FlatLine[] {
  const merged = new Map<string, FlatLine>()
  for (const { account, amount } of lines) {
    if (!Number.isSafeInteger(amount))
      throw new RangeError(`not a whole amount in ${key}: ${amount}`)
    const { owner, purpose, currency = 'IDR', floor = null } = account
    const place = lineName({ owner, purpose, currency })
    const line = merged.get(place) ?? { transfer, owner, purpose, currency, floor, amount: 0 }
    merged.set(place, { ...line, amount: line.amount + amount })
  }
  return [...merged.values()].filter(({ amount }) => amount !== 0)
}

/** The ids of transfers posted before, or a fault where one of the same key moved other money. */
async function sameAsBefore(
  deps: Pick<Deps, 'db'>,
  transfers: NewTransfer[],
  repeats: string[],
): Promise<Map<string, number>> {
  const before = Map.groupBy(await postedLines(deps.db, repeats), ({ key }) => key)
  const repeated = new Set(repeats)
  const ids = new Map<string, number>()
  for (const transfer of transfers) {
    if (!repeated.has(transfer.key)) continue
    const posted = before.get(transfer.key) ?? []
    const [first] = posted
    if (!first || fingerprint(posted) !== fingerprint(flatten(transfer, 0))) {
      throw new Error(`transfer ${transfer.key} was posted before with other lines`)
    }
    ids.set(transfer.key, first.id)
  }
  return ids
}

type Named = Pick<FlatLine, 'owner' | 'purpose' | 'currency'>

function lineName({ owner, purpose, currency }: Named) {
  return JSON.stringify([owner, purpose, currency])
}

function fingerprint(lines: (Named & { amount: number })[]) {
  return lines
    .map((line) => `${lineName(line)} ${line.amount}`)
    .toSorted()
    .join('\n')
}

function explain(error: unknown): never {
  if (error instanceof Error && 'constraint' in error && error.constraint === 'accounts_floor') {
    const purpose = 'detail' in error ? String(error.detail) : ''
    throw new Refusal('ledger.insufficient', { purpose })
  }
  throw error
}
