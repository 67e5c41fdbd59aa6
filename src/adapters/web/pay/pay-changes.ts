/** Who in this process looks at the payment page of an order, and wants to hear of a change. */
export type PayChanges = ReturnType<typeof createPayChanges>

export function createPayChanges() {
  const watchers = new Map<string, Set<() => void>>()
  return {
    /** A nudge: whoever watches looks at the row again. Lost ones are made up for by looking anyway. */
    payChanged(payable: string) {
      for (const wake of watchers.get(payable) ?? []) wake()
    },
    /** Returns how to stop watching. */
    watch(payable: string, wake: () => void): () => void {
      const those = watchers.get(payable) ?? new Set()
      watchers.set(payable, those.add(wake))
      return () => {
        those.delete(wake)
        if (those.size === 0) watchers.delete(payable)
      }
    },
    /** How many watch this one. */
    count: (payable: string) => watchers.get(payable)?.size ?? 0,
  }
}
