export type FormPart = { value: string; bytes: Buffer; filename?: string }

/**
 * Reads multipart/form-data. Node's own reader is stricter than the platforms are: it refuses
 * the bare, unquoted file names that Telegram libraries send.
 */
export function readFormData(body: Buffer, contentType: string): Map<string, FormPart> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  const parts = new Map<string, FormPart>()
  if (!boundary) return parts

  const mark = Buffer.from(`\r\n--${boundary}`)
  // The first mark has no line before it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body])
  let start = whole.indexOf(mark)
  while (start !== -1) {
    const end = whole.indexOf(mark, start + mark.length)
    if (end === -1) break
    const part = whole.subarray(start + mark.length + 2, end)
    const split = part.indexOf('\r\n\r\n')
    if (split !== -1) addPart(parts, part.subarray(0, split).toString(), part.subarray(split + 4))
    start = end
  }
  return parts
}

function addPart(parts: Map<string, FormPart>, headers: string, bytes: Buffer) {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? ''
  const name = parameter(disposition, 'name')
  const filename = parameter(disposition, 'filename')
  if (name === undefined) return
  parts.set(name, { value: bytes.toString(), bytes, ...(filename !== undefined && { filename }) })
}

function parameter(disposition: string, name: string) {
  const found = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(disposition)
  return found?.[1] ?? found?.[2]?.trim()
}
