import { timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'

type Known = { id: number; hint_version: number }

/**
 * What a router shows when it tells us of a login. Nothing is stored for it: it follows from
 * SECRET_KEY, and raising the router's version makes every older one a wrong one.
 */
export function routerToken(
  secrets: Deps['secrets'],
  { id, hint_version: version }: Known,
): string {
  return secrets.sign('router hint', `router:${id}:${version}`)
}

export function isRouterToken(secrets: Deps['secrets'], token: string, router: Known): boolean {
  const given = Buffer.from(token)
  const right = Buffer.from(routerToken(secrets, router))
  return given.length === right.length && timingSafeEqual(given, right)
}
