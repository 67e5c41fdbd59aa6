import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, inject, onTestFinished, test } from 'vitest'
import { connect } from '../../../src/adapters/postgres/connect.ts'
import { migrate } from '../../../src/adapters/postgres/migrate.ts'
import { databaseUrl, onServer } from '../../support/postgres.ts'

const files = readdirSync(new URL('../../../migrations/', import.meta.url))

async function emptyDatabase() {
  const { url } = inject('postgres')
  const name = `wicara_empty_${randomBytes(6).toString('hex')}`
  await onServer(url, `create database ${name}`)
  onTestFinished(() => onServer(url, `drop database ${name} with (force)`))
  return databaseUrl(url, name)
}

function open(url: string) {
  const db = connect(url, { max: 2 })
  onTestFinished(() => db.destroy())
  return db
}

test('processes that start together bring the database up to date once', async () => {
  const url = await emptyDatabase()
  const ran = await Promise.all([migrate(open(url)), migrate(open(url)), migrate(open(url))])
  expect(ran.flat().toSorted((one, other) => one.localeCompare(other))).toEqual(files.toSorted())
})

test('a start with nothing new changes nothing', async () => {
  const db = open(await emptyDatabase())
  await migrate(db)
  expect(await migrate(db)).toEqual([])
})

test('a database that does not answer is said in a sentence', async () => {
  const db = open('postgres://nobody@127.0.0.1:1/nothing')
  await expect(migrate(db)).rejects.toThrow('The database cannot be used: connect ECONNREFUSED')
})
