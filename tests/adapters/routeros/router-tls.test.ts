import { expect, test } from 'vitest'
import { makeCertificate } from '../../../src/adapters/routeros/simulator/certificate.ts'
import { ourSide, router, target, vouchers } from './support.ts'

test('the first look reports the certificate, so that it can be pinned', async () => {
  const tls = makeCertificate('router-1')
  const simulator = await router({ tls })
  const facts = await ourSide().check(target(simulator, { tls: true }))
  expect(facts.fingerprint).toBe(tls.fingerprint)
  expect(facts.fingerprint).toMatch(/^[0-9a-f]{64}$/)
})

test('with its certificate pinned, a router works over TLS as it does without', async () => {
  const tls = makeCertificate('router-1')
  const simulator = await router({ tls })
  const routers = ourSide()
  const secured = target(simulator, { tls: true, fingerprint: tls.fingerprint })
  await routers.addUsers(secured, 'hotspot', vouchers(100), () => undefined)
  expect(await routers.listUsers(secured, 'hotspot')).toHaveLength(100)
})

test('a fingerprint may be written the way certificate viewers do', async () => {
  const tls = makeCertificate('router-1')
  const simulator = await router({ tls })
  const fingerprint = tls.fingerprint.toUpperCase().replaceAll(/(..)(?=.)/g, '$1:')
  const secured = target(simulator, { tls: true, fingerprint })
  expect(await ourSide().listUsers(secured, 'hotspot')).toEqual([])
})

test('somebody with another certificate does not get the password', async () => {
  const simulator = await router({ tls: makeCertificate('router-1') })
  const { fingerprint } = makeCertificate('router-1')
  const routers = ourSide()
  const secured = target(simulator, { tls: true, fingerprint })
  const changed = { name: 'Rejected', code: 'certificate' }
  await expect(routers.check(secured)).rejects.toMatchObject(changed)
  await expect(routers.listUsers(secured, 'hotspot')).rejects.toMatchObject(changed)
  expect(simulator.loginAttempts()).toBe(0)
})

test('before a certificate is pinned nothing but the first look is done', async () => {
  const simulator = await router({ tls: makeCertificate('router-1') })
  const routers = ourSide()
  const listing = routers.listUsers(target(simulator, { tls: true }), 'hotspot')
  await expect(listing).rejects.toMatchObject({ name: 'Rejected', code: 'certificate' })
  expect(simulator.loginAttempts()).toBe(0)
})

test('TLS on a port that does not speak it is said to be so', async () => {
  const simulator = await router()
  const limits = { connectTimeoutMs: 300 }
  const check = ourSide({ limits }).check(target(simulator, { tls: true }))
  await expect(check).rejects.toMatchObject({ name: 'Unreachable' })
})

test('no TLS on a port that wants it is given up', async () => {
  const simulator = await router({ tls: makeCertificate('router-1') })
  const limits = { connectTimeoutMs: 300 }
  const check = ourSide({ limits }).check(target(simulator))
  await expect(check).rejects.toMatchObject({ name: 'Unreachable' })
})
