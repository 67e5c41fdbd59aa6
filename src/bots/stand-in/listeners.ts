/** Who wants to know that something changed. */
export function createListeners<Change>() {
  const all = new Set<(change: Change) => void>()
  return {
    add(listener: (change: Change) => void) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell(change: Change) {
      for (const listener of all) listener(change)
    },
  }
}
