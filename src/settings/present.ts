type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the members that are undefined. */
export function present<T extends object>(all: T): Present<T> {
  const entries = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Present<T>
}

/** All of them or nothing. That some are there alone was refused before. */
export function allOf<T extends object>(
  all: T,
): { [K in keyof T]: Exclude<T[K], undefined> } | undefined {
  const complete = Object.values(all).every((value) => value !== undefined)
  return complete ? (all as { [K in keyof T]: Exclude<T[K], undefined> }) : undefined
}
