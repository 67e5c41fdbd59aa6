/** Who in this process looks at the payment page of an order, and wants to hear of a change. */
export type PayChanges = ReturnType<typeof createPayChanges>

export function createPayChanges() {
  const watchers = new Map<number, Set<() => void>>()
  return {
    /** A nudge: whoever watches looks at the row again. Lost ones are made up for by looking anyway. */
    payChanged(orderId: number) {
      for (const wake of watchers.get(orderId) ?? []) wake()
    },
    /** Returns how to stop watching. */
    watch(orderId: number, wake: () => void): () => void {
      const those = watchers.get(orderId) ?? new Set()
      watchers.set(orderId, those.add(wake))
      return () => {
        those.delete(wake)
        if (those.size === 0) watchers.delete(orderId)
      }
    },
    /** How many watch this order. */
    count: (orderId: number) => watchers.get(orderId)?.size ?? 0,
  }
}
