import { performance } from 'node:perf_hooks'

/** Answers 0 when the sender may go on, or the seconds to wait first. */
export type SenderLimit = (name: string, sender: string, perMinute: number) => number

const MOST_SENDERS = 20_000

/**
 * A minute's worth at once, then at the steady rate. One number is kept per sender: when all
 * that was used up will have come back.
 */
export function createSenderLimit(now: () => number = () => performance.now()): SenderLimit {
  const backAt = new Map<string, number>()

  return (name, sender, perMinute) => {
    const at = now()
    const key = `${name} ${sender}`
    const costMs = 60_000 / perMinute
    const until = Math.max(backAt.get(key) ?? 0, at) + costMs
    const waitMs = until - at - 60_000
    if (waitMs > 0) return Math.ceil(waitMs / 1000)

    // Set anew, so that the map stays ordered by last use.
    backAt.delete(key)
    backAt.set(key, until)
    if (backAt.size > MOST_SENDERS) forgetOldest(backAt)
    return 0
  }
}

function forgetOldest(map: Map<string, number>) {
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}

/** One IPv4 address, or the /64 an IPv6 sender can draw addresses from at will. */
export function senderOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  if (!ip.includes(':')) return ip
  const [head = '', tail = ''] = ip.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
