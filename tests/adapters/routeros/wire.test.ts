import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createSentenceParser,
  encodeSentence,
  ProtocolError,
} from '../../../src/adapters/routeros/wire.ts'

describe('words and sentences of the API', () => {
  test.each([
    ['a short word in one byte', 'x'.repeat(0x7f), [0x7f]],
    ['a longer one in two', 'x'.repeat(0x80), [0x80, 0x80]],
    ['the longest of two', 'x'.repeat(0x3fff), [0xbf, 0xff]],
    ['a script in three', 'x'.repeat(0x4000), [0xc0, 0x40, 0x00]],
    ['the longest of three', 'x'.repeat(0x1fffff), [0xdf, 0xff, 0xff]],
    ['a file in four', 'x'.repeat(0x200000), [0xe0, 0x20, 0x00, 0x00]],
  ])('the length stands before the word: %s', (_, word, prefix) => {
    const bytes = encodeSentence([word])
    expect([...bytes.subarray(0, prefix.length)]).toEqual(prefix)
    expect(bytes.length).toBe(prefix.length + word.length + 1)
    expect(bytes.at(-1)).toBe(0)
    expect(parse([bytes])).toEqual([[word]])
  })

  test('a length of five bytes is understood, though nobody needs it', () => {
    const bytes = Buffer.concat([Buffer.from([0xf0, 0, 0, 0, 5]), Buffer.from('!done\0')])
    expect(parse([bytes])).toEqual([['!done']])
  })

  test('however the network cuts them, the same sentences arrive', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.string({ unit: 'grapheme', minLength: 100, maxLength: 300 }),
      fc.integer({ min: 0x3ff0, max: 0x4010 }).map((length) => 'y'.repeat(length)),
    )
    const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { maxLength: 8 })
    const cuts = fc.array(fc.nat({ max: 40_000 }), { maxLength: 30 })
    fc.assert(
      fc.property(sentences, cuts, (sent, at) => {
        const bytes = Buffer.concat(sent.map(encodeSentence))
        expect(parse(cut(bytes, at))).toEqual(sent)
      }),
      { numRuns: 200 },
    )
  })

  test('byte by byte, the same sentences arrive', () => {
    const sent = [['!re', '=name=✓'], ['!done'], ['!re', `=comment=${'z'.repeat(200)}`]]
    const bytes = Buffer.concat(sent.map(encodeSentence))
    const single = Array.from(bytes, (byte) => Buffer.from([byte]))
    expect(parse(single)).toEqual(sent)
  })

  test('a sentence is given out as soon as its last byte is there', () => {
    const seen: string[][] = []
    const take = createSentenceParser((words) => seen.push(words))
    const bytes = encodeSentence(['!done'])
    take(bytes.subarray(0, -1))
    expect(seen).toEqual([])
    take(bytes.subarray(-1))
    expect(seen).toEqual([['!done']])
  })

  test('empty sentences are passed over', () => {
    const bytes = Buffer.concat([Buffer.from([0, 0]), encodeSentence(['!done']), Buffer.from([0])])
    expect(parse([bytes])).toEqual([['!done']])
  })

  test('what Winbox once wrote in Windows-1252 is read as it was meant', () => {
    const bytes = Buffer.from([9, ...Buffer.from('=name=Caf'), 0xe9, 0])
    bytes[0] = bytes.length - 2
    expect(parse([bytes])).toEqual([['=name=Café']])
  })

  test('a real replacement character is left alone', () => {
    expect(parse([encodeSentence(['=name=\uFFFD'])])).toEqual([['=name=\uFFFD']])
  })

  test('something else on this port is noticed instead of waited for', () => {
    expect(() => parse([Buffer.from([0xf8])])).toThrow(ProtocolError)
    expect(() => parse([Buffer.from([0xf0, 0xff, 0xff, 0xff, 0xff])])).toThrow(ProtocolError)
  })

  test('an empty word cannot end a command early', () => {
    expect(() => encodeSentence(['/ip/hotspot/user/remove', '', '=.id=*1'])).toThrow(ProtocolError)
  })
})

function parse(chunks: Buffer[]): string[][] {
  const sentences: string[][] = []
  const take = createSentenceParser((words) => sentences.push(words))
  for (const chunk of chunks) take(chunk)
  return sentences
}

function cut(bytes: Buffer, at: number[]): Buffer[] {
  const places = [...at, bytes.length].map((place) => Math.min(place, bytes.length))
  const sorted = places.toSorted((a, b) => a - b)
  return sorted.map((end, index) => bytes.subarray(sorted[index - 1] ?? 0, end))
}
