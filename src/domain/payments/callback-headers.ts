import type { Deps } from '../deps.ts'

const NOT_KEPT = new Set(['authorization', 'cookie'])

/** As they are kept: some gateways prove themselves with the same word every time. */
export type SealedHeaders = { sealed: string }

export function sealHeaders(
  { secrets }: Pick<Deps, 'secrets'>,
  headers: Record<string, string>,
): SealedHeaders {
  const kept = Object.entries(headers).filter(([name]) => !NOT_KEPT.has(name.toLowerCase()))
  const plain = JSON.stringify(Object.fromEntries(kept))
  return { sealed: secrets.seal(plain).toString('base64') }
}

export function openHeaders(
  { secrets }: Pick<Deps, 'secrets'>,
  headers: SealedHeaders | Record<string, string>,
): Record<string, string> {
  const { sealed, ...plain } = headers
  // Those that came before they were sealed.
  if (sealed === undefined) return plain
  return JSON.parse(secrets.open(Buffer.from(sealed, 'base64'))) as Record<string, string>
}
