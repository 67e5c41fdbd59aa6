import { formatTime, parseTime } from '../parse-time.ts'
import type { PrintRow } from './query.ts'
import { Refusal } from './refusal.ts'
import type { Table } from './state.ts'
import { insert } from './state.ts'

/** A menu as commands see it: rows to print, and what may be done to them. */
export type Menu = {
  rows: () => Iterable<PrintRow>
  /** Returns the id. */
  add?: (attributes: Map<string, string>) => string
  set?: (ids: string[], attributes: Map<string, string>) => void
  unset?: (ids: string[], field: string) => void
  remove?: (ids: string[]) => void
  /** What else it understands, by name; answered with rows. */
  commands?: Record<string, (attributes: Map<string, string>) => PrintRow[]>
}

export type Field<Item> = {
  /** Absent fields are not printed. */
  get: (item: Item) => string | undefined
  set?: (item: Item, text: string, name: string) => void
  /** Only where nothing is a value too. */
  unset?: (item: Item) => void
}

type TableMenu<Item extends { id: string; name: string }> = {
  table: () => Table<Item>
  fields: Record<string, Field<Item>>
  /** A new row before its attributes are applied. Menus without it take no additions. */
  blank: () => Omit<Item, 'id'>
  /** What must be unique, and what the router says when it is not. */
  unique: { key: (item: Item) => string; message: string }
  /** Throws when the row must stay. */
  mayRemove?: (item: Item) => void
  mayWrite?: () => void
}

export function tableMenu<Item extends { id: string; name: string }>(
  menu: TableMenu<Item>,
): Required<Omit<Menu, 'commands'>> {
  const find = (id: string) => findItem(menu.table(), id)
  const apply = (item: Item, attributes: Map<string, string>) => {
    for (const [name, text] of attributes) {
      const field = menu.fields[name]
      if (!field?.set) throw new Refusal(`unknown parameter ${name}`, 0)
      field.set(item, text, name)
    }
    return item
  }

  return {
    rows: () => printRows(menu.table(), menu.fields),
    add: (attributes) => {
      menu.mayWrite?.()
      const item = apply({ ...menu.blank(), id: '' } as Item, attributes)
      if (item.name === '') throw new Refusal('missing =name=', 0)
      refuseDuplicate(menu, item)
      return insert(menu.table(), item).id
    },
    set: (ids, attributes) => {
      menu.mayWrite?.()
      for (const item of ids.map(find)) {
        const changed = apply({ ...item }, attributes)
        refuseDuplicate(menu, changed)
        Object.assign(item, changed)
      }
    },
    unset: (ids, name) => {
      menu.mayWrite?.()
      const unset = menu.fields[name]?.unset
      if (!unset) throw new Refusal('input does not match any value of value-name', 1)
      for (const item of ids.map(find)) unset(item)
    },
    remove: (ids) => {
      menu.mayWrite?.()
      const items = ids.map(find)
      for (const item of items) menu.mayRemove?.(item)
      for (const item of items) menu.table().items.delete(item.id)
    },
  }
}

/** A list of what is going on: rows may be ended, not made. */
export function activeMenu<Item extends { id: string }>(menu: {
  table: () => Table<Item>
  fields: Record<string, Field<Item>>
  remove: (item: Item) => void
}): Menu {
  return {
    rows: () => printRows(menu.table(), menu.fields),
    remove: (ids) => {
      const items = ids.map((id) => findItem(menu.table(), id))
      for (const item of items) menu.remove(item)
    },
  }
}

export function fixedMenu(row: () => PrintRow): Menu {
  return { rows: () => [row()] }
}

function* printRows<Item extends { id: string }>(
  table: Table<Item>,
  fields: Record<string, Field<Item>>,
): Iterable<PrintRow> {
  for (const item of table.items.values()) {
    const row: PrintRow = { '.id': item.id }
    for (const name in fields) row[name] = fields[name]?.get(item)
    yield row
  }
}

/** By id, or where that fails by name, as the console does. */
function findItem<Item extends { id: string }>(table: Table<Item>, id: string): Item {
  const item = table.items.get(id)
  if (item) return item
  if (!id.startsWith('*')) {
    for (const other of table.items.values()) {
      if ((other as { name?: string }).name === id) return other
    }
  }
  throw new Refusal('no such item', 0)
}

function refuseDuplicate<Item extends { id: string; name: string }>(
  { table, unique }: TableMenu<Item>,
  item: Item,
): void {
  const key = unique.key(item)
  for (const other of table().items.values()) {
    if (other.name === item.name && other.id !== item.id && unique.key(other) === key) {
      throw new Refusal(unique.message)
    }
  }
}

/** A name may be shortened as long as it fits one row only; an exact name always wins. */
export function resolveName(table: Table<{ id: string; name: string }>, text: string): string {
  const items = [...table.items.values()]
  const exact = items.find((item) => item.name === text || item.id === text)
  if (exact) return exact.id
  const fitting = items.filter((item) => text !== '' && item.name.startsWith(text))
  if (fitting.length > 1) {
    const more = 'more than one possible value matches input'
    throw new Refusal(`ambiguous value of profile, ${more}`, 1)
  }
  if (!fitting[0]) throw new Refusal('input does not match any value of profile', 1)
  return fitting[0].id
}

/** The kinds of fields. `skip` holds the value that is not worth printing. */
export function textField<Item>(key: keyof Item, skip: string | null = ''): Field<Item> {
  return {
    get: (item) => unless(String(item[key]), skip),
    set: (item, text) => Object.assign(item as object, { [key]: text }),
  }
}

export function booleanField<Item>(key: keyof Item): Field<Item> {
  return {
    get: (item) => String(item[key]),
    set: (item, text, name) => {
      const value = { yes: true, true: true, no: false, false: false }[text]
      if (value === undefined) throw new Refusal(`invalid value for argument ${name}`, 1)
      Object.assign(item as object, { [key]: value })
    },
  }
}

export function timeField<Item>(key: keyof Item, skip: string | null = '0s'): Field<Item> {
  return {
    get: (item) => unless(formatTime(Number(item[key]) / 1_000), skip),
    set: (item, text, name) => {
      const seconds = /^\d+$/.test(text) ? Number(text) : parseTime(text)
      if (seconds === null) throw new Refusal(`invalid time value for argument ${name}`, 1)
      Object.assign(item as object, { [key]: seconds * 1_000 })
    },
  }
}

export function numberField<Item>(key: keyof Item, skip: string | null = '0'): Field<Item> {
  return {
    get: (item) => unless(String(Math.floor(Number(item[key]))), skip),
    set: (item, text, name) => {
      if (!/^\d+$/.test(text)) throw new Refusal(`invalid value for argument ${name}`, 1)
      Object.assign(item as object, { [key]: Number(text) })
    },
  }
}

export function shown<Item>(get: (item: Item) => string): Field<Item> {
  return { get }
}

function unless(text: string, skip: string | null): string | undefined {
  return text === skip ? undefined : text
}
