import { PRIORITY } from '../domain/messages/message.ts'

export type Pace = ReturnType<typeof createPace>

/**
 * A token bucket: `take` resolves when one more message may go. When many wait, the lower number
 * goes first, and of one number whoever asked first.
 */
export function createPace({ perSecond, burst }: { perSecond: number; burst: number }) {
  const waiting: { priority: number; go: () => void }[] = []
  let tokens = burst
  let filledAt = performance.now()
  let timer: NodeJS.Timeout | undefined

  function serve() {
    timer = undefined
    const now = performance.now()
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
    for (; tokens >= 1 && waiting.length > 0; tokens -= 1) waiting.shift()?.go()
    if (waiting.length === 0) return
    timer = setTimeout(serve, Math.max(1, ((1 - tokens) / perSecond) * 1000))
  }

  return {
    take(priority: number = PRIORITY.normal): Promise<void> {
      return new Promise((go) => {
        const behind = waiting.findIndex((one) => one.priority > priority)
        waiting.splice(behind === -1 ? waiting.length : behind, 0, { priority, go })
        if (!timer) serve()
      })
    },
  }
}
