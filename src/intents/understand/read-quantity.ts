const NONE = /^(-|0|tidak ada|tanpa batas|bebas|unlimited|none|selamanya|never)$/

const SECONDS: [RegExp, number][] = [
  [/^(s|dtk|detik|sec|secs|second|seconds)$/, 1],
  [/^(m|mnt|menit|min|mins|minute|minutes)$/, 60],
  [/^(h|j|jam|hour|hours)$/, 3_600],
  [/^(d|hr|hari|day|days)$/, 86_400],
  [/^(w|mgg|minggu|week|weeks)$/, 604_800],
  [/^(bln|bulan|month|months)$/, 2_592_000],
]

/** Seconds of "3 jam", "1h", "1 hari 12 jam", "30 menit", "1d12h"; null for "tanpa batas". */
export function readDuration(text: string): number | null | undefined {
  const said = text.trim().toLowerCase()
  if (NONE.test(said)) return null
  const parts = [...said.matchAll(/(\d+(?:[.,]\d+)?)\s*(\p{L}+)/gu)]
  if (parts.length === 0 || said.replace(/(\d+(?:[.,]\d+)?)\s*(\p{L}+)|[\s,]/gu, '') !== '') {
    return undefined
  }
  let seconds = 0
  for (const [, amount = '', unit = ''] of parts) {
    const length = SECONDS.find(([pattern]) => pattern.test(unit))?.[1]
    if (length === undefined) return undefined
    seconds += Number(amount.replace(',', '.')) * length
  }
  return seconds >= 60 ? Math.round(seconds) : undefined
}

const BYTES: Record<string, number> = {
  mb: 2 ** 20,
  m: 2 ** 20,
  gb: 2 ** 30,
  g: 2 ** 30,
  tb: 2 ** 40,
}

/** Bytes of "500 MB", "1,5 GB"; null for "tanpa batas". */
export function readDataSize(text: string): number | null | undefined {
  const said = text.trim().toLowerCase()
  if (NONE.test(said)) return null
  const [, amount = '', unit = ''] = /^(\d+(?:[.,]\d+)?)\s*(mb|gb|tb|m|g)$/.exec(said) ?? []
  const size = BYTES[unit]
  return size === undefined ? undefined : Math.round(Number(amount.replace(',', '.')) * size)
}

/** A whole number as people write it: "1000", "1.000", "1,000". */
export function readCount(text: string): number | undefined {
  const said = text.trim()
  return /^(\d{1,9}|\d{1,3}([.,]\d{3}){1,2})$/.test(said)
    ? Number(said.replaceAll(/[.,]/g, ''))
    : undefined
}

export function readYesNo(text: string): boolean | undefined {
  const said = text.trim().toLowerCase()
  if (/^(ya|iya|y|yes|on|true|1)$/.test(said)) return true
  if (/^(tidak|nggak|gak|t|n|no|off|false|0)$/.test(said)) return false
  return undefined
}
