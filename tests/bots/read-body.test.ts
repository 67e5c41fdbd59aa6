import { expect, test } from 'vitest'
import { readBody } from '../../src/bots/read-body.ts'

const MEGABYTE = Buffer.alloc(1_000_000)

function pouring(megabytes: number) {
  let poured = 0
  const body = new ReadableStream({
    pull(stream) {
      if (poured === megabytes) return stream.close()
      poured += 1
      stream.enqueue(MEGABYTE)
    },
  })
  return { answer: new Response(body), poured: () => poured }
}

test('a file of ten megabytes is read whole', async () => {
  expect(await readBody(pouring(10).answer)).toHaveLength(10_000_000)
})

test('one that does not end is not read to its end', async () => {
  const { answer, poured } = pouring(500)
  await expect(readBody(answer)).rejects.toMatchObject({ code: 'too_big' })
  expect(poured()).toBeLessThan(15)
})

test('one that says it is larger is not read at all', async () => {
  const answer = new Response('x', { headers: { 'content-length': '10000001' } })
  await expect(readBody(answer)).rejects.toMatchObject({ code: 'too_big' })
})
