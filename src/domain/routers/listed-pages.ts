import { createHash } from 'node:crypto'
import type { RouterUser } from './routers.ts'

/**
 * A long list is compared page by page, by digest: users whose places on a router differ in the
 * last two digits only stand on one page. The database makes the same of what it wants.
 */
export type Pages = {
  add: (user: RouterUser) => void
  all: () => { page: string; digest: string; users: RouterUser[] }[]
}

export function collectPages(): Pages {
  const pages = new Map<string, Page>()
  let current: Page = { name: '', users: [], digest: '' }
  return {
    add: (user) => {
      const name = user.ref.slice(0, -2)
      if (name !== current.name || current.users.length === 0) {
        // Routers list in order: the page is full, and is worked out while the next one comes.
        settle(current)
        current = pages.get(name) ?? { name, users: [], digest: null }
        pages.set(name, current)
      }
      current.digest = null
      current.users.push(user)
    },
    all: () =>
      [...pages.values()].map((page) => ({
        page: page.name,
        digest: settle(page),
        users: page.users,
      })),
  }
}

/** `digest` is null while users may still come. */
type Page = { name: string; users: RouterUser[]; digest: string | null }

function settle(page: Page): string {
  page.digest ??= digestOf(page.users)
  return page.digest
}

function digestOf(users: RouterUser[]): string {
  const inOrder = users.every((user, at) => at === 0 || byPlace(users[at - 1] ?? user, user) <= 0)
  const sorted = inOrder ? users : users.toSorted(byPlace)
  return createHash('sha256').update(sorted.map(lineOf).join(AFTER)).digest('hex')
}

/** By code points, as the database does it with collation "C". */
function byPlace({ ref: one }: RouterUser, { ref: other }: RouterUser): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** All but what it has used, which is another figure at every look. */
function lineOf(user: RouterUser): string {
  const { ref, name, profile, comment, disabled, remoteAddress } = user
  const who = `${ref}${BETWEEN}${name}${BETWEEN}${profile}${BETWEEN}${comment}`
  const how = `${disabled ? 1 : 0}${BETWEEN}${remoteAddress ?? ''}`
  const limits = `${user.limitUptimeSeconds ?? 0}${BETWEEN}${user.limitBytes ?? 0}`
  return `${who}${BETWEEN}${how}${BETWEEN}${limits}`
}

// Nobody types these.
export const BETWEEN = '\u001F'
export const AFTER = '\u001E'
