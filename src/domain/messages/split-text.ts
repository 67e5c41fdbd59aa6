/** No channel takes more than this in one message. */
export const MAX_TEXT = 4096

/** Cuts at the last paragraph, line or word that fits; never inside a surrogate pair. */
export function splitText(text: string, max = MAX_TEXT): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > max) {
    const window = rest.slice(0, max)
    const cut = ['\n\n', '\n', ' '].map((end) => window.lastIndexOf(end)).find((at) => at > max / 2)
    const at = cut ?? (/[\uD800-\uDBFF]$/.test(window) ? max - 1 : max)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest]
}
