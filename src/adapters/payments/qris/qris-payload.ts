/** One field of an EMV code: two digits of name, two of length, then the value. */
type Field = { id: string; value: string }

/**
 * Turns a shop's printed QRIS into one that carries the amount. Everything else stays as it is,
 * tips and extra data included. Throws on what is not a sound QRIS of this country.
 */
export function withAmount(payload: string, amountRupiah: number): string {
  const fields = readQris(payload)
    .filter(({ id }) => id !== '01' && id !== '54' && id !== '63')
    .concat({ id: '01', value: '12' }, { id: '54', value: String(amountRupiah) })
    .toSorted((a, b) => Number(a.id) - Number(b.id))
  const unsealed = `${fields.map(write).join('')}6304`
  return unsealed + checksum(unsealed)
}

/** The fields of a payload whose checksum is right. Printed codes do not keep to the order. */
export function readQris(payload: string): Field[] {
  const fields: Field[] = []
  for (let at = 0; at < payload.length;) {
    const length = /^\d{4}$/.test(payload.slice(at, at + 4))
      ? Number(payload.slice(at + 2, at + 4))
      : -1
    const value = payload.slice(at + 4, at + 4 + length)
    if (length < 1 || value.length !== length) throw new Error(`not a QRIS: broken at ${at}`)
    fields.push({ id: payload.slice(at, at + 2), value })
    at += 4 + length
  }
  const last = fields.at(-1)
  if (last?.id !== '63' || last.value.toUpperCase() !== checksum(payload.slice(0, -4))) {
    throw new Error('not a QRIS: the checksum is wrong')
  }
  const field = (id: string) => fields.find((one) => one.id === id)?.value
  if (field('00') !== '01' || field('53') !== '360' || field('58') !== 'ID') {
    throw new Error('not a QRIS: it is not for rupiah in Indonesia')
  }
  return fields
}

function write({ id, value }: Field) {
  return `${id}${String(value.length).padStart(2, '0')}${value}`
}

/** CRC-16/CCITT-FALSE, as four upper-case hex digits; of "123456789" it is 29B1. */
export function checksum(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
