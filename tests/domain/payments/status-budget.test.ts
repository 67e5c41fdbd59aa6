import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterRefusal,
  freshPatience,
  spendQuestion,
} from '../../../src/domain/payments/status-budget.ts'

const budget = { burst: 10, perSecond: 1, backgroundSeconds: 10 }
const start = new Date('2026-11-02T02:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)

describe('the patience of a gateway', () => {
  test('is never asked more of than it has, whenever the questions come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 }), (gaps) => {
        let patience = freshPatience(budget, start)
        let atMs = 0
        const asked: number[] = []
        for (const gap of gaps) {
          atMs += gap
          const answer = spendQuestion(budget, patience, { now: after(atMs), background: false })
          if (answer.kind === 'wait') throw new Error('nobody refused anything')
          patience = answer.patience
          asked.push(answer.kind === 'ask' ? atMs : answer.at.getTime() - start.getTime())
        }
        // In any stretch of time: the burst, and one for every second of it.
        for (const [index, from] of asked.entries()) {
          const within = asked.slice(index).filter((at) => at - from < 30_000)
          expect(within.length).toBeLessThanOrEqual(10 + 30 + 1)
        }
        expect(asked).toEqual(asked.toSorted((a, b) => a - b))
      }),
    )
  })

  test('lets the background ask once in ten seconds, and not from the plate of those who wait', () => {
    const fresh = freshPatience(budget, start)
    const first = spendQuestion(budget, fresh, { now: start, background: true })
    if (first.kind !== 'ask') throw new Error('the first may ask')
    expect(spendQuestion(budget, first.patience, { now: after(4_000), background: true })).toEqual({
      kind: 'wait',
      waitMs: 6_000,
    })
    expect(
      spendQuestion(budget, first.patience, { now: after(10_000), background: true }).kind,
    ).toBe('ask')
    expect(first.patience.tokens).toBe(10)
  })

  test('ends at a refusal, for a quarter of an hour, then half, then an hour and never more', () => {
    let patience = freshPatience(budget, start)
    let atMs = 0
    const pauses = Array.from({ length: 5 }, () => {
      const now = after(atMs)
      patience = afterRefusal(patience, { now, retryAfterMs: 0 })
      const answer = spendQuestion(budget, patience, { now, background: false })
      if (answer.kind !== 'wait') throw new Error('asked in spite of a refusal')
      atMs += answer.waitMs
      return answer.waitMs / 60_000
    })
    expect(pauses).toEqual([15, 30, 60, 60, 60])
  })

  test('is lost once, though five were asking when it was', () => {
    const now = start
    const once = afterRefusal(freshPatience(budget, now), { now, retryAfterMs: 0 })
    let often = once
    for (let count = 0; count < 4; count += 1) often = afterRefusal(often, { now, retryAfterMs: 0 })
    expect(often).toEqual(once)
  })

  test('takes as long to come back as the gateway says, when it says longer', () => {
    const patience = afterRefusal(freshPatience(budget, start), {
      now: start,
      retryAfterMs: 7_200_000,
    })
    expect(patience.blockedUntil).toEqual(after(7_200_000))
  })
})
