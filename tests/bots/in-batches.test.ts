import { expect, test } from 'vitest'
import { inBatches } from '../../src/bots/in-batches.ts'

test('a quiet moment waits for nobody, and a burst shares one run, in order', async () => {
  const runs: number[][] = []
  const gate = Promise.withResolvers<void>()
  const double = inBatches(async (items: number[]) => {
    runs.push(items)
    await gate.promise
    return items.map((item) => item * 2)
  })
  const answers = [1, 2, 3, 4].map(double)
  expect(runs).toEqual([[1]])
  gate.resolve()
  expect(await Promise.all(answers)).toEqual([2, 4, 6, 8])
  expect(runs).toEqual([[1], [2, 3, 4]])
})

test('one that is refused does not take the others with it', async () => {
  const write = inBatches(async (items: string[]) => {
    if (items.includes('bad')) throw new Error('refused')
    return items
  })
  const [first, good, bad, last] = await Promise.allSettled(['a', 'b', 'bad', 'c'].map(write))
  expect([first, good, last].map((one) => one?.status)).toEqual(Array(3).fill('fulfilled'))
  expect(bad).toMatchObject({ status: 'rejected', reason: new Error('refused') })
  expect(await write('after')).toBe('after')
})

test('no run is larger than it may be', async () => {
  const sizes: number[] = []
  const count = inBatches(async (items: number[]) => {
    sizes.push(items.length)
    return items
  }, 3)
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(count))
  expect(sizes).toEqual([1, 3, 3, 1])
})
