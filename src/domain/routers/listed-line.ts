import type { RouterUser } from './routers.ts'

/** What a router shows of one user, as one text that the database writes in the same way. */
export function lineOf(user: RouterUser): string {
  const { ref, name, profile, comment, disabled, remoteAddress } = user
  const used = `${user.uptimeSeconds}${BETWEEN}${user.bytes}`
  const limits = `${user.limitUptimeSeconds ?? 0}${BETWEEN}${user.limitBytes ?? 0}`
  return [ref, name, profile, comment, disabled ? 1 : 0, remoteAddress ?? '', used, limits].join(
    BETWEEN,
  )
}

/** Takes lines apart that begin with the number of a row; one that is only that fits no user. */
export function readLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  for (const line of text.split(AFTER)) {
    const end = line.indexOf(BETWEEN)
    const id = Number(end < 0 ? line : line.slice(0, end))
    if (Number.isSafeInteger(id) && id > 0) lines.set(end < 0 ? line : line.slice(end + 1), id)
  }
  return lines
}

// Nobody types these, and where somebody did, the line fits none and is looked at closely.
export const BETWEEN = '\u001F'
export const AFTER = '\u001E'
