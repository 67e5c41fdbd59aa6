import { setTimeout as pause } from 'node:timers/promises'

export type Delivery = { url: string; headers: Record<string, string>; body: string }

/**
 * Posts until it is taken (2xx), waiting longer each time, as the platforms do. Resolves with
 * whether it ever was; gives up only when told to.
 */
export async function deliver(
  delivery: () => Delivery | undefined,
  { signal, firstPauseMs = 100 }: { signal: AbortSignal; firstPauseMs?: number },
): Promise<boolean> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const next = delivery()
    if (next && (await post(next, signal))) return true
    const ms = Math.min(firstPauseMs * 2 ** attempt, LONGEST_PAUSE_MS)
    await pause(ms, undefined, { signal }).catch(() => {})
  }
  return false
}

async function post({ url, headers, body }: Delivery, signal: AbortSignal) {
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(10_000)])
    const answer = await fetch(url, { method: 'POST', headers, body, signal: deadline })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

const LONGEST_PAUSE_MS = 5_000
