/**
 * What the QR of a voucher says: the hotspot's login page with the code already filled in.
 * RouterOS reads `username` and `password` from the address as well as from the form.
 */
export function loginLink(loginUrl: string, voucher: { code: string; password: string }): string {
  const filledIn = `username=${encodeURIComponent(voucher.code)}&password=${encodeURIComponent(voucher.password)}`
  return `${loginUrl}${loginUrl.includes('?') ? '&' : '?'}${filledIn}`
}
