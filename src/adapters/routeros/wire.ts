import { isUtf8 } from 'node:buffer'

/**
 * Words and sentences of the RouterOS API: a word is its length and its bytes, a sentence is
 * words up to one of length zero. The API names no character set. We write UTF-8, and read what
 * is not UTF-8 as Windows-1252, which is what Winbox has left on many routers.
 */

/** No reply comes near this; a longer "word" means that something else answers on this port. */
const LARGEST_WORD = 16 * 1024 * 1024

const windows1252 = new TextDecoder('windows-1252')

export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
}

/** One buffer, so that a sentence leaves in one piece. */
export function encodeSentence(words: readonly string[]): Buffer {
  const lengths = words.map((word) => Buffer.byteLength(word))
  const total = lengths.reduce((sum, length) => sum + prefixSize(length) + length, 1)
  const bytes = Buffer.alloc(total)
  let at = 0
  for (const [index, word] of words.entries()) {
    const length = lengths[index] ?? 0
    // An empty word is the end of the sentence: the rest would be read as another command.
    if (length === 0) throw new ProtocolError('a sentence cannot hold an empty word')
    at = writePrefix(bytes, length, at)
    at += bytes.write(word, at)
  }
  return bytes
}

/**
 * Takes bytes as they come, in pieces of any size, and gives whole sentences. A word that has
 * not arrived yet is waited for, whether the cut is in its bytes, in its length or before the
 * zero that ends the sentence.
 */
export function createSentenceParser(
  onSentence: (words: string[]) => void,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let gathered = 0
  let needed = 1
  let words: string[] = []

  const endOfWord = (word: string | null) => {
    if (word !== null) {
      words.push(word)
    } else if (words.length > 0) {
      const sentence = words
      words = []
      onSentence(sentence)
    }
  }

  return (chunk) => {
    chunks.push(chunk)
    gathered += chunk.length
    if (gathered < needed) return

    const data = chunks.length === 1 ? chunk : Buffer.concat(chunks, gathered)
    let at = 0
    needed = 1
    while (at < data.length) {
      const prefix = sizeOfPrefix(data[at] ?? 0)
      needed = prefix
      if (at + prefix > data.length) break
      const length = readLength(data, at, prefix)
      needed = prefix + length
      if (at + needed > data.length) break
      endOfWord(length === 0 ? null : decode(data, at + prefix, at + needed))
      at += needed
      needed = 1
    }
    chunks = at < data.length ? [data.subarray(at)] : []
    gathered = data.length - at
  }
}

function decode(data: Buffer, start: number, end: number): string {
  // No name has one, and no database takes one.
  const text = data.toString('utf8', start, end).replaceAll('\0', '')
  if (!text.includes('\uFFFD')) return text
  const bytes = data.subarray(start, end)
  return isUtf8(bytes) ? text : windows1252.decode(bytes)
}

function sizeOfPrefix(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc0) return 2
  if (first < 0xe0) return 3
  if (first < 0xf0) return 4
  if (first < 0xf8) return 5
  throw new ProtocolError(`reserved control byte 0x${first.toString(16)}`)
}

function readLength(data: Buffer, at: number, prefix: number): number {
  if (prefix === 1) return data.readUInt8(at)
  if (prefix === 2) return data.readUInt16BE(at) & 0x3fff
  if (prefix === 3) return data.readUIntBE(at, 3) & 0x1fffff
  const length = prefix === 4 ? data.readUInt32BE(at) & 0x0fffffff : data.readUInt32BE(at + 1)
  if (length > LARGEST_WORD) throw new ProtocolError(`a word of ${length} bytes`)
  return length
}

function prefixSize(length: number): number {
  if (length < 0x80) return 1
  if (length < 0x4000) return 2
  if (length < 0x200000) return 3
  if (length <= LARGEST_WORD) return 4
  throw new ProtocolError(`a word of ${length} bytes`)
}

function writePrefix(bytes: Buffer, length: number, at: number): number {
  const size = prefixSize(length)
  if (size === 1) return bytes.writeUInt8(length, at)
  if (size === 2) return bytes.writeUInt16BE(length | 0x8000, at)
  if (size === 3) return bytes.writeUIntBE(length | 0xc00000, at, 3)
  return bytes.writeUInt32BE((length | 0xe0000000) >>> 0, at)
}
