/** Whole rupiah as gateways write them: `150000`, sometimes `150000.00`. Nothing else is an amount. */
export function readAmount(written: string | number | undefined): number | undefined {
  const digits = /^(\d{1,15})(\.0{1,2})?$/.exec(String(written))?.[1]
  return digits === undefined ? undefined : Number(digits)
}
