import { describe, expect, test } from 'vitest'
import {
  type Candidate,
  chooseUsableRouter,
} from '../../../src/domain/routers/choose-usable-router.ts'

const NOW = new Date('2026-11-21T07:00:00Z')
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000)

let numbers = 0
function router(name: string, more: Partial<Candidate> = {}): Candidate {
  numbers += 1
  return {
    id: numbers,
    name,
    state: 'active',
    version: '7.18.2',
    reachable: true,
    down_since: null,
    weight: 1,
    users: 0,
    ...more,
  }
}

const down = (seconds: number) => ({ reachable: false, down_since: ago(seconds) })
const pick = (routers: Candidate[], spread = false) =>
  chooseUsableRouter(routers, { now: NOW, spread })?.name

describe('something new is made', () => {
  test('on the first router of its package, however full it is', () => {
    expect(pick([router('pusat', { users: 900 }), router('cabang')])).toBe('pusat')
  })

  test('on the spare once the first has been away for more than two minutes', () => {
    expect(pick([router('pusat', down(90)), router('cabang')])).toBe('pusat')
    expect(pick([router('pusat', down(121)), router('cabang')])).toBe('cabang')
  })

  test('on the first again when all are away: it waits there', () => {
    expect(pick([router('pusat', down(600)), router('cabang', down(600))])).toBe('pusat')
  })

  test('never on one in maintenance, removed, or not looked at yet', () => {
    const none = [
      router('rawat', { state: 'maintenance' }),
      router('hapus', { state: 'removed' }),
      router('baru', { version: null }),
    ]
    expect(pick(none)).toBeUndefined()
    expect(pick([...none, router('cabang', down(600))])).toBe('cabang')
  })

  test('where it is spread, on the one that carries least for its weight', () => {
    const routers = [
      router('kecil', { users: 60 }),
      router('besar', { users: 100, weight: 2 }),
      router('mati', { ...down(600), users: 1 }),
    ]
    expect(pick(routers, true)).toBe('besar')
    expect(pick([router('a', { users: 7 }), router('b', { users: 7 })], true)).toBe('a')
  })
})
