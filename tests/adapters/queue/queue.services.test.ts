import { Redis } from 'ioredis'
import { describe } from 'vitest'
import { testRedisUrl } from '../../support/test-redis.ts'
import { onPostgres, queueContract } from './queue-contract.ts'

describe.skipIf(!process.env['REDIS_URL'])('on the Redis of REDIS_URL', () => {
  queueContract(async () => {
    const redisUrl = await testRedisUrl()
    return {
      where: { databaseUrl: 'postgres://not-used', redisUrl },
      async empty() {
        const redis = new Redis(redisUrl)
        await redis.flushdb()
        redis.disconnect()
      },
    }
  })
})

describe.skipIf(!process.env['DATABASE_URL'])('on the PostgreSQL of DATABASE_URL', () => {
  queueContract(onPostgres)
})
