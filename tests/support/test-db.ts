import { randomBytes } from 'node:crypto'
import { afterAll, inject, onTestFinished } from 'vitest'
import { connect } from '../../src/adapters/postgres/connect.ts'
import type { Db } from '../../src/domain/tables.ts'
import { databaseUrl, onServer } from './postgres.ts'

/** A fresh, migrated database that disappears with the test, or with the file when made outside one. */
export async function testDb(): Promise<Db> {
  const { url, drop } = await copyTemplate()
  const db = connect(url)
  atTheEnd(async () => {
    await db.destroy()
    await drop()
  })
  return db
}

/** The address of one, for tests that start processes. */
export async function testDatabaseUrl(): Promise<string> {
  const { url, drop } = await copyTemplate()
  atTheEnd(drop)
  return url
}

async function copyTemplate() {
  const { url, template } = inject('postgres')
  const name = `wicara_${randomBytes(8).toString('hex')}`
  await onServer(url, `create database ${name} template ${template}`)
  return {
    url: databaseUrl(url, name),
    drop: () => onServer(url, `drop database if exists ${name} with (force)`),
  }
}

const leftOver: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of leftOver.splice(0)) await end()
})

export function atTheEnd(end: () => Promise<void>) {
  try {
    onTestFinished(end)
  } catch {
    // Not inside a test: made in beforeAll, or while the file is read.
    leftOver.push(end)
  }
}
