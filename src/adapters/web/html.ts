/** A piece of a page. Only `html` and `trusted` make one, so nothing slips in unescaped. */
export type Html = { readonly markup: string; readonly [made]: true }
declare const made: unique symbol

type Slot = Html | string | number | null | undefined | false | readonly Slot[]

/** html`<p>${name}</p>`: what is put in is escaped, unless it is a piece of a page itself. */
export function html(strings: TemplateStringsArray, ...slots: Slot[]): Html {
  return trusted(String.raw({ raw: strings }, ...slots.map(markupOf)))
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
