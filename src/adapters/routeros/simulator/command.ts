import type { Menu } from './menu.ts'
import type { PrintRow } from './query.ts'
import { createFilter } from './query.ts'
import { Refusal } from './refusal.ts'

/** One sentence of a client, taken apart. */
export type Command = {
  path: string
  attributes: Map<string, string>
  /** In order: it matters. */
  queries: string[]
  tag: string | undefined
}

export type Result = {
  rows: Iterable<PrintRow>
  /** The `ret` of `!done`. */
  ret?: string
  /** Whether nothing to show is said with `!empty`. */
  isPrint: boolean
}

export function readCommand(words: readonly string[]): Command {
  const attributes = new Map<string, string>()
  const queries: string[] = []
  let tag: string | undefined
  for (const word of words.slice(1)) {
    const end = word.indexOf('=', 1)
    if (word.startsWith('?')) queries.push(word)
    else if (word.startsWith('.tag=')) tag = word.slice('.tag='.length)
    else if (word.startsWith('=') && end > 0)
      attributes.set(word.slice(1, end), word.slice(end + 1))
  }
  return { path: words[0] ?? '', attributes, queries, tag }
}

/** Whether the command changes something: such commands are worked off one after another. */
export function isWrite({ path }: Command): boolean {
  return /\/(add|set|unset|remove|enable|disable|reboot)$/.test(path)
}

/** Carries one command out. Throws a `Refusal` where the router would answer with a trap. */
export function execute(
  menus: Record<string, Menu>,
  policies: readonly string[],
  command: Command,
): Result {
  const cut = command.path.lastIndexOf('/')
  const menu = menus[command.path.slice(0, cut)]
  const verb = command.path.slice(cut + 1)
  if (!menu) throw new Refusal('no such command prefix', 0)
  const needed = verb === 'reboot' ? 'reboot' : isWrite(command) ? 'write' : 'read'
  if (!policies.includes(needed)) {
    throw new Refusal('not enough permissions (9)', 4)
  }
  const attributes = new Map(command.attributes)
  if (verb === 'print' || verb === 'getall') return print(menu, command)
  if (verb === 'add' && menu.add) return { ...NOTHING, ret: menu.add(attributes) }
  if (verb === 'set' && menu.set) {
    // The router has one identity; every other set says what it sets.
    const ids = menu.add ? takeIds(attributes) : []
    menu.set(ids, attributes)
    return NOTHING
  }
  if ((verb === 'enable' || verb === 'disable') && menu.set) {
    menu.set(takeIds(attributes), new Map([['disabled', verb === 'disable' ? 'yes' : 'no']]))
    return NOTHING
  }
  if (verb === 'unset' && menu.unset) {
    const ids = takeIds(attributes)
    menu.unset(ids, attributes.get('value-name') ?? '')
    return NOTHING
  }
  if (verb === 'remove' && menu.remove) {
    menu.remove(takeIds(attributes))
    return NOTHING
  }
  const other = menu.commands?.[verb]
  if (other) return { rows: other(attributes), isPrint: false }
  throw new Refusal('no such command', 0)
}

const NOTHING: Result = { rows: [], isPrint: false }

/** One id, or a name. Lists of ids are left to the console. */
function takeIds(attributes: Map<string, string>): string[] {
  const id = attributes.get('.id') ?? attributes.get('numbers')
  attributes.delete('.id')
  attributes.delete('numbers')
  if (id === undefined) throw new Refusal('missing =.id=', 0)
  return [id]
}

function print(menu: Menu, { attributes, queries }: Command): Result {
  const matches = createFilter(queries)
  if (attributes.has('count-only')) {
    const count = [...menu.rows()].filter(matches).length
    return { rows: [], ret: String(count), isPrint: true }
  }
  const fields = attributes.get('.proplist')?.split(',')
  return { rows: chosen(menu.rows(), matches, fields), isPrint: true }
}

/** Lazily: a list of fifty thousand is not made before the first row leaves. */
function* chosen(
  rows: Iterable<PrintRow>,
  matches: (row: PrintRow) => boolean,
  fields: string[] | undefined,
): Iterable<PrintRow> {
  for (const row of rows) {
    if (!matches(row)) continue
    yield fields ? Object.fromEntries(fields.map((field) => [field, row[field]])) : row
  }
}
