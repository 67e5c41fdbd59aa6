/**
 * Whole rupiah as a number. Amounts stay far below 2^53; `rupiah` is the edge where anything
 * else is refused, so that inside the house a number of rupiah is always a safe integer.
 */
export function rupiah(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole rupiah: ${value}`)
  return value
}

/** "Rp 1.500.000", with a plain space so that people can copy and search it. */
export function formatRupiah(value: number): string {
  const digits = Math.abs(rupiah(value))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}Rp ${digits}`
}
