/** Undefined for what is not JSON: gateways answer with pages when they are not well. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
