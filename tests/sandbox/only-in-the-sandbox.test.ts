import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { openPlace } from '../faults/place.ts'
import { spawnProgram } from '../faults/program.ts'
import { testDatabaseUrl } from '../support/test-db.ts'

const timeout = 40_000

test('in production there is no sandbox', { timeout }, async () => {
  const place = await openPlace({ DATABASE_URL: await testDatabaseUrl() })
  const { url } = await place.open()
  for (const path of ['/sandbox', '/sandbox/state', '/sandbox/app.js', '/']) {
    expect((await fetch(url + path, { redirect: 'manual' })).status).toBe(404)
  }
  const told = { method: 'POST', body: '{"does":"new-customer"}' }
  expect((await fetch(`${url}/sandbox/world`, told)).status).toBe(404)
})

test('the sandbox is not opened to the neighbours', { timeout }, async () => {
  // It says no before it writes anything anywhere.
  const { child, gone, said } = spawnProgram({ HOST: '0.0.0.0', DATA_DIR: 'unused' }, tmpdir())
  await gone
  expect(child.exitCode).not.toBe(0)
  expect(said()).toMatch(/HOST=0\.0\.0\.0 .*APP_ENV=production/)
})
