import type { Language } from '../../domain/people/person.ts'

const UNITS: Record<string, number> = { '': 1, k: 1e3, m: 1e6, g: 1e9 }

/** "20 Mbps", from a router's `5M/20M`: what a customer sends stands first there. */
export function saySpeed(rateLimit: string | null, language: Language): string {
  const down = /^\S+?\/(\d+(?:\.\d+)?)([kmg]?)/i.exec(rateLimit ?? '')
  if (!down?.[1]) return ''
  const bits = Number(down[1]) * (UNITS[(down[2] ?? '').toLowerCase()] ?? 1)
  const amount = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    maximumFractionDigits: 1,
  })
  return bits >= 1e6 ? `${amount.format(bits / 1e6)} Mbps` : `${amount.format(bits / 1e3)} kbps`
}

/** Beside the name of a package; empty where that says it already. */
export function saySpeedBeside(name: string, rateLimit: string | null, language: Language): string {
  const speed = saySpeed(rateLimit, language)
  return squeezed(name).includes(squeezed(speed)) ? '' : speed
}

/** Spelled one way; with a space before, since "Rumah 120 Mbps" does not say "20 Mbps". */
const squeezed = (text: string) => ` ${text}`.toLowerCase().replace(/(?<=\d)\s+(?=[mk])/g, '')

const BARS = '▁▂▃▄▅▆▇█'

/** A row of bars, the highest for the most: ▁▁▃█▂. Empty where there is nothing to draw. */
export function sparkline(values: number[]): string {
  const most = Math.max(0, ...values)
  if (most === 0) return ''
  return values
    .map((value) => BARS[Math.min(BARS.length - 1, Math.floor((value / most) * BARS.length))])
    .join('')
}

/** "12,5 GB": of traffic, in steps of a thousand. */
export function sayTraffic(bytes: number, language: Language): string {
  const [unit, size] =
    bytes >= 1e12
      ? (['TB', 1e12] as const)
      : bytes >= 1e9
        ? (['GB', 1e9] as const)
        : (['MB', 1e6] as const)
  const amount = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    maximumFractionDigits: 1,
  })
  return `${amount.format(bytes / size)} ${unit}`
}
