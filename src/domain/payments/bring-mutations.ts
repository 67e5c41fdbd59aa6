import { createHash } from 'node:crypto'
import type { BillingDeps } from '../billing/billing-deps.ts'
import { type Day, dayOf } from '../day.ts'
import type { Deps } from '../deps.ts'
import { Rejected, Unreachable } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import { keepMedia } from '../media/keep-media.ts'
import { type Fetching, fileProblem, type SentFile } from '../media/sent-file.ts'
import type { NoticeDetails } from '../messages/notice.ts'
import { tell } from '../messages/tell.ts'
import { Refusal } from '../refusal.ts'
import { freeReversed, matchMutation } from './match-mutation.ts'
import { findMatches } from './match-queries.ts'
import type { BroughtMutations } from './mutation.ts'
import {
  countBrought,
  insertMutations,
  matchedBy,
  type NewMutation,
  waitingOf,
} from './mutation-queries.ts'
import { readMutationRows } from './read-mutations.ts'
import type { Mutation, Mutations } from './read-mutations-parts.ts'
import { readMutationText } from './read-mutations-text.ts'

/** A channel that gives nothing for so long will not give it in time to be of use. */
const GIVE_UP_MS = 30 * 60_000
const SHOWN_MATCHES = 30
const SHOWN_UNREAD = 10
const LONGEST_LINE = 120

type Needs = BillingDeps & Pick<Deps, 'files' | 'documents'>
type NotRead = NoticeDetails['mutations.not_read']

/**
 * Effect `mutations.bring`: stores what came in on an account, each once, and confirms what is
 * certain, each in a transaction of its own. Done again, it goes on and tells the same.
 */
export async function bringMutations(deps: Needs, fetching: Fetching, brought: BroughtMutations) {
  const read = await readBrought(deps, fetching, brought)
  if ('why' in read) {
    await inTransaction(deps, (deps) =>
      tell(deps, brought.conversationId, { code: 'mutations.not_read', details: read }),
    )
    return
  }
  const coming = read.mutations.filter(({ direction }) => direction === 'in')
  const mutations = withFingerprints(coming)
  const { account, bringing, by } = brought
  await insertMutations(deps.db, { account, bringing, by, at: deps.now() }, mutations)

  await freeReversed(deps)
  const fingerprints = mutations.map(({ fingerprint }) => fingerprint)
  const waiting = await waitingOf(deps.db, { account, fingerprints })
  const { timeZone } = deps.business
  const settled: { id: number; before: boolean }[] = []
  for (const { mutationId } of await findMatches(deps.db, { ids: waiting, timeZone })) {
    const became = await matchMutation(deps, { mutationId, by })
    if (became !== 'waiting') settled.push({ id: mutationId, before: became === 'known' })
  }
  await tellOf(deps, brought, { read, coming: coming.length, settled })
}

async function readBrought(
  deps: Needs,
  fetching: Fetching,
  { text, file, askedAt }: BroughtMutations,
): Promise<Mutations | NotRead> {
  const today = dayOf(deps.now(), deps.business.timeZone)
  if (!file) return readMutationText(text ?? '', today)
  const name = file.name
  try {
    return (await readFile(deps, fetching, { file, today })) ?? { name, why: 'not_a_list' }
  } catch (error) {
    if (error instanceof Refusal) return { name, why: 'table' }
    if (error instanceof Rejected) return { name, why: fileProblem(error) }
    const late = deps.now().getTime() - new Date(askedAt).getTime() > GIVE_UP_MS
    if (error instanceof Unreachable && late) return { name, why: 'gone' }
    throw error
  }
}

/** A picture of a list is no list: numbers about money are not guessed. */
async function readFile(
  deps: Needs,
  fetching: Fetching,
  { file, today }: { file: SentFile; today: Day },
): Promise<Mutations | undefined> {
  const kept = await keepMedia(deps, fetching, file)
  if (kept.mime.startsWith('image/') || kept.mime === 'application/pdf') return undefined
  const bytes = await deps.files.get(kept.key)
  const { sheets } = await deps.documents.readTable(bytes, kept)
  for (const { rows } of sheets) {
    const read = readMutationRows(rows, today)
    if (read) return read
  }
  return undefined
}

/** Two lines of one list that say the same are two; the same list again is the same lines. */
function withFingerprints(mutations: Mutation[]): NewMutation[] {
  const seen = new Map<string, number>()
  return mutations.map(({ day, amountRupiah, text, reference, balanceRupiah }) => {
    const said = text.toLowerCase().replace(/\s+/g, ' ').trim()
    const line = JSON.stringify([day, amountRupiah, said, balanceRupiah])
    const place = seen.get(line) ?? 0
    seen.set(line, place + 1)
    const fingerprint = createHash('sha256').update(`${line} ${place}`).digest('hex')
    return { fingerprint, day, amountRupiah, text, reference }
  })
}

async function tellOf(
  deps: Needs,
  { bringing, account, conversationId }: BroughtMutations,
  {
    read,
    coming,
    settled,
  }: { read: Mutations; coming: number; settled: { id: number; before: boolean }[] },
) {
  const { fresh, waiting } = await countBrought(deps.db, bringing)
  const matched = await matchedBy(deps.db, { bringing, also: settled.map(({ id }) => id) })
  const before = new Set(settled.flatMap((one) => (one.before ? [one.id] : [])))
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, {
      code: 'mutations.brought',
      details: {
        account,
        read: coming,
        fresh,
        seen: coming - fresh,
        outgoing: read.mutations.length - coming,
        matched: matched.slice(0, SHOWN_MATCHES).map(({ id, customer, title, amountRupiah }) => ({
          customer,
          title,
          amountRupiah,
          before: before.has(id),
        })),
        matchedCount: matched.length,
        waiting,
        unread: read.unread.slice(0, SHOWN_UNREAD).map(({ line, text }) => ({
          line,
          text: text.slice(0, LONGEST_LINE),
        })),
        unreadCount: read.unread.length,
      },
    }),
  )
}
