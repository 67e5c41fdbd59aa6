import type { Heard, WriteDown } from '../../src/bots/door.ts'

/** An inbox of paper: keeps what was written down, and can be told to fail. */
export function notebook() {
  const written: Heard[] = []
  const batches: Heard[][] = []
  let failures = 0
  const writeDown: WriteDown = async (heard) => {
    if (failures > 0) {
      failures -= 1
      throw new Error('the database is away')
    }
    batches.push(heard)
    written.push(...heard)
  }
  return {
    written,
    batches,
    writeDown,
    failNext: (times = 1) => void (failures = times),
    texts: () => written.map(({ inbound }) => ('text' in inbound ? inbound.text : inbound.kind)),
  }
}
