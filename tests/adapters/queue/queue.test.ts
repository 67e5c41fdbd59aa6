import { expect, test } from 'vitest'
import { redisAddress } from '../../../src/adapters/queue/redis-address.ts'
import { onPostgres, queueContract } from './queue-contract.ts'

queueContract(onPostgres)

test('a Redis address may have a password, TLS, or be a cluster of several hosts', () => {
  expect(redisAddress('redis://localhost')).toEqual({ nodes: [{ host: 'localhost', port: 6379 }] })
  expect(redisAddress('rediss://budi:r%40hasia@[::1]:7000/3')).toEqual({
    nodes: [{ host: '::1', port: 7000 }],
    username: 'budi',
    password: 'r@hasia',
    db: 3,
    tls: {},
  })
  expect(redisAddress('redis://:pw@a:7000, b:7001,redis://c').nodes).toEqual([
    { host: 'a', port: 7000 },
    { host: 'b', port: 7001 },
    { host: 'c', port: 6379 },
  ])
})
