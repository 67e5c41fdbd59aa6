/**
 * libsignal tells the console of the sessions it opens and closes, private keys and all. What it
 * says goes nowhere; everybody else's words go on as they were. Doing it twice is doing it once.
 */
export function silenceSignal() {
  const { console: terminal } = globalThis
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    const speak = terminal[level]
    if (SILENCED.has(speak)) continue
    const careful = (...words: unknown[]) => {
      if (/[\\/]libsignal[\\/]/.test(new Error().stack ?? '')) return
      speak.apply(terminal, words)
    }
    SILENCED.add(careful)
    terminal[level] = careful
  }
}

const SILENCED = new WeakSet<object>()
