import type { Deps } from '../deps.ts'
import { getPerson } from './people-queries.ts'

export async function getPersonLanguage({ db }: Pick<Deps, 'db'>, personId: number) {
  const { language } = await getPerson(db, personId)
  return language
}

export async function findPersonName({ db }: Pick<Deps, 'db'>, personId: number) {
  const { name } = await getPerson(db, personId)
  return name
}

export function findPerson({ db }: Pick<Deps, 'db'>, personId: number) {
  return getPerson(db, personId)
}
