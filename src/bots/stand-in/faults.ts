export type Fault = {
  /** Which calls; absent means any. */
  on?: string
  /** How many of them; one, if not said. */
  times?: number
  /** How many go well first. */
  after?: number
}

/** What shall go wrong next, in the order it was asked for. */
export function createFaults<F extends Fault>() {
  let planned: (F & { left: number; wait: number })[] = []
  return {
    plan(fault: F) {
      planned.push({ ...fault, left: fault.times ?? 1, wait: fault.after ?? 0 })
    },
    /** The fault this call must suffer, if any. */
    take(call: string): F | undefined {
      const fault = planned.find(({ on }) => on === undefined || on === call)
      if (!fault) return undefined
      if (fault.wait > 0) {
        fault.wait -= 1
        return undefined
      }
      fault.left -= 1
      planned = planned.filter(({ left }) => left > 0)
      return fault
    },
  }
}
