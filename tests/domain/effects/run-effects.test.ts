import { expect, test } from 'vitest'
import { PLACES } from '../../../src/domain/effects/effect.ts'
import { later } from '../../../src/domain/effects/later.ts'
import { createEffects, type EffectHandlers } from '../../../src/domain/effects/run-effects.ts'
import { world } from '../../support/world.ts'

const unexpected = new Proxy({} as EffectHandlers, {
  get: (_target, kind) => () => Promise.reject(new Error(`nobody asked for ${String(kind)}`)),
})

test('routers that take for ever keep no paid order waiting', async () => {
  const { deps, routerId } = await world()
  const stuck = Promise.withResolvers<void>()
  const handed: number[] = []
  const handedOver = Promise.withResolvers<void>()
  let atRouters = 0
  const effects = createEffects(deps, {
    owner: 'test',
    handlers: {
      ...unexpected,
      'router.sync': () => {
        atRouters += 1
        return stuck.promise
      },
      'order.deliver': async (_deps, { orderId }) => {
        handed.push(orderId)
        if (handed.length === 2) handedOver.resolve()
      },
    },
  })
  for (let one = 0; one < PLACES.routers + 5; one += 1) {
    await later(deps, { kind: 'router.sync', routerId })
  }
  await later(deps, { kind: 'order.deliver', orderId: 1 })
  await effects.nudge()
  await later(deps, { kind: 'order.deliver', orderId: 2 })
  await effects.nudge()
  await handedOver.promise
  expect(handed).toEqual([1, 2])
  expect(atRouters).toBe(PLACES.routers)

  stuck.resolve()
  await effects.idle()
  expect(atRouters).toBeGreaterThanOrEqual(PLACES.routers + 5)
})

test('two processes that look at once do each piece of work once', async () => {
  const { deps } = await world()
  const done: number[] = []
  const runner = (owner: string) =>
    createEffects(deps, {
      owner,
      handlers: {
        ...unexpected,
        'order.deliver': async (_deps, { orderId }) => void done.push(orderId),
      },
    })
  const asked = Array.from({ length: 40 }, (_, at) => at)
  for (const orderId of asked) await later(deps, { kind: 'order.deliver', orderId })
  await Promise.all([runner('one').idle(), runner('two').idle()])
  expect(done.toSorted((a, b) => a - b)).toEqual(asked)
})
