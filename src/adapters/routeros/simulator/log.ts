import type { Menu } from './menu.ts'
import type { PrintRow } from './query.ts'
import type { State } from './state.ts'

const LINES_KEPT = 1_000

export function note(state: State, at: number, topics: string, message: string): void {
  state.log.push({ at, topics, message })
  if (state.log.length > LINES_KEPT) state.log.shift()
}

/** Times are written without a zone; whoever reads them must know where the router stands. */
export function logMenu(state: State): Menu {
  return { rows: () => rowsOf(state) }
}

function* rowsOf({ log }: State): Iterable<PrintRow> {
  for (const [index, { at, topics, message }] of log.entries()) {
    const time = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
    yield { '.id': `*${(index + 1).toString(16).toUpperCase()}`, time, topics, message }
  }
}
