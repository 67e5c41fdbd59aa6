type Sweeping = {
  /** Ids of what waits and nobody is at. */
  find: () => Promise<number[]>
  /** Never throws. */
  run: (id: number) => Promise<void>
}

/** So many at once that one dead process is made good soon, and not so many that we drown. */
const IN_HAND_AT_MOST = 500

/**
 * Finds what was left behind and does it. A slow one keeps neither the others of its round nor
 * the next rounds waiting. `sweep` resolves when what this round began is done.
 */
export function createSweep({ find, run }: Sweeping) {
  const inHand = new Map<number, Promise<void>>()
  let looking: Promise<number[]> | undefined

  function begin(id: number) {
    const work = run(id).finally(() => inHand.delete(id))
    inHand.set(id, work)
    return work
  }

  return {
    sweep: async () => {
      if (looking) return
      looking = find()
      const found = await looking.finally(() => (looking = undefined))
      const begun = found
        .filter((id) => !inHand.has(id))
        .slice(0, IN_HAND_AT_MOST - inHand.size)
        .map(begin)
      await Promise.all(begun)
    },
    /** Resolves when nothing is in hand. */
    idle: async () => {
      await Promise.all(inHand.values())
    },
  }
}
