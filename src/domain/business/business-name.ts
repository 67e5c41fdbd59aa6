import type { Deps } from '../deps.ts'
import { findSetting } from './business-queries.ts'

const UNNAMED = 'Wicara'

/** What the business calls itself, on everything people hold in their hands. */
export async function businessName({ db }: Pick<Deps, 'db'>): Promise<string> {
  const name = await findSetting(db, 'business.name')
  return typeof name === 'string' && name.trim() !== '' ? name : UNNAMED
}
