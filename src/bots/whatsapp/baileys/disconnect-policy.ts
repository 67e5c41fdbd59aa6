/** What is done when the line to WhatsApp ends. */
export type AfterDisconnect =
  /** A new socket at once, with what was just stored. */
  | { do: 'restart' }
  /** Again after a while, each time a longer one. */
  | { do: 'retry' }
  /** Another device or process has the session: whoever comes back only takes it away again. */
  | { do: 'stop'; news: 'replaced' }
  /** The keys are worth nothing any more. */
  | { do: 'unlink'; news: 'logged_out' }
  | { do: 'stop'; news: 'banned' }
  /** WhatsApp wants a newer client: it is asked which, then tried again. */
  | { do: 'renew_version' }

/** By WhatsApp's code; what is not named here is tried again. */
export const AFTER_DISCONNECT: Readonly<Record<number, AfterDisconnect>> = {
  401: { do: 'unlink', news: 'logged_out' },
  403: { do: 'stop', news: 'banned' },
  405: { do: 'renew_version' },
  408: { do: 'retry' },
  411: { do: 'stop', news: 'banned' },
  419: { do: 'unlink', news: 'logged_out' },
  428: { do: 'retry' },
  440: { do: 'stop', news: 'replaced' },
  500: { do: 'retry' },
  503: { do: 'retry' },
  515: { do: 'restart' },
}

export function afterDisconnect(code: number): AfterDisconnect {
  return AFTER_DISCONNECT[code] ?? { do: 'retry' }
}

/** Milliseconds before the next try: 1 s at first, a minute at most, no two sessions alike. */
export function backOffMs(failures: number, random: () => number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS)
  return Math.round(full * (0.75 + 0.5 * random()))
}

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
