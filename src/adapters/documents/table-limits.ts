import { Refusal } from '../../domain/refusal.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'

const MOST = { megabytes: 10, rows: 20_000, columns: 60 } as const
const MEGABYTE = 1_048_576

/** A workbook is packed: a sheet of the most rows and columns takes about as much when unpacked. */
const UNPACKED_MEGABYTES = 60
const MOST_ENTRIES = 1_000
/** What people write packs ten to thirty times smaller; only what says nothing packs like this. */
const ABSURD_RATIO = 200
/** An empty part takes two bytes packed. This many cannot unpack to anything that matters. */
const EMPTY_PACKED_BYTES = 64

/** Said before the file is handed to a thread at all. */
export function refuseTooLarge(bytes: Uint8Array) {
  refuseOver('megabytes', bytes.length / MEGABYTE)
}

export function refuseOver(limit: keyof typeof MOST, count: number) {
  if (count > MOST[limit]) throw new Refusal('table.too_big', { limit, max: MOST[limit] })
}

/** Rows of a sheet worth reading: what lies beyond is either too much, or empty. */
export const ROWS_READ = MOST.rows + 1_000

/** Longer than this nobody's table takes, on any machine that can run the rest. */
export const READ_TIMEOUT_MS = 20_000

/** It says more than can be read, whatever the size of the file it was packed into. */
export function tooMuchInside() {
  return new Refusal('table.too_big', { limit: 'megabytes', max: UNPACKED_MEGABYTES })
}

/**
 * Said before anything is unpacked, from what the ZIP declares. The library unpacks no part beyond
 * its declared size; what declares none at all, and would not be held to any, is not opened.
 */
export function refuseBomb({ bytes, name }: { bytes: Uint8Array; name: string }) {
  const entries = readZipDirectory(bytes, MOST_ENTRIES)
  if (!entries || entries.length > MOST_ENTRIES || entries.some(hidesItsSize)) {
    throw new Refusal('table.unreadable', { name, why: 'broken' })
  }
  // What is not packed at all is read as long as it is, whatever it declares.
  const sizes = entries.map(({ packedBytes, unpackedBytes }) =>
    Math.max(packedBytes, unpackedBytes),
  )
  const unpacked = sizes.reduce((sum, size) => sum + size, 0)
  if (unpacked > UNPACKED_MEGABYTES * MEGABYTE || entries.some(isAbsurd)) throw tooMuchInside()
}

function hidesItsSize({ packedBytes, unpackedBytes, isDeflated, isStreamed }: ZipEntry) {
  if (!isDeflated) return false
  if (packedBytes === 0) return isStreamed
  return unpackedBytes === 0 && packedBytes > EMPTY_PACKED_BYTES
}

function isAbsurd({ packedBytes, unpackedBytes }: ZipEntry) {
  return unpackedBytes > MEGABYTE && unpackedBytes > packedBytes * ABSURD_RATIO
}
