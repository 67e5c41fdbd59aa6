import { Rejected } from '../../../domain/fault.ts'
import type { WahaApi } from './waha-api.ts'
import { asRecord } from './message-id.ts'
import { namesIn } from './address.ts'

type Options = { api: WahaApi; session: string; now?: () => number }

export type Lids = ReturnType<typeof createLids>

/** Whose number a LID hides, asked of WAHA once in a while. Versions before 2025 cannot say. */
export function createLids({ api, session, now = Date.now }: Options) {
  const known = new Map<string, { phone: string | undefined; until: number }>()

  function keep(lid: string, phone: string | undefined, forMs: number) {
    known.delete(lid)
    known.set(lid, { phone, until: now() + forMs })
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
    return phone
  }

  async function ask(lid: string) {
    const path = `api/${encodeURIComponent(session)}/lids/${lid}`
    const answer = await api.ask({ method: 'GET', path, signal: AbortSignal.timeout(PATIENCE_MS) })
    return namesIn(asRecord(answer)['pn']).phone
  }

  return {
    /** An event that carries both names tells us for free. */
    learn: (lid: string, phone: string) => void keep(lid, phone, KEPT_MS),

    /** Digits of the number, or nothing where nobody says: what was written is heard all the same. */
    async phoneOf(lid: string): Promise<string | undefined> {
      const before = known.get(lid)
      if (before && before.until > now()) return before.phone
      try {
        const phone = await ask(lid)
        return keep(lid, phone, phone === undefined ? ASKED_AGAIN_MS : KEPT_MS)
      } catch (error) {
        return keep(lid, undefined, error instanceof Rejected ? KEPT_MS : ASKED_AGAIN_MS)
      }
    },
  }
}

/** A webhook waits for this. */
const PATIENCE_MS = 2_000
const KEPT_MS = 6 * 3_600_000
const ASKED_AGAIN_MS = 60_000
const MOST_KNOWN = 10_000
