/** One part of a ZIP as its directory declares it. What it declares may be a lie. */
export type ZipEntry = {
  packedBytes: number
  unpackedBytes: number
  isDeflated: boolean
  /** Where the directory names no size, readers look for one beside the part itself. */
  isStreamed: boolean
}

type Directory = { offset: number; count: number }

const ENTRY = 0x02014b50
const END = Buffer.from([0x50, 0x4b, 5, 6])
const END_BYTES = 22
/** A remark may follow the end. */
const LONGEST_REMARK = 65_535
const END_64_LOCATOR = 0x07064b50
const END_64 = 0x06064b50
/** Stands where the number needs more room and is written elsewhere. */
const ELSEWHERE = 0xffff_ffff
const ELSEWHERE_SHORT = 0xffff
const SIZES_64 = 1

/** Unpacks nothing. Undefined where there is no directory, or none that can be followed. */
export function readZipDirectory(file: Uint8Array, mostEntries: number): ZipEntry[] | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  try {
    const directory = findDirectory(bytes)
    return directory && readEntries(bytes, directory, mostEntries)
  } catch (error) {
    // It points beyond the end of the file.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The last end that stands there counts, as it does for whoever unpacks. */
function findDirectory(bytes: Buffer): Directory | undefined {
  const end = bytes.lastIndexOf(END, bytes.length - END_BYTES)
  if (end < 0 || bytes.length - end > END_BYTES + LONGEST_REMARK) return undefined
  const count = bytes.readUInt16LE(end + 10)
  const size = bytes.readUInt32LE(end + 12)
  const offset = bytes.readUInt32LE(end + 16)
  const isHere = count !== ELSEWHERE_SHORT && size !== ELSEWHERE && offset !== ELSEWHERE
  if (isHere) return { offset, count }
  if (bytes.readUInt32LE(end - 20) !== END_64_LOCATOR) return undefined
  const at = readLong(bytes, end - 12)
  if (bytes.readUInt32LE(at) !== END_64) return undefined
  return { count: readLong(bytes, at + 32), offset: readLong(bytes, at + 48) }
}

/** One more than the most is enough to know that there are too many. */
function readEntries(bytes: Buffer, { offset, count }: Directory, mostEntries: number) {
  const entries: ZipEntry[] = []
  let at = offset
  while (entries.length < Math.min(count, mostEntries + 1)) {
    if (bytes.readUInt32LE(at) !== ENTRY) return undefined
    const [nameBytes, extraBytes] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
    const extraAt = at + 46 + nameBytes
    const sizes = readSizes(bytes, at, bytes.subarray(extraAt, extraAt + extraBytes))
    if (!sizes) return undefined
    entries.push({
      ...sizes,
      isDeflated: bytes.readUInt16LE(at + 10) === 8,
      isStreamed: (bytes.readUInt16LE(at + 8) & 8) !== 0,
    })
    at = extraAt + extraBytes + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function readSizes(bytes: Buffer, at: number, extra: Buffer) {
  const packedBytes = bytes.readUInt32LE(at + 20)
  const unpackedBytes = bytes.readUInt32LE(at + 24)
  const isElsewhere = [unpackedBytes, packedBytes].map((size) => size === ELSEWHERE)
  if (!isElsewhere.includes(true)) return { packedBytes, unpackedBytes }
  const long = findSizes64(extra)
  if (!long) return undefined
  // Only those that had no room stand there, the unpacked one first.
  const [unpackedElsewhere, packedElsewhere] = isElsewhere
  return {
    unpackedBytes: unpackedElsewhere ? readLong(long, 0) : unpackedBytes,
    packedBytes: packedElsewhere ? readLong(long, unpackedElsewhere ? 8 : 0) : packedBytes,
  }
}

function findSizes64(extra: Buffer): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === SIZES_64) return extra.subarray(at + 4, end)
  }
  return undefined
}

/** No place and no size in a file that was sent is beyond what a number holds. */
function readLong(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at))
}
