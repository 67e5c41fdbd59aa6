/** A piece of a page. Only `html` and `trusted` make one, so nothing slips in unescaped. */
export type Html = { readonly markup: string; readonly [made]: true }
declare const made: unique symbol

type Slot = Html | string | number | null | undefined | false | readonly Slot[]

/** html`<p>${name}</p>`: what is put in is escaped, unless it is a piece of a page itself. */
export function html(strings: TemplateStringsArray, ...slots: Slot[]): Html {
  return trusted(String.raw({ raw: flush(strings) }, ...slots.map(markupOf)))
}

const flushed = new WeakMap<TemplateStringsArray, string[]>()

/** Without the indentation of the source, which would be a third of the page. */
function flush(strings: TemplateStringsArray) {
  const known = flushed.get(strings)
  if (known) return known
  const made = strings.map((text) => text.replaceAll(/\s*\n\s*/g, '\n'))
  flushed.set(strings, made)
  return made
}

/** Markup that we wrote ourselves: a stylesheet, a drawing. Never anything that came from outside. */
export function trusted(markup: string): Html {
  return { markup } as Html
}

function markupOf(slot: Slot): string {
  if (slot === null || slot === undefined || slot === false) return ''
  if (typeof slot === 'string' || typeof slot === 'number') return escape(String(slot))
  if ('markup' in slot) return slot.markup
  return slot.map(markupOf).join('')
}

function escape(text: string) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
