/** What Baileys wants of a cache. One that outlives sockets and cannot grow for ever. */
export function boundedCache({ most, lastsMs, now = Date.now }: Options) {
  const kept = new Map<string, { value: unknown; until: number }>()

  return {
    // Baileys' own shape: whoever asks says what it is.
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    get<T>(key: string): T | undefined {
      const found = kept.get(key)
      if (!found) return undefined
      if (found.until > now()) return found.value as T
      kept.delete(key)
      return undefined
    },
    set(key: string, value: unknown) {
      kept.delete(key)
      kept.set(key, { value, until: now() + lastsMs })
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
    del(key: string) {
      kept.delete(key)
    },
    flushAll() {
      kept.clear()
    },
  }
}

type Options = { most: number; lastsMs: number; now?: () => number }

/** Of one session, for as long as this process has it, whatever happens to the socket. */
export function sessionCaches() {
  return {
    /** How often somebody asked for a message again: an endless asker is refused. */
    msgRetryCounterCache: boundedCache({ most: 5_000, lastsMs: HOUR_MS }),
    userDevicesCache: boundedCache({ most: 5_000, lastsMs: HOUR_MS / 12 }),
    /** What came with an ad click whose words are still to come. */
    placeholderResendCache: boundedCache({ most: 1_000, lastsMs: HOUR_MS }),
    /** A brochure is uploaded once and sent to many. */
    mediaCache: boundedCache({ most: 500, lastsMs: 72 * HOUR_MS }),
    /** Numbers that have WhatsApp. */
    reached: boundedCache({ most: 20_000, lastsMs: 24 * HOUR_MS }),
  }
}

const HOUR_MS = 3_600_000
