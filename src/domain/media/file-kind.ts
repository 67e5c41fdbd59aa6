/** What we take from people, by its bytes. Everything else is refused, whatever it calls itself. */
type FileKind = { mime: string; extension: string }

const JPEG = { mime: 'image/jpeg', extension: 'jpg' }
const PNG = { mime: 'image/png', extension: 'png' }
const WEBP = { mime: 'image/webp', extension: 'webp' }
const PDF = { mime: 'application/pdf', extension: 'pdf' }
const CSV = { mime: 'text/csv', extension: 'csv' }
const XLSX = {
  mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
}

export function fileKind(
  given: Uint8Array,
  claimed: { mime: string; name: string },
): FileKind | undefined {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const begins = (head: string, at = 0) =>
    bytes.subarray(at, at + head.length / 2).equals(hex(head))
  if (begins('ffd8ff')) return JPEG
  if (begins('89504e470d0a1a0a')) return PNG
  if (begins('52494646') && begins('57454250', 8)) return WEBP
  // Scanners put bytes of their own before it; readers allow for a kilobyte.
  if (bytes.subarray(0, 1024).includes('%PDF-')) return PDF
  // A zip like many others, until it names the workbook.
  if (begins('504b0304')) return bytes.includes('xl/workbook.xml') ? XLSX : undefined
  return isCsv(bytes, claimed) ? CSV : undefined
}

const hex = (digits: string) => Buffer.from(digits, 'hex')

/** What people say to each other in: voices, songs and films too. Nothing is read out of these. */
export function talkKind(
  given: Uint8Array,
  claimed: { mime: string; name: string },
): FileKind | undefined {
  const known = fileKind(given, claimed)
  if (known) return known
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const begins = (head: string, at = 0) => bytes.toString('latin1', at, at + head.length) === head
  const isSound = claimed.mime.startsWith('audio/')
  if (begins('OggS')) return { mime: 'audio/ogg', extension: 'ogg' }
  if (begins('ID3') || begins('\u00FF\u00FB')) return { mime: 'audio/mpeg', extension: 'mp3' }
  if (begins('#!AMR')) return { mime: 'audio/amr', extension: 'amr' }
  if (!begins('ftyp', 4)) return undefined
  return isSound ? { mime: 'audio/mp4', extension: 'm4a' } : { mime: 'video/mp4', extension: 'mp4' }
}

/** Plain text has no mark of its own: it must also say that it is a table. */
function isCsv(bytes: Buffer, { mime, name }: { mime: string; name: string }) {
  if (!/\.(?:csv|tsv|txt)$/i.test(name) && !/^text\/(?:csv|tab-separated-values)\b/.test(mime)) {
    return false
  }
  const head = bytes.subarray(0, 4096)
  // Excel here writes CSV in the Windows alphabet, so any byte above the controls is text.
  const isText = head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
  return isText && head.length > 0 && !/^\s*<|^#!/.test(head.toString('latin1'))
}
