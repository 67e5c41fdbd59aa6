const missed: string[] = []

/** Says a figure beside its target, and remembers where it is not met. */
export function hold(what: string, { is, least, most, unit = '' }: Target) {
  const shown = (value: number) => `${value >= 100 ? Math.round(value) : value.toFixed(2)}${unit}`
  const target = least === undefined ? `at most ${shown(most)}` : `at least ${shown(least)}`
  console.log(`${what}: ${shown(is)} (${target})`)
  const isMet = least === undefined ? is <= most : is >= least
  if (!isMet) missed.push(`${what}: ${shown(is)}, ${target}`)
}

type Target = { is: number; unit?: string } & (
  | { least: number; most?: undefined }
  | { most: number; least?: undefined }
)

export const misses = (): readonly string[] => missed
